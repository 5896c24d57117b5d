import { beforeAfter, type BeforeAfter, type BeforeAfterOptions } from './before-after.js';
import { calendarMonth, inOrder, isMeasured, lastMonths, type IndicatorMonth } from './indicator-months.js';

export interface SameMonthsOptions extends BeforeAfterOptions {
  /** Length of the naive baseline just before the start. Default: as many months as there are after. */
  readonly naiveMonths?: number;
}

export interface SameMonthsComparison {
  /** The months just before the start, whatever the season. */
  readonly naive: BeforeAfter;
  /** Only months that have a partner of the same calendar month on the other side; null when none has. */
  readonly matched: BeforeAfter | null;
  /** Calendar months compared, 1 for January, ascending. */
  readonly calendarMonths: readonly number[];
  readonly pairs: number;
}

/** Of each calendar month, as many on either side as the other has: the latest before and the earliest after. */
function pairUp(before: readonly IndicatorMonth[], after: readonly IndicatorMonth[]) {
  const beforeByMonth = Map.groupBy(inOrder(before.filter(isMeasured)), calendarMonth);
  const afterByMonth = Map.groupBy(inOrder(after.filter(isMeasured)), calendarMonth);
  const calendarMonths = [...afterByMonth.keys()].filter((month) => beforeByMonth.has(month)).sort((a, b) => a - b);
  const pairs = calendarMonths.map((month) => {
    const earlier = beforeByMonth.get(month) ?? [];
    const later = afterByMonth.get(month) ?? [];
    const count = Math.min(earlier.length, later.length);
    return { before: earlier.slice(-count), after: later.slice(0, count) };
  });
  return {
    calendarMonths,
    before: pairs.flatMap((pair) => pair.before),
    after: pairs.flatMap((pair) => pair.after),
  };
}

/**
 * Caution about the season: falls rise every winter, so a summer after a winter looks like an improvement. Compares
 * the same calendar months, in equal number, before and after, beside the comparison with the months just before.
 *
 * @throws RangeError as `beforeAfter` does, or when `naiveMonths` is not a whole number above 0
 */
export function sameMonthsComparison(
  before: readonly IndicatorMonth[],
  after: readonly IndicatorMonth[],
  options: SameMonthsOptions,
): SameMonthsComparison {
  const { naiveMonths = after.length } = options;
  const naive = beforeAfter(lastMonths(before, naiveMonths), after, options);
  const paired = pairUp(before, after);
  return {
    naive,
    matched: paired.after.length === 0 ? null : beforeAfter(paired.before, paired.after, options),
    calendarMonths: paired.calendarMonths,
    pairs: paired.after.length,
  };
}
