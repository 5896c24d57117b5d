import { INDICATOR_EVENTS, type IndicatorEvent } from '@praxis/domain';
import { defineProjection, undecided } from '../projection.js';
import { indicatorTable } from './indicator-facts.table.js';

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
