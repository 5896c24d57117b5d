import type { ChartOption } from '../chart.option.js';
import { PALETTE } from '../palette.js';
import { stackedKey, stackedMonthsOption, type StackedPart } from '../stacked-months.js';
import type { LearningMinutes } from './prepare.js';

const partsOf = (model: LearningMinutes): StackedPart[] => [
  { name: 'Participatory', colour: PALETTE.blue, pattern: 'solid', points: model.participatory },
  { name: 'Other', colour: PALETTE.turquoise, pattern: 'stripes', points: model.other },
];

export const learningMinutesOption = (model: LearningMinutes): ChartOption =>
  stackedMonthsOption(model.months, model.complete, partsOf(model));

export const learningMinutesKey = (model: LearningMinutes) => stackedKey(partsOf(model));
