import type { MetricDefinition } from '@praxis/contracts';

export const supervisionHeld: MetricDefinition = {
  id: 'supervision-held',
  version: 1,
  title: 'Supervision held within its interval',
  description:
    'Of the workers whose supervision was due, the share whose last session was within the interval their agreement asks for.',
  numerator: 'Workers whose last session was held no longer ago than the interval of their agreement',
  denominator: 'Workers in post with an agreement in force for at least one interval',
  exclusions: 'Workers without an agreement, and those whose agreement is younger than its interval. Voided sessions.',
  unit: 'percent',
  additive: false,
  missing: 'gap',
  directionOfGood: 'increase',
  source: 'Supervision agreements and sessions',
};
