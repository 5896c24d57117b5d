import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { codeOf, count, day, indicatorCode, label, recordId, referenceId } from '../fields.js';

/** The stream is `indicator-{unitId}-{code}`; every event names both parts. */
const of = { unitId: referenceId(), code: indicatorCode() };

export const IndicatorDefined = defineEvent('IndicatorDefined', {
  schema: z.strictObject({
    ...of,
    title: label(),
    /** What is counted. */
    numerator: label(),
    /** What it is counted over (exposure); null for a plain count. */
    denominator: label().nullable(),
    /** The rate is given per so many of the denominator: 100 for a percentage, 1000 for bed days. */
    per: z.int().min(1).max(100_000),
    /** The direction of good. */
    improvement: z.enum(['increase', 'decrease', 'neutral']),
    /** On the scale of the rate, in thousandths, so that it is a whole number; null for none. */
    targetThousandths: z.int().nullable(),
    source: codeOf('indicator-source'),
  }),
});

const measurement = z.strictObject({
  ...of,
  periodStart: day(),
  /** The last day of the period, and the event's `effectiveAt`. */
  periodEnd: day(),
  numerator: count(),
  denominator: count().nullable(),
});
export const IndicatorMeasured = defineEvent('IndicatorMeasured', { schema: measurement });
/** Replaces the measurement of the same period. */
export const IndicatorMeasurementCorrected = defineEvent('IndicatorMeasurementCorrected', { schema: measurement });
/** Something happened on `effectiveAt` that readers of the chart should know. */
export const IndicatorAnnotated = defineEvent('IndicatorAnnotated', {
  schema: z.strictObject({ ...of, annotationId: recordId(), kind: codeOf('annotation') }),
});

export const INDICATOR_EVENTS = [
  IndicatorDefined,
  IndicatorMeasured,
  IndicatorMeasurementCorrected,
  IndicatorAnnotated,
] as const;
export type IndicatorEvent = EventOf<typeof INDICATOR_EVENTS>;
