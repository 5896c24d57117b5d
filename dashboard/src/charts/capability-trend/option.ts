import type { ChartOption } from '../chart.option.js';
import { lineKey, monthlyLinesOption, type MonthlyLine } from '../monthly-lines.js';
import { PALETTE } from '../palette.js';
import type { CapabilityTrend } from './prepare.js';

function linesOf(trend: CapabilityTrend): MonthlyLine[] {
  return [
    { name: 'Capability', colour: PALETTE.blue, symbol: 'circle', dash: 'solid', points: trend.capability },
    { name: 'Coverage', colour: PALETTE.orange, symbol: 'triangle', dash: 'dashed', points: trend.coverage },
  ];
}

/** Shares from 0 to 100 %: a cut axis would make small changes look large. */
export function capabilityTrendOption(trend: CapabilityTrend): ChartOption {
  return monthlyLinesOption(trend.months, trend.complete, linesOf(trend), { unit: '%', max: 100 });
}

export const capabilityTrendKey = (trend: CapabilityTrend) => lineKey(linesOf(trend));
