import type { BarSeriesOption } from 'echarts/charts';
import { axisText, baseOption, splitLine, type ChartOption } from './chart.option.js';
import type { KeyItem } from './chart-key.js';
import { PAPER } from './palette.js';
import { monthAxis } from './time-axis.js';

type Pattern = 'solid' | 'stripes' | 'dots';

export interface StackedPart {
  readonly name: string;
  readonly colour: string;
  readonly pattern: Pattern;
  readonly points: readonly { readonly value: number | null; readonly records: string | null }[];
}

const DECALS = {
  solid: undefined,
  stripes: { color: 'rgba(255,255,255,0.65)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 },
  dots: {
    color: 'rgba(255,255,255,0.75)',
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.7,
  },
} as const;

function seriesOf(part: StackedPart, complete: readonly boolean[]): BarSeriesOption {
  const decal = DECALS[part.pattern];
  return {
    type: 'bar',
    name: part.name,
    stack: 'all',
    barCategoryGap: '28%',
    itemStyle: {
      color: part.colour,
      borderColor: PAPER,
      borderWidth: 0.5,
      ...(decal === undefined ? {} : { decal: decal as NonNullable<BarSeriesOption['itemStyle']>['decal'] & object }),
    },
    data: part.points.map((point, index) => ({
      value: point.value ?? '-',
      records: point.records,
      ...(complete[index] === false
        ? { itemStyle: { color: PAPER, borderColor: part.colour, borderWidth: 2, borderType: 'dashed' as const } }
        : {}),
    })),
  };
}

/** Parts of a whole by month, stacked from zero; an unfinished month is an outline. */
export function stackedMonthsOption(
  months: readonly string[],
  complete: readonly boolean[],
  parts: readonly StackedPart[],
): ChartOption {
  return {
    ...baseOption,
    tooltip: { ...baseOption.tooltip, axisPointer: { type: 'shadow' } },
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    xAxis: monthAxis(months, true),
    yAxis: { type: 'value', min: 0, splitNumber: 4, minInterval: 1, splitLine, axisLabel: axisText },
    series: parts.map((part) => seriesOf(part, complete)),
  };
}

export function stackedKey(parts: readonly StackedPart[]): KeyItem[] {
  return parts.map(({ name, colour, pattern }) => ({
    label: name,
    colour,
    shape: pattern === 'stripes' ? 'stripes' : pattern === 'dots' ? 'dots' : 'box',
  }));
}
