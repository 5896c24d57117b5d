import type { MetricDefinition } from '@praxis/contracts';

const source = 'Organisational CPD checklists (Form 1) of the units that adopted one';

export const checklistItems: MetricDefinition = {
  id: 'checklist-items',
  version: 1,
  title: 'Checklist items by status',
  description:
    'The eleven items of each adopted checklist by the status last assessed. There is no average score: the items are not of equal weight.',
  numerator: 'Items of adopted checklists in the status',
  denominator: null,
  exclusions:
    'Units that have not adopted a checklist. An item never assessed is “not assessed”, which is not “not started”.',
  unit: 'count',
  additive: true,
  missing: 'zero',
  directionOfGood: 'neutral',
  source,
};

export const openActions: MetricDefinition = {
  id: 'actions-open',
  version: 1,
  title: 'Open actions',
  description: 'Actions planned to close a gap that are neither completed nor dropped.',
  numerator: 'Open actions on the day',
  denominator: null,
  exclusions: 'None.',
  unit: 'count',
  additive: true,
  missing: 'zero',
  directionOfGood: 'neutral',
  source,
};

export const overdueActions: MetricDefinition = {
  id: 'actions-overdue',
  version: 1,
  title: 'Overdue actions',
  description: 'Open actions whose day, as last moved, has passed.',
  numerator: 'Open actions due before the day',
  denominator: null,
  exclusions: 'None. An action whose day was moved is judged by the new day; how often it slipped is shown beside it.',
  unit: 'count',
  additive: true,
  missing: 'zero',
  directionOfGood: 'decrease',
  source,
};
