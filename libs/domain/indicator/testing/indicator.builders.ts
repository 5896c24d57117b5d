import type { IndicatorEvent } from '../indicator.events.js';

type Event<Type extends IndicatorEvent['type']> = Extract<IndicatorEvent, { type: Type }>;

export const indicatorDefined = (
  data: Partial<Event<'IndicatorDefined'>['data']> = {},
  on = '2025-01-01',
): Event<'IndicatorDefined'> => ({
  type: 'IndicatorDefined',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    code: 'falls',
    title: 'Falls',
    numerator: 'Falls',
    denominator: 'Occupied bed days',
    per: 1000,
    improvement: 'decrease',
    targetThousandths: 4000,
    source: 'incident-log',
    ...data,
  },
});

export const measured = (
  data: Partial<Event<'IndicatorMeasured'>['data']> = {},
  on = '2026-01-31',
): Event<'IndicatorMeasured'> => ({
  type: 'IndicatorMeasured',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    code: 'falls',
    periodStart: '2026-01-01',
    periodEnd: '2026-01-31',
    numerator: 7,
    denominator: 1240,
    ...data,
  },
});

export const measurementCorrected = (
  data: Partial<Event<'IndicatorMeasurementCorrected'>['data']> = {},
  on = '2026-01-31',
): Event<'IndicatorMeasurementCorrected'> => ({
  type: 'IndicatorMeasurementCorrected',
  effectiveAt: on,
  data: {
    unitId: 'meadow-view',
    code: 'falls',
    periodStart: '2026-01-01',
    periodEnd: '2026-01-31',
    numerator: 6,
    denominator: 1240,
    ...data,
  },
});

export const annotated = (
  data: Partial<Event<'IndicatorAnnotated'>['data']> = {},
  on = '2026-02-14',
): Event<'IndicatorAnnotated'> => ({
  type: 'IndicatorAnnotated',
  effectiveAt: on,
  data: { unitId: 'meadow-view', code: 'falls', annotationId: 'n-1', kind: 'refurbishment', ...data },
});
