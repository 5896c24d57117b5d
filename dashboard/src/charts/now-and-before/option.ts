import type { LineSeriesOption } from 'echarts/charts';
import { axisLine, axisText, baseOption, FONT, splitLine, type ChartOption } from '../chart.option.js';
import type { KeyItem } from '../chart-key.js';
import { AXIS_LINE, INK, PALETTE, PAPER } from '../palette.js';
import type { NowAndBefore } from './prepare.js';

const ROW_HEIGHT = 36;
const AXIS_HEIGHT = 48;
/** Longest label an axis shows in full; the table has the whole of it. */
const LABEL_WIDTH = 190;

export const nowAndBeforeHeight = (model: NowAndBefore): number => model.rows.length * ROW_HEIGHT + AXIS_HEIGHT;

export const nowAndBeforeKey: readonly KeyItem[] = [
  { label: 'Now', colour: PALETTE.blue, shape: 'circle' },
  { label: 'Three months before', colour: PALETTE.blue, shape: 'ring' },
];

/** A line between the two dots of each row; the break after it keeps rows apart. */
function connectors(model: NowAndBefore): LineSeriesOption {
  return {
    type: 'line',
    silent: true,
    symbol: 'none',
    tooltip: { show: false },
    lineStyle: { color: AXIS_LINE, width: 3 },
    data: model.rows.flatMap(({ now, before }, index) =>
      now === null || before === null
        ? []
        : [
            [before, index],
            [now, index],
            ['-', index],
          ],
    ),
  };
}

function dots(model: NowAndBefore, of: 'now' | 'before'): LineSeriesOption {
  const isNow = of === 'now';
  return {
    type: 'line',
    name: isNow ? 'Now' : 'Three months before',
    symbol: 'circle',
    symbolSize: isNow ? 14 : 12,
    showAllSymbol: true,
    lineStyle: { width: 0 },
    itemStyle: isNow ? { color: PALETTE.blue } : { color: PAPER, borderColor: PALETTE.blue, borderWidth: 2.5 },
    z: isNow ? 4 : 3,
    data: model.rows.map((row, index) => ({
      value: [row[of] ?? '-', index],
      records: isNow ? row.records : null,
      ...(isNow && row.now !== null
        ? {
            label: {
              show: true,
              position: (row.before ?? 0) > row.now ? ('left' as const) : ('right' as const),
              distance: 9,
              color: INK,
              fontFamily: FONT,
              fontSize: 14,
              fontWeight: 'bold' as const,
              formatter: `${row.now.toFixed(1)}%`,
            },
          }
        : {}),
    })),
  };
}

/** Rows from top to bottom as they come, the share along the bottom from 0 to 100 %. */
export function nowAndBeforeOption(model: NowAndBefore): ChartOption {
  return {
    ...baseOption,
    tooltip: { show: false },
    grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max: 100,
      interval: 25,
      splitLine,
      axisLabel: { ...axisText, formatter: '{value}%' },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: model.rows.map((row) => (row.state === 'suppressed' ? `${row.label} *` : row.label)),
      axisLine,
      axisTick: { show: false },
      axisLabel: { ...axisText, color: INK, fontSize: 14, width: LABEL_WIDTH, overflow: 'truncate' },
    },
    series: [connectors(model), dots(model, 'before'), dots(model, 'now')],
  };
}
