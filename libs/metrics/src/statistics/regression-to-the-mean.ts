import { beforeAfter, movementOf, type BeforeAfter, type BeforeAfterOptions } from './before-after.js';
import { inOrder, isMeasured, lastMonths, type IndicatorMonth } from './indicator-months.js';

export interface RegressionToTheMeanOptions extends BeforeAfterOptions {
  /** Months just before the start that may have prompted it, left out of the earlier baseline. Default 3. */
  readonly triggerMonths?: number;
  /** Length of the naive baseline just before the start. Default: as many months as there are after. */
  readonly naiveMonths?: number;
}

export type RegressionVerdict =
  /** Both baselines show a change in the same direction. */
  | 'holds'
  /** Only the baseline that contains the prompting months shows it: what a return to the usual level looks like. */
  | 'may-be-regression-to-the-mean'
  /** Only the earlier baseline shows a change. */
  | 'seen-only-from-earlier-baseline'
  | 'reversed'
  | 'no-change-seen'
  /** No measured month is left before the prompting ones. */
  | 'cannot-tell';

export interface RegressionToTheMeanCheck {
  readonly naive: BeforeAfter;
  readonly earlier: BeforeAfter | null;
  /** The prompting months against the months before them: were they unusual? Null when either is not measured. */
  readonly trigger: BeforeAfter | null;
  readonly triggerMonths: number;
  readonly naiveMonths: number;
  readonly verdict: RegressionVerdict;
}

function verdictOf(naive: BeforeAfter, earlier: BeforeAfter | null): RegressionVerdict {
  if (earlier === null) return 'cannot-tell';
  const [usual, cautious] = [movementOf(naive.difference), movementOf(earlier.difference)];
  if (usual === cautious) return usual === 'not-distinguishable' ? 'no-change-seen' : 'holds';
  if (cautious === 'not-distinguishable') return 'may-be-regression-to-the-mean';
  return usual === 'not-distinguishable' ? 'seen-only-from-earlier-baseline' : 'reversed';
}

const compare = (before: readonly IndicatorMonth[], after: readonly IndicatorMonth[], options: BeforeAfterOptions) =>
  before.some(isMeasured) && after.some(isMeasured) ? beforeAfter(before, after, options) : null;

/**
 * Training is usually sent where the last months were worst, and unusual months are followed by usual ones with or
 * without training. Compares the months after with a baseline that ends before the prompting months, beside the
 * baseline just before the start. Both are for showing; neither proves a cause.
 *
 * @throws RangeError as `beforeAfter` does, or when a number of months is not a whole number above 0
 */
export function regressionToTheMeanCheck(
  before: readonly IndicatorMonth[],
  after: readonly IndicatorMonth[],
  options: RegressionToTheMeanOptions,
): RegressionToTheMeanCheck {
  const { triggerMonths = 3, naiveMonths = after.length } = options;
  const prompting = lastMonths(before, triggerMonths);
  const baseline = inOrder(before).slice(0, -triggerMonths);
  const naive = beforeAfter(lastMonths(before, naiveMonths), after, options);
  const earlier = compare(baseline, after, options);
  const trigger = compare(baseline, prompting, options);
  return { naive, earlier, trigger, triggerMonths, naiveMonths, verdict: verdictOf(naive, earlier) };
}
