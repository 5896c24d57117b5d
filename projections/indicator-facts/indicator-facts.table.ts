import { factTable } from '../fact-table.js';

export const indicatorTable = factTable({
  name: 'indicator_facts',
  version: 1,
  comment: 'What is counted about a service, over what, period by period',
  columns: {
    unit_id: 'LowCardinality(String)',
    indicator: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    period_start: 'Nullable(Date32)',
    /** The last day of the period. */
    period_end: 'Nullable(Date32)',
    numerator: 'Nullable(UInt64)',
    /** null in a measurement: the indicator is a plain count. */
    denominator: 'Nullable(UInt64)',
    /** The rate is given per so many of the denominator; 0 but in a definition. */
    per: 'UInt32',
    improvement: 'LowCardinality(String)',
    /** On the scale of the rate, in thousandths. */
    target_thousandths: 'Nullable(Int64)',
    /** Source of the figures, or kind of annotation. */
    code: 'LowCardinality(String)',
  },
  orderBy: ['unit_id', 'indicator', 'effective_at', 'position'],
});
