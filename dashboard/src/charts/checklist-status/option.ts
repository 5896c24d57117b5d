import type { ChartOption } from '../chart.option.js';
import { stackedKey, stackedMonthsOption, type StackedPart } from '../stacked-months.js';
import type { ChecklistStatus } from './prepare.js';
import { STATUSES } from './status.js';

const partsOf = (model: ChecklistStatus): StackedPart[] =>
  STATUSES.map(({ id, label, colour, pattern }) => ({ name: label, colour, pattern, points: model.points[id] }));

export const checklistStatusOption = (model: ChecklistStatus): ChartOption =>
  stackedMonthsOption(model.months, model.complete, partsOf(model));

export const checklistStatusKey = (model: ChecklistStatus) => stackedKey(partsOf(model));
