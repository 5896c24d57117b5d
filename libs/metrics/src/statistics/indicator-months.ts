/** One month of an indicator. A null is a month without a measurement, which is not a month with zero. */
export interface IndicatorMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly numerator: number | null;
  /** Exposure of a rate (for example occupied bed-days), or the whole that a proportion is of. */
  readonly denominator: number | null;
}

export interface MeasuredMonth extends IndicatorMonth {
  readonly numerator: number;
  readonly denominator: number;
}

export type IndicatorKind = 'rate' | 'proportion';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const isMeasured = (month: IndicatorMonth): month is MeasuredMonth =>
  month.numerator !== null && month.denominator !== null;

/** 1 for January. */
export const calendarMonth = ({ month }: IndicatorMonth) => Number(month.slice(5));

/** Months since year 0, so that months can be subtracted. */
export const monthNumber = ({ month }: IndicatorMonth) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

export const inOrder = <T extends IndicatorMonth>(months: readonly T[]): T[] =>
  [...months].sort((a, b) => monthNumber(a) - monthNumber(b));

/** The latest `count` months, in order. @throws RangeError unless the count is a whole number above 0 */
export function lastMonths<T extends IndicatorMonth>(months: readonly T[], count: number): T[] {
  if (!(Number.isInteger(count) && count > 0)) {
    throw new RangeError(`A number of months is a whole number above 0, not ${count}.`);
  }
  return inOrder(months).slice(-count);
}

function checkMonth({ month, numerator, denominator }: IndicatorMonth, kind: IndicatorKind): void {
  if (!MONTH.test(month)) throw new RangeError(`A month is written YYYY-MM, not "${month}".`);
  if (numerator === null || denominator === null) return;
  if (!(Number.isFinite(numerator) && numerator >= 0)) {
    throw new RangeError(`The numerator of ${month} must be at least 0, not ${numerator}.`);
  }
  if (!(Number.isFinite(denominator) && denominator > 0)) {
    throw new RangeError(`The denominator of ${month} must be above 0, not ${denominator}; use null where unmeasured.`);
  }
  if (kind === 'proportion' && numerator > denominator) {
    throw new RangeError(`In ${month} the numerator ${numerator} exceeds the denominator ${denominator}.`);
  }
}

/** @throws RangeError for a malformed or repeated month, or a value out of range */
export function checkMonths(months: readonly IndicatorMonth[], kind: IndicatorKind): void {
  const seen = new Set<string>();
  for (const month of months) {
    checkMonth(month, kind);
    if (seen.has(month.month)) throw new RangeError(`The month ${month.month} is there twice.`);
    seen.add(month.month);
  }
}
