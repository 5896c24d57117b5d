import type { LineSeriesOption } from 'echarts/charts';
import { axisText, baseOption, FONT, splitLine, type ChartOption } from '../chart.option.js';
import type { KeyItem } from '../chart-key.js';
import { BASELINE_SHADE, INK, PALETTE, QUIET_INK } from '../palette.js';
import { monthAxis } from '../time-axis.js';
import { VARIATIONS, type Xmr } from './prepare.js';

type Variation = Xmr['points'][number]['variation'];

/** Shape and colour, so that either alone is enough. The two official blues and greys are too pale on white. */
const MARKS = {
  improvement: { symbol: 'diamond', rotate: 0, size: 15, colour: PALETTE.blue, shape: 'diamond' },
  concern: { symbol: 'rect', rotate: 0, size: 12, colour: PALETTE.orange, shape: 'square' },
  'neutral-high': { symbol: 'triangle', rotate: 0, size: 13, colour: PALETTE.pink, shape: 'triangle' },
  'neutral-low': { symbol: 'triangle', rotate: 180, size: 13, colour: PALETTE.pink, shape: 'triangle' },
  'common-cause': { symbol: 'circle', rotate: 0, size: 8, colour: QUIET_INK, shape: 'circle' },
} as const satisfies Readonly<Record<Variation, object>>;

// Without a line height of its own, the library writes the second line of a label over the first.
const label = { fontFamily: FONT, fontSize: 13, lineHeight: 15, color: INK } as const;

function horizontal(value: number, name: string, colour: string, type: 'solid' | 'dashed' | 'dotted', width: number) {
  return {
    yAxis: value,
    lineStyle: { color: colour, type, width },
    label: { ...label, show: name !== '', position: 'end' as const, distance: 8, formatter: `${name}\n${value}` },
  };
}

function marks(model: Xmr): NonNullable<LineSeriesOption['markLine']> {
  return {
    silent: true,
    symbol: 'none',
    data: [
      horizontal(model.mean, 'Mean', INK, 'solid', 1.5),
      horizontal(model.upper, 'Upper', INK, 'dashed', 1.5),
      horizontal(model.lower, 'Lower', INK, 'dashed', 1.5),
      horizontal(model.nearUpper, '', QUIET_INK, 'dotted', 1.5),
      horizontal(model.nearLower, '', QUIET_INK, 'dotted', 1.5),
      ...(model.target === null
        ? []
        : [
            {
              ...horizontal(model.target, `Target ${model.target}`, PALETTE.pink, 'solid', 2),
              label: {
                ...label,
                color: PALETTE.pink,
                position: 'insideStartTop' as const,
                formatter: `Target ${model.target}`,
              },
            },
          ]),
      ...(model.cpdAt === null
        ? []
        : [
            {
              xAxis: model.cpdAt,
              lineStyle: { color: PALETTE.pink, type: 'solid' as const, width: 2 },
              label: { ...label, color: PALETTE.pink, position: 'end' as const, formatter: 'CPD began' },
            },
          ]),
    ],
  };
}

/** The first month to the last one that the limits were computed from. */
function baseline(model: Xmr): NonNullable<LineSeriesOption['markArea']> {
  return {
    silent: true,
    itemStyle: { color: BASELINE_SHADE },
    label: { ...label, color: QUIET_INK, position: 'insideTopLeft', formatter: 'Limits from here' },
    data: model.baselineTo === null ? [] : [[{ xAxis: 0 }, { xAxis: model.baselineTo }]],
  };
}

const TICKS = 4;
const NICE_STEPS = [1, 2, 2.5, 5, 10] as const;

/** An axis in even steps from zero (or below it) to a little above the highest thing drawn. */
function axisOf(model: Xmr): { min: number; max: number; interval: number } {
  const values = [model.upper, model.lower, model.target, ...model.points.map((point) => point.value)].filter(
    (value) => value !== null,
  );
  const low = Math.min(0, ...values);
  const high = Math.max(...values, low + 1e-9) * 1.04;
  const raw = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  const interval = (NICE_STEPS.find((step) => step * power >= raw) ?? 10) * power;
  return { min: Math.floor(low / interval) * interval, max: Math.ceil(high / interval) * interval, interval };
}

export function xmrOption(model: Xmr): ChartOption {
  return {
    ...baseOption,
    grid: { left: 8, right: 56, top: 28, bottom: 8, containLabel: true },
    xAxis: monthAxis(model.months, false),
    yAxis: { type: 'value', ...axisOf(model), splitLine, axisLabel: axisText },
    series: [
      {
        type: 'line',
        name: 'Rate',
        connectNulls: false,
        showAllSymbol: true,
        lineStyle: { color: QUIET_INK, width: 2 },
        data: model.points.map((point) => {
          const mark = MARKS[point.variation];
          return {
            value: point.value ?? '-',
            records: point.records,
            symbol: mark.symbol,
            symbolSize: mark.size,
            symbolRotate: mark.rotate,
            itemStyle: { color: mark.colour, borderColor: INK, borderWidth: 1 },
          };
        }),
        markLine: marks(model),
        markArea: baseline(model),
      },
    ],
  };
}

export function xmrKey(model: Xmr): KeyItem[] {
  return [
    ...model.shown.map((variation) => ({
      label: VARIATIONS[variation],
      colour: MARKS[variation].colour,
      shape: MARKS[variation].shape,
    })),
    { label: 'Limits', colour: INK, shape: 'dashed' },
    { label: 'Near a limit', colour: QUIET_INK, shape: 'dotted' },
  ];
}
