import { INDICATOR_EVENTS, type IndicatorEvent } from '@praxis/domain';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const indicatorTable = factTable({
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

export type IndicatorFactKind = 'defined' | 'measured' | 'corrected' | 'annotated';
type Values = Parameters<typeof indicatorTable.row>[1];

export const indicatorFacts = defineProjection({
  table: indicatorTable,
  events: INDICATOR_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const subject = { unit_id: event.data.unitId, indicator: event.data.code };
    const fact = (kind: IndicatorFactKind, values: Values) => [indicatorTable.row(recorded, subject, { kind }, values)];
    switch (event.type) {
      case 'IndicatorDefined':
        return fact('defined', {
          per: event.data.per,
          improvement: event.data.improvement,
          target_thousandths: event.data.targetThousandths,
          code: event.data.source,
        });
      case 'IndicatorMeasured':
        return fact('measured', measurementOf(event.data));
      case 'IndicatorMeasurementCorrected':
        return fact('corrected', measurementOf(event.data));
      case 'IndicatorAnnotated':
        return fact('annotated', { code: event.data.kind });
      default:
        return undecided(event);
    }
  },
});

type Measurement = Extract<IndicatorEvent, { type: 'IndicatorMeasured' }>['data'];

function measurementOf({ periodStart, periodEnd, numerator, denominator }: Measurement): Values {
  return { period_start: periodStart, period_end: periodEnd, numerator, denominator };
}
