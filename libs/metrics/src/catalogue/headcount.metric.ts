import type { MetricDefinition } from '@praxis/contracts';

export const headcount: MetricDefinition = {
  id: 'headcount',
  version: 1,
  title: 'People in post',
  description: 'Workers in post in the unit on the day, whatever their contract or hours.',
  numerator: 'Workers who joined or returned and have not left, by the team they are assigned to on the day',
  denominator: null,
  exclusions: 'Workers without a team.',
  unit: 'count',
  additive: true,
  missing: 'zero',
  directionOfGood: 'neutral',
  source: 'Worker records',
};
