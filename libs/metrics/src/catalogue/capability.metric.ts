import type { MetricDefinition } from '@praxis/contracts';

export const capability: MetricDefinition = {
  id: 'capability',
  version: 1,
  title: 'Capability',
  description:
    'Of the competences that people’s roles require of them, the share in which their latest agreed rating is at or above the rating required.',
  numerator: 'Worker × required element, where the latest agreed rating is at or above the rating required',
  denominator: 'Worker in post × element that their role profile requires on the day',
  exclusions:
    'Elements agreed as not applicable to the worker. What was never rated stays in the denominator and counts as not met. Self and manager ratings are not counted, only agreed ones.',
  unit: 'percent',
  additive: false,
  missing: 'gap',
  directionOfGood: 'increase',
  source: 'Performance reviews, role profiles and assignments',
};

export const coverage: MetricDefinition = {
  id: 'coverage',
  version: 1,
  title: 'Coverage of assessment',
  description:
    'How much of the capability figure rests on a recent assessment: the share of required competences that were rated within the time that policy allows.',
  numerator:
    'Worker × required element with an agreed rating no older than the assessment validity in force (12 months unless policy says otherwise)',
  denominator: 'Worker in post × element that their role profile requires on the day',
  exclusions: 'Elements agreed as not applicable to the worker.',
  unit: 'percent',
  additive: false,
  missing: 'gap',
  directionOfGood: 'increase',
  source: 'Performance reviews, role profiles, assignments and policies',
};
