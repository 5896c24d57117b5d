import type { MetricDefinition } from '@praxis/contracts';

export const indicatorRate: MetricDefinition = {
  id: 'indicator',
  version: 1,
  title: 'Service indicator',
  description:
    'A count over its exposure, period by period, as an XmR chart: mean ± 2.66 × the average moving range, with limits set on the months before the CPD and no screening of outliers.',
  numerator: 'The indicator’s numerator in the period, as last corrected',
  denominator: 'The indicator’s exposure in the period, divided by its scale',
  exclusions: 'Periods without a measurement are gaps, never zeros.',
  unit: 'rate',
  additive: false,
  missing: 'gap',
  directionOfGood: 'neutral',
  source: 'Measurements entered or imported for the unit; rules of NHS Making Data Count',
};
