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

const lastKnown = (line: MonthlyLine): number => line.points.findLastIndex((point) => point.value !== null);

/** Labels at the ends of lines that lie this close, in parts of the axis, would be written over each other. */
const CLOSE = 0.08;
const NUDGE_PX = 8;

/** How far a line's end label moves up (below zero) or down, so that two close ends can both be read. */
function nudge(line: MonthlyLine, lines: readonly MonthlyLine[], axisMax: number): number {
  const end = (of: MonthlyLine) => of.points[lastKnown(of)]?.value ?? null;
  const own = end(line);
  for (const other of lines) {
    const theirs = end(other);
    if (other === line || own === null || theirs === null) continue;
    const isUpper = own > theirs || (own === theirs && lines[0] === line);
    if (Math.abs(own - theirs) < CLOSE * axisMax) return isUpper ? -NUDGE_PX : NUDGE_PX;
  }
  return 0;
}

function endLabel(value: number, unit: string, weight: 'bold' | 'normal', down: number) {
  return {
    show: true,
    position: 'right' as const,
    distance: 8,
    offset: [0, down],
    color: INK,
    fontFamily: FONT,
    fontSize: 14,
    fontWeight: weight,
    formatter: `${value.toFixed(1)}${unit}`,
  };
}

interface Drawing {
  readonly line: MonthlyLine;
  readonly complete: readonly boolean[];
  readonly unit: string;
  readonly down: number;
}

function finishedSeries({ line, complete, unit, down }: Drawing): LineSeriesOption {
  const last = lastKnown(line);
  return {
    name: line.name,
    type: 'line',
    connectNulls: false,
    symbol: line.symbol,
    symbolSize: DIAMETER,
    showAllSymbol: true,
    lineStyle: { width: 3, color: line.colour, type: line.dash },
    itemStyle: { color: line.colour },
    data: line.points.map((point, index) =>
      complete[index] === false || point.value === null
        ? { value: '-', records: null }
        : { ...point, ...(index === last ? { label: endLabel(point.value, unit, 'bold', down) } : {}) },
    ) as NonNullable<LineSeriesOption['data']>,
  };
}

/**
 * An unfinished month is drawn apart: a hollow point, joined by a thin dotted line. It is a series of its own with
 * only the last finished point in common, so that the finished line never bends towards it.
 */
function openSeries({ line, complete, unit, down }: Drawing): LineSeriesOption {
  const isOpen = (index: number) => complete[index] === false;
  const last = lastKnown(line);
  return {
    name: line.name,
    type: 'line',
    connectNulls: false,
    symbol: line.symbol,
    lineStyle: { width: 2, color: line.colour, type: 'dotted' },
    itemStyle: { color: PAPER, borderColor: line.colour, borderWidth: 2 },
    tooltip: { show: false },
    z: 3,
    data: line.points.map((point, index) =>
      point.value === null || !(isOpen(index) || isOpen(index + 1))
        ? { value: '-', records: null }
        : {
            ...point,
            symbolSize: isOpen(index) ? DIAMETER + 2 : 0,
            ...(index === last && isOpen(index) ? { label: endLabel(point.value, unit, 'normal', down) } : {}),
          },
    ) as NonNullable<LineSeriesOption['data']>,
  };
}

/** Lines over months with a common axis from zero; gaps stay gaps. */
export function monthlyLinesOption(
  months: readonly string[],
  complete: readonly boolean[],
  lines: readonly MonthlyLine[],
  axis: { readonly unit: string; readonly max?: number },
): ChartOption {
  const highest = Math.max(1, ...lines.flatMap((line) => line.points.map((point) => point.value ?? 0)));
  const drawings = lines.map((line) => ({
    line,
    complete,
    unit: axis.unit,
    down: nudge(line, lines, axis.max ?? highest),
  }));
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
    series: drawings.flatMap((drawing) => [
      finishedSeries(drawing),
      ...(complete.includes(false) ? [openSeries(drawing)] : []),
    ]),
  };
}

export function lineKey(lines: readonly MonthlyLine[]): KeyItem[] {
  return lines.map((line) => ({
    label: line.name,
    colour: line.colour,
    shape: line.dash === 'solid' ? 'line' : line.dash,
  }));
}
