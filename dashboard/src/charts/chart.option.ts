import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  GridComponentOption,
  MarkAreaComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { AXIS_LINE, GRID_LINE, INK, QUIET_INK } from './palette.js';

export type ChartOption = ComposeOption<
  | LineSeriesOption
  | BarSeriesOption
  | GridComponentOption
  | TooltipComponentOption
  | AriaComponentOption
  | MarkLineComponentOption
  | MarkAreaComponentOption
>;

export const FONT = '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** What every chart shares. Nothing moves: an animated entrance says nothing and some readers cannot bear it. */
export const baseOption = {
  animation: false,
  textStyle: { fontFamily: FONT, fontSize: 14, color: INK },
  tooltip: {
    trigger: 'axis',
    confine: true,
    borderColor: AXIS_LINE,
    textStyle: { color: INK, fontSize: 14, fontFamily: FONT },
    axisPointer: { type: 'line', lineStyle: { color: QUIET_INK, type: 'dashed' } },
  },
} satisfies ChartOption;

export const axisText = { color: QUIET_INK, fontSize: 13, fontFamily: FONT } as const;
export const splitLine = { lineStyle: { color: GRID_LINE } } as const;
export const axisLine = { lineStyle: { color: AXIS_LINE } } as const;
