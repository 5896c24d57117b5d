import { checkMonths, isMeasured, monthNumber } from './indicator-months.js';
import type { IndicatorKind, IndicatorMonth, MeasuredMonth } from './indicator-months.js';
import { byarRate, wilson, type Estimate } from './intervals.js';
import { twoSidedMultiplier } from './normal-quantile.js';

export interface BeforeAfterOptions {
  readonly kind: IndicatorKind;
  readonly confidence?: number;
  /** Exposure that one unit of the results stands for, for example 1000 bed-days; 100 makes a proportion a per cent. */
  readonly per?: number;
}

export interface SideSummary {
  /** Months with a measurement. */
  readonly months: number;
  readonly missingMonths: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: Estimate;
}

export interface BeforeAfter {
  readonly kind: IndicatorKind;
  readonly before: SideSummary;
  readonly after: SideSummary;
  /** After minus before, in the unit of `per`. */
  readonly difference: Estimate;
  /** After ÷ before, for rates with events on both sides; otherwise null. */
  readonly ratio: Estimate | null;
  /**
   * Variance between months relative to chance (1 = chance alone); null with fewer than two months on a side, and
   * then taken as 1. Above 1 it widens every interval; below 1 it narrows none.
   */
  readonly dispersion: number | null;
  readonly method: { readonly value: string; readonly difference: string; readonly ratio: string };
}

export type Movement = 'up' | 'down' | 'not-distinguishable';

/** Whether the interval of a difference lies wholly on one side of zero. */
export function movementOf({ lower, upper }: Pick<Estimate, 'lower' | 'upper'>): Movement {
  if (lower > 0) return 'up';
  return upper < 0 ? 'down' : 'not-distinguishable';
}

const METHODS = {
  rate: {
    value: 'Byar, widened by the dispersion between months',
    difference: 'MOVER from Byar intervals (Zou and Donner 2008), widened by the dispersion between months',
    ratio: 'Log-normal ratio of Poisson rates with quasi-Poisson variance',
  },
  proportion: {
    value: 'Wilson, widened by the dispersion between months',
    difference: 'MOVER from Wilson intervals (Newcombe 1998, method 10), widened by the dispersion between months',
    ratio: 'Not given for proportions',
  },
} as const;

const total = (months: readonly MeasuredMonth[], part: 'numerator' | 'denominator') =>
  months.reduce((sum, month) => sum + month[part], 0);

/** Pearson's chi-squared of the months about the pooled value of their side. */
function pearson(months: readonly MeasuredMonth[], kind: IndicatorKind): number {
  const pooled = total(months, 'numerator') / total(months, 'denominator');
  return months.reduce((sum, { numerator, denominator }) => {
    const expected = pooled * denominator;
    const variance = kind === 'rate' ? expected : expected * (1 - pooled);
    return variance > 0 ? sum + (numerator - expected) ** 2 / variance : sum;
  }, 0);
}

function dispersionOf(before: readonly MeasuredMonth[], after: readonly MeasuredMonth[], kind: IndicatorKind) {
  if (before.length < 2 || after.length < 2) return null;
  return (pearson(before, kind) + pearson(after, kind)) / (before.length + after.length - 2);
}

function summarise(
  all: readonly IndicatorMonth[],
  widening: number,
  { kind, confidence = 0.95, per = 1 }: BeforeAfterOptions,
): SideSummary {
  const months = all.filter(isMeasured);
  const numerator = total(months, 'numerator');
  const denominator = total(months, 'denominator');
  const { estimate, lower, upper } =
    kind === 'rate' ? byarRate(numerator, denominator, confidence) : wilson(numerator, denominator, confidence);
  const widest = kind === 'rate' ? Infinity : 1;
  return {
    months: months.length,
    missingMonths: all.length - months.length,
    numerator,
    denominator,
    value: {
      estimate: estimate * per,
      lower: Math.max(0, estimate - (estimate - lower) * widening) * per,
      upper: Math.min(widest, estimate + (upper - estimate) * widening) * per,
      confidence,
    },
  };
}

function ratioOf(before: SideSummary, after: SideSummary, widening: number, confidence: number): Estimate | null {
  if (before.numerator === 0 || after.numerator === 0) return null;
  const estimate = after.value.estimate / before.value.estimate;
  const error = Math.sqrt(1 / before.numerator + 1 / after.numerator) * widening;
  const factor = Math.exp(twoSidedMultiplier(confidence) * error);
  return { estimate, lower: estimate / factor, upper: estimate * factor, confidence };
}

/** The limits of a difference recovered from those of its two parts. */
function differenceOf(before: Estimate, after: Estimate): Estimate {
  const estimate = after.estimate - before.estimate;
  return {
    estimate,
    lower: estimate - Math.hypot(after.estimate - after.lower, before.upper - before.estimate),
    upper: estimate + Math.hypot(after.upper - after.estimate, before.estimate - before.lower),
    confidence: after.confidence,
  };
}

/**
 * An indicator before and after something began, pooled over the months of each side, with intervals. It describes;
 * it cannot separate the thing from whatever else changed at the time. Sources are named in `method`: Zou and
 * Donner, Statistics in Medicine 27 (2008) 1693–1702; Newcombe, Statistics in Medicine 17 (1998) 873–890.
 *
 * @throws RangeError when a side has no measured month, a month is malformed or repeated, or the sides overlap
 */
export function beforeAfter(
  before: readonly IndicatorMonth[],
  after: readonly IndicatorMonth[],
  options: BeforeAfterOptions,
): BeforeAfter {
  const { kind, confidence = 0.95 } = options;
  checkMonths([...before, ...after], kind);
  const measured = { before: before.filter(isMeasured), after: after.filter(isMeasured) };
  if (measured.before.length === 0 || measured.after.length === 0) {
    throw new RangeError('Each side needs at least one month with a measurement.');
  }
  if (Math.max(...before.map(monthNumber)) >= Math.min(...after.map(monthNumber))) {
    throw new RangeError('All months before must come earlier than all months after.');
  }
  const dispersion = dispersionOf(measured.before, measured.after, kind);
  const widening = Math.sqrt(Math.max(1, dispersion ?? 1));
  const sides = { before: summarise(before, widening, options), after: summarise(after, widening, options) };
  return {
    kind,
    ...sides,
    difference: differenceOf(sides.before.value, sides.after.value),
    ratio: kind === 'rate' ? ratioOf(sides.before, sides.after, widening, confidence) : null,
    dispersion,
    method: METHODS[kind],
  };
}
