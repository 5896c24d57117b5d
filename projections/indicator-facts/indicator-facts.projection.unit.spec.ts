import type { IndicatorEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { indicatorFacts } from './indicator-facts.projection.js';

const rows = factObjects(indicatorFacts);
const of = (event: IndicatorEvent) => recorded(event, { streamId: 'indicator-meadow-view-falls' });
const on = '2026-03-31';
const indicator = { unitId: 'meadow-view', code: 'falls' };
const subject = { unit_id: 'meadow-view', indicator: 'falls' };
const march = { periodStart: '2026-03-01', periodEnd: '2026-03-31' };

describe('indicator facts', () => {
  it('hold the definition that figures are read by', () =>
    givenEvents(rows, [
      of({
        type: 'IndicatorDefined',
        effectiveAt: on,
        data: {
          ...indicator,
          title: 'Falls',
          numerator: 'Falls',
          denominator: 'Bed days',
          per: 1000,
          improvement: 'decrease',
          targetThousandths: -2500,
          source: 'incident-log',
        },
      }),
    ]).thenRows([
      {
        ...subject,
        kind: 'defined',
        per: 1000,
        improvement: 'decrease',
        target_thousandths: -2500,
        code: 'incident-log',
      },
    ]));

  it('tell a plain count from one over nothing', () =>
    givenEvents(rows, [
      of({
        type: 'IndicatorMeasured',
        effectiveAt: on,
        data: { ...indicator, ...march, numerator: 0, denominator: null },
      }),
      of({
        type: 'IndicatorMeasurementCorrected',
        effectiveAt: on,
        data: { ...indicator, ...march, numerator: 4, denominator: 1240 },
      }),
      of({
        type: 'IndicatorAnnotated',
        effectiveAt: on,
        data: { ...indicator, annotationId: 'n-1', kind: 'outbreak' },
      }),
    ]).thenRows([
      { ...subject, kind: 'measured', period_start: '2026-03-01', period_end: '2026-03-31', numerator: 0 },
      {
        ...subject,
        kind: 'corrected',
        period_start: '2026-03-01',
        period_end: '2026-03-31',
        numerator: 4,
        denominator: 1240,
      },
      { ...subject, kind: 'annotated', code: 'outbreak' },
    ]));
});
