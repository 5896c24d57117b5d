import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { indicator } from './indicator.aggregate.js';
import type { IndicatorCommand } from './indicator.commands.js';
import { annotated, indicatorDefined, measured, measurementCorrected } from './testing/indicator.builders.js';

type Of<Type extends IndicatorCommand['type']> = Extract<IndicatorCommand, { type: Type }>;

const here = { id: 'meadow-view-falls' };
const defined = indicatorDefined();
const plainCount = indicatorDefined({ denominator: null, per: 1 });
const january = { periodStart: '2026-01-01', periodEnd: '2026-01-31', numerator: 7, denominator: 1240 };

describe('defining an indicator', () => {
  const define = (data: Partial<Of<'DefineIndicator'>['data']> = {}): Of<'DefineIndicator'> => ({
    type: 'DefineIndicator',
    data: { ...defined.data, on: '2025-01-01', ...data },
  });

  it('defines it', () => given(indicator, [], here).when(define()).then([defined]));
  it('has nothing to do when it is defined in that way', () =>
    given(indicator, [defined], here)
      .when(define({ on: '2025-02-01' }))
      .thenNothing());
  it('is refused when it is defined in another way', () =>
    given(indicator, [defined], here)
      .when(define({ per: 100 }))
      .thenRefused('INDICATOR_EXISTS'));
  it('is refused for another unit than the id says', () =>
    given(indicator, [], here)
      .when(define({ unitId: 'hill-house' }))
      .thenRefused('INDICATOR_ID_DIFFERS'));
  it('is refused for another code than the id says', () =>
    given(indicator, [], here)
      .when(define({ code: 'injuries' }))
      .thenRefused('INDICATOR_ID_DIFFERS'));
  it('is refused in the future', () =>
    given(indicator, [], here)
      .when(define({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('recording a measurement', () => {
  const record = (data: Partial<Of<'RecordMeasurement'>['data']> = {}): Of<'RecordMeasurement'> => ({
    type: 'RecordMeasurement',
    data: { ...january, ...data },
  });

  it('takes effect on the last day of the period', () => given(indicator, [defined]).when(record()).then([measured()]));
  it('takes a period of one day', () =>
    given(indicator, [defined])
      .when(record({ periodStart: '2026-01-31' }))
      .then([measured({ periodStart: '2026-01-31' })]));
  it('takes a numerator of none', () =>
    given(indicator, [defined])
      .when(record({ numerator: 0 }))
      .then([measured({ numerator: 0 })]));
  it('takes a period up to the day of recording', () =>
    given(indicator, [defined])
      .when(record({ periodStart: '2026-06-01', periodEnd: '2026-06-30' }))
      .then([measured({ periodStart: '2026-06-01', periodEnd: '2026-06-30' }, '2026-06-30')]));
  it('takes the period next to one that is measured', () =>
    given(indicator, [defined, measured()])
      .when(record({ periodStart: '2026-02-01', periodEnd: '2026-02-28' }))
      .then([measured({ periodStart: '2026-02-01', periodEnd: '2026-02-28' }, '2026-02-28')]));
  it('takes a plain count without a denominator', () =>
    given(indicator, [plainCount])
      .when(record({ denominator: null }))
      .then([measured({ denominator: null })]));
  it('has nothing to do when it is recorded', () =>
    given(indicator, [defined, measured()]).when(record()).thenNothing());
  it('is refused when the period is measured otherwise', () =>
    given(indicator, [defined, measured()])
      .when(record({ numerator: 6 }))
      .thenRefused('MEASUREMENT_EXISTS'));
  it.each([
    { periodStart: '2026-01-31', periodEnd: '2026-02-28' },
    { periodStart: '2025-12-01', periodEnd: '2026-01-01' },
    { periodStart: '2026-01-10', periodEnd: '2026-01-20' },
    { periodStart: '2025-01-01', periodEnd: '2026-03-31' },
  ])('is refused for a period that overlaps one that is measured: %o', (period) =>
    given(indicator, [defined, measured()]).when(record(period)).thenRefused('PERIODS_OVERLAP'),
  );
  it('is refused for a period that ends before it begins', () =>
    given(indicator, [defined])
      .when(record({ periodStart: '2026-02-01' }))
      .thenRefused('PERIOD_OUT_OF_ORDER'));
  it('is refused for a period that has not ended', () =>
    given(indicator, [defined])
      .when(record({ periodStart: '2026-06-01', periodEnd: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
  it.each([0, null])('is refused with a denominator of %s', (denominator) =>
    given(indicator, [defined]).when(record({ denominator })).thenRefused('DENOMINATOR_MISSING'),
  );
  it('is refused with a denominator for a plain count', () =>
    given(indicator, [plainCount]).when(record()).thenRefused('DENOMINATOR_UNEXPECTED'));
  it('needs a defined indicator', () => given(indicator, []).when(record()).thenRefused('INDICATOR_NOT_DEFINED'));
});

describe('correcting a measurement', () => {
  const correct = (data: Partial<Of<'CorrectMeasurement'>['data']> = {}): Of<'CorrectMeasurement'> => ({
    type: 'CorrectMeasurement',
    data: { ...january, numerator: 6, ...data },
  });

  it('replaces the one of that period', () =>
    given(indicator, [defined, measured()]).when(correct()).then([measurementCorrected()]));
  it('has nothing to do when it says so', () =>
    given(indicator, [defined, measured(), measurementCorrected()]).when(correct()).thenNothing());
  it('is refused for a period that is not measured exactly so', () =>
    given(indicator, [defined, measured()])
      .when(correct({ periodEnd: '2026-01-30' }))
      .thenRefused('MEASUREMENT_UNKNOWN'));
  it('is as sound as a new one', () =>
    given(indicator, [defined, measured()])
      .when(correct({ denominator: 0 }))
      .thenRefused('DENOMINATOR_MISSING'));
  it('needs a defined indicator', () => given(indicator, []).when(correct()).thenRefused('INDICATOR_NOT_DEFINED'));
});

describe('annotating a day', () => {
  const annotate = (data: Partial<Of<'AnnotateIndicator'>['data']> = {}): Of<'AnnotateIndicator'> => ({
    type: 'AnnotateIndicator',
    data: { annotationId: 'n-1', kind: 'refurbishment', on: '2026-02-14', ...data },
  });

  it('is recorded', () => given(indicator, [defined]).when(annotate()).then([annotated()]));
  it('is recorded once', () => given(indicator, [defined, annotated()]).when(annotate()).thenNothing());
  it('is refused under an id that is taken', () =>
    given(indicator, [defined, annotated()])
      .when(annotate({ kind: 'new-manager' }))
      .thenRefused('ANNOTATION_EXISTS'));
  it('is refused in the future', () =>
    given(indicator, [defined])
      .when(annotate({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
  it('needs a defined indicator', () => given(indicator, []).when(annotate()).thenRefused('INDICATOR_NOT_DEFINED'));
});
