import type { Comparison } from '@praxis/contracts';
import {
  beforeAfter,
  lastDayOf,
  movementOf,
  monthOf,
  regressionToTheMeanCheck,
  sameMonthsComparison,
  type BeforeAfter,
  type IndicatorMonth,
  type RegressionVerdict,
} from '@praxis/metrics';
import { indicatorMonths, type IndicatorSeries } from './indicator-series.js';

export interface ImpactComparisons {
  readonly comparisons: readonly Comparison[];
  /** What the comparisons say together, with no claim of cause. */
  readonly conclusion: string;
  readonly verdict: RegressionVerdict | 'season' | 'too-few-months';
}

const MINIMUM_MONTHS = 3;
/** Months just before the start that may have prompted the CPD. */
const TRIGGER_MONTHS = 3;
/** What somebody in a hurry would compare. */
const HASTY_MONTHS = 2;

/**
 * Compares before with after in four ways. The month in which the CPD began belongs to neither side. At most twelve
 * months after are used, so that every comparison looks at the same stretch; the months before are all there are.
 */
export function compareImpact(series: IndicatorSeries, cpdFrom: string): ImpactComparisons {
  const months = indicatorMonths(series);
  const start = monthOf(cpdFrom);
  const before = months.filter(({ month }) => lastDayOf(month) < cpdFrom);
  const after = months.filter(({ month }) => month > start).slice(0, 12);
  const measured = (side: readonly IndicatorMonth[]) => side.filter(({ numerator }) => numerator !== null).length;
  if (measured(before) < MINIMUM_MONTHS || measured(after) < MINIMUM_MONTHS) {
    return {
      comparisons: [],
      verdict: 'too-few-months',
      conclusion: `Too few months to compare: ${measured(before)} before and ${measured(after)} after, where at least ${MINIMUM_MONTHS} are needed on each side.`,
    };
  }
  const options = { kind: 'rate', per: series.per } as const;
  const all = beforeAfter(before, after, options);
  const check = regressionToTheMeanCheck(before, after, {
    ...options,
    triggerMonths: TRIGGER_MONTHS,
    naiveMonths: HASTY_MONTHS,
  });
  const seasonal = sameMonthsComparison(before, after, options);
  const comparisons = [
    row(
      'last-two-months',
      check.naive,
      'The worst months are often what prompted the CPD: a return to the usual looks like an improvement.',
    ),
    row('all-months', all, 'Mixes seasons, and whatever else changed, with the CPD.'),
    ...(check.earlier
      ? [
          row(
            'without-trigger-months',
            check.earlier,
            'Leaves out the months that may have prompted the CPD; other changes are still in it.',
          ),
        ]
      : []),
    ...(seasonal.matched
      ? [
          row(
            'same-months',
            seasonal.matched,
            'Compares the same calendar months, so the season is the same on both sides; fewer months, wider interval.',
          ),
        ]
      : []),
  ];
  return { comparisons, ...conclude(series, all, check.naive, check.earlier, seasonal.matched) };
}

const TITLES: Record<Comparison['id'], string> = {
  'last-two-months': 'The two months before, against the months after',
  'all-months': 'All months before, against the months after',
  'without-trigger-months': 'Months before, without the three that may have prompted it',
  'same-months': 'The same calendar months before and after',
};

function row(id: Comparison['id'], result: BeforeAfter, caution: string): Comparison {
  return {
    id,
    title: TITLES[id],
    monthsBefore: result.before.months,
    monthsAfter: result.after.months,
    before: result.before.value.estimate,
    after: result.after.value.estimate,
    ratio: result.ratio?.estimate ?? null,
    low: result.ratio?.lower ?? null,
    high: result.ratio?.upper ?? null,
    method: result.method.ratio,
    caution,
  };
}

type Direction = 'better' | 'worse' | 'no clear change';

function conclude(
  series: IndicatorSeries,
  all: BeforeAfter,
  hasty: BeforeAfter,
  earlier: BeforeAfter | null,
  sameMonths: BeforeAfter | null,
): Pick<ImpactComparisons, 'conclusion' | 'verdict'> {
  const direction = (result: BeforeAfter | null): Direction => {
    const movement = result ? movementOf(result.difference) : 'not-distinguishable';
    if (movement === 'not-distinguishable') return 'no clear change';
    const better = series.improvement === 'increase' ? 'up' : 'down';
    return movement === better ? 'better' : 'worse';
  };
  const [long, naive, cautious, season] = [all, hasty, earlier, sameMonths].map((result) => direction(result));
  const limits = 'This describes what moved together; it cannot separate the CPD from other changes at the same time.';
  if (sameMonths && season === 'no clear change' && (naive !== season || long !== season) && cautious !== season) {
    return {
      verdict: 'season',
      conclusion: `The change seen against other months is not seen between the same calendar months: the season explains it as well as the CPD does. ${limits}`,
    };
  }
  if (naive !== 'no clear change' && cautious === 'no clear change') {
    return {
      verdict: 'may-be-regression-to-the-mean',
      conclusion: `The change is seen only against the months that may have prompted the CPD: a return to the usual level looks the same. ${limits}`,
    };
  }
  if (cautious === 'better' && (season === 'better' || !sameMonths)) {
    return {
      verdict: 'holds',
      conclusion: `The indicator and the CPD moved together: it is better after than before in every fair comparison, also between the same calendar months. ${limits}`,
    };
  }
  if (cautious === 'worse' && (season === 'worse' || !sameMonths)) {
    return {
      verdict: 'reversed',
      conclusion: `The indicator is worse after the CPD than before it in every fair comparison. ${limits}`,
    };
  }
  if (long === 'no clear change' && cautious === 'no clear change') {
    return { verdict: 'no-change-seen', conclusion: `No change can be told from ordinary variation. ${limits}` };
  }
  return {
    verdict: 'cannot-tell',
    conclusion: `The comparisons disagree, so nothing can be said with confidence. ${limits}`,
  };
}
