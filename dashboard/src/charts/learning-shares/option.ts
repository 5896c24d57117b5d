import type { ChartOption } from '../chart.option.js';
import { lineKey, monthlyLinesOption, type MonthlyLine } from '../monthly-lines.js';
import { PALETTE } from '../palette.js';
import type { LearningShares } from './prepare.js';

const linesOf = (model: LearningShares): MonthlyLine[] => [
  { name: 'With reflection', colour: PALETTE.blue, symbol: 'circle', dash: 'solid', points: model.reflection },
  { name: 'With impact recorded', colour: PALETTE.pink, symbol: 'diamond', dash: 'dashed', points: model.impact },
];

export const learningSharesOption = (model: LearningShares): ChartOption =>
  monthlyLinesOption(model.months, model.complete, linesOf(model), { unit: '%', max: 100 });

export const learningSharesKey = (model: LearningShares) => lineKey(linesOf(model));
