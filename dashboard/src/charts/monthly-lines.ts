import type { LineSeriesOption } from 'echarts/charts';
import { baseOption, axisText, splitLine, type ChartOption, FONT } from './chart.option.js';
import type { KeyItem } from './chart-key.js';
import { INK, PAPER } from './palette.js';
import { monthAxis } from './time-axis.js';

export interface MonthlyLine {
  readonly name: string;
  readonly colour: string;
  readonly symbol: 'circle' | 'triangle' | 'diamond' | 'rect';
  readonly dash: 'solid' | 'dashed' | 'dotted';
  readonly points: readonly { readonly value: number | null; readonly records: string | null }[];
}

const DIAMETER = 8;

/**
 * An unfinished month is drawn apart: a hollow point, joined by a thin dotted line. It is a series of its own with
 * only the last finished point in common, so that the finished line never bends towards it.
 */
function seriesOf(line: MonthlyLine, complete: readonly boolean[], unit: string): LineSeriesOption[] {
  const isOpen = (index: number) => complete[index] === false;
  const finished = line.points.map((point, index) => (isOpen(index) ? null : point));
  const shared = { name: line.name, type: 'line' as const, symbol: line.symbol, connectNulls: false };
  const last = line.points.findLastIndex((point) => point.value !== null);
  const main: LineSeriesOption = {
    ...shared,
    data: finished.map((point) => ({ value: point?.value ?? '-', records: point?.records ?? null })),
    symbolSize: DIAMETER,
    showAllSymbol: true,
    lineStyle: { width: 3, color: line.colour, type: line.dash },
    itemStyle: { color: line.colour },
    endLabel: { show: false },
  };
  const open = line.points.map((point, index) =>
    isOpen(index) || (isOpen(index + 1) && !isOpen(index)) ? point : { value: null, records: null },
  );
  const label = { show: true, position: 'right' as const, distance: 8, color: INK, fontFamily: FONT, fontSize: 14 };
  return [
    {
      ...main,
      data: (main.data ?? []).map((entry, index) =>
        index === last && typeof entry === 'object'
          ? { ...entry, label: { ...label, fontWeight: 'bold', formatter: `{c}${unit}` } }
          : entry,
      ) as NonNullable<LineSeriesOption['data']>,
    },
    ...(complete.includes(false)
      ? [
          {
            ...shared,
            data: open.map((point, index) => ({
              value: point.value ?? '-',
              records: point.records,
              symbolSize: isOpen(index) ? DIAMETER + 2 : 0,
              ...(index === last && isOpen(index) ? { label: { ...label, formatter: `{c}${unit}` } } : {}),
            })),
            lineStyle: { width: 2, color: line.colour, type: 'dotted' as const },
            itemStyle: { color: PAPER, borderColor: line.colour, borderWidth: 2 },
            tooltip: { show: false },
            z: 3,
          } satisfies LineSeriesOption,
        ]
      : []),
  ];
}

/** Lines over months with a common axis from zero; gaps stay gaps. */
export function monthlyLinesOption(
  months: readonly string[],
  complete: readonly boolean[],
  lines: readonly MonthlyLine[],
  axis: { readonly unit: string; readonly max?: number },
): ChartOption {
  return {
    ...baseOption,
    grid: { left: 8, right: 60, top: 28, bottom: 8, containLabel: true },
    xAxis: monthAxis(months, false),
    yAxis: {
      type: 'value',
      min: 0,
      ...(axis.max === undefined ? {} : { max: axis.max }),
      ...(axis.max === undefined ? { splitNumber: 4 } : { interval: axis.max / 4 }),
      splitLine,
      axisLabel: { ...axisText, formatter: `{value}${axis.unit}` },
    },
    series: lines.flatMap((line) => seriesOf(line, complete, axis.unit)),
  };
}

export function lineKey(lines: readonly MonthlyLine[]): KeyItem[] {
  return lines.map((line) => ({
    label: line.name,
    colour: line.colour,
    shape: line.dash === 'solid' ? 'line' : line.dash,
  }));
}
