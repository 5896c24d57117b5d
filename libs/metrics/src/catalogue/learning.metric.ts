import type { MetricDefinition } from '@praxis/contracts';

const source = 'Learning logs; the worker’s team is the one on the day of the learning';

export const learningMinutes: MetricDefinition = {
  id: 'learning-minutes',
  version: 1,
  title: 'Learning time',
  description: 'Minutes of learning logged, by the month in which the learning was completed.',
  numerator: 'Sum of the minutes of entries, each as last corrected',
  denominator: null,
  exclusions: 'Voided entries. Entries that do not say how long they took add no minutes and are counted beside it.',
  unit: 'minutes',
  additive: true,
  missing: 'zero',
  directionOfGood: 'neutral',
  source,
};

export const learningPerHead: MetricDefinition = {
  id: 'learning-minutes-per-head',
  version: 1,
  title: 'Learning time per head',
  description: 'Minutes of learning logged in a month for each person in post at its end.',
  numerator: 'Minutes of learning logged in the month',
  denominator: 'Workers in post on the last day of the month',
  exclusions: 'As for learning time.',
  unit: 'minutes',
  additive: false,
  missing: 'gap',
  directionOfGood: 'neutral',
  source,
};

export const reflection: MetricDefinition = {
  id: 'reflection',
  version: 1,
  title: 'Learning reflected on',
  description: 'The share of learning entries with a reflection.',
  numerator: 'Entries completed in the period with at least one reflection',
  denominator: 'Entries completed in the period',
  exclusions: 'Voided entries; training certificates, which are not entries of the log.',
  unit: 'percent',
  additive: false,
  missing: 'gap',
  directionOfGood: 'increase',
  source,
};

export const impactRecorded: MetricDefinition = {
  id: 'impact-recorded',
  version: 1,
  title: 'Learning with impact recorded',
  description: 'The share of learning entries whose reflection says what changed in practice.',
  numerator: 'Entries completed in the period with a reflection marked as recording impact',
  denominator: 'Entries completed in the period',
  exclusions: 'As for learning reflected on.',
  unit: 'percent',
  additive: false,
  missing: 'gap',
  directionOfGood: 'increase',
  source,
};
