import type { Comparison } from '@praxis/contracts';
import {
  beforeAfter,
  lastDayOf,
  monthOf,
  regressionToTheMeanCheck,
  sameMonthsComparison,
  type BeforeAfter,
  type IndicatorMonth,
} from '@praxis/metrics';
import { concludeFrom, type Conclusion } from './impact-conclusion.js';
import { indicatorMonths, type IndicatorSeries } from './indicator-series.js';

export interface ImpactComparisons extends Conclusion {
  readonly comparisons: readonly Comparison[];
}

const MINIMUM_MONTHS = 3;
/** Months just before the start that may have prompted the CPD. */
const TRIGGER_MONTHS = 3;
/** What somebody in a hurry compares with, and what somebody who has heard of chance does. */
const HASTY_MONTHS = 2;
const HALF_YEAR = 6;
const YEAR = 12;

/**
 * Compares before with after in five ways: two that are often made and mislead, and three that are fairer. The month in
 * which the CPD began belongs to neither side. At most twelve months after are used, so that all but the half-year
 * comparison look at the same stretch; the months before are all there are.
 */
export function compareImpact(series: IndicatorSeries, cpdFrom: string): ImpactComparisons {
  const months = indicatorMonths(series);
  const before = months.filter(({ month }) => lastDayOf(month) < cpdFrom);
  const after = months.filter(({ month }) => month > monthOf(cpdFrom)).slice(0, YEAR);
  const [monthsBefore, monthsAfter] = [measured(before), measured(after)];
  if (monthsBefore < MINIMUM_MONTHS || monthsAfter < MINIMUM_MONTHS) {
    const text = `Too few months to compare: ${monthsBefore} before and ${monthsAfter} after, where at least ${MINIMUM_MONTHS} are needed on each side.`;
    return { comparisons: [], verdict: 'too-few-months', conclusion: text };
  }
  const options = { kind: 'rate', per: series.per } as const;
  const compare = (one: readonly IndicatorMonth[], other: readonly IndicatorMonth[]) =>
    measured(one) > 0 && measured(other) > 0 ? beforeAfter(one, other, options) : null;
  const check = regressionToTheMeanCheck(before, after, {
    ...options,
    triggerMonths: TRIGGER_MONTHS,
    naiveMonths: HASTY_MONTHS,
  });
  const made = {
    'last-two-months': check.naive,
    'six-months-each-side': compare(before.slice(-HALF_YEAR), after.slice(0, HALF_YEAR)),
    'all-months': compare(before, after),
    'without-trigger-months': check.earlier,
    'same-months': sameMonthsComparison(before, after, options).matched,
  };
  const lastTwo = before.slice(-HASTY_MONTHS);
  const aYearEarlier = before.slice(-HASTY_MONTHS - YEAR, -YEAR);
  return {
    comparisons: IDS.flatMap((id) => (made[id] ? [row(id, made[id])] : [])),
    ...concludeFrom(series.improvement, made, compare(aYearEarlier, lastTwo)),
  };
}

const measured = (months: readonly IndicatorMonth[]) => months.filter(({ numerator }) => numerator !== null).length;

const IDS = ['last-two-months', 'six-months-each-side', 'all-months', 'without-trigger-months', 'same-months'] as const;

const WORDS: Record<Comparison['id'], { readonly title: string; readonly caution: string }> = {
  'last-two-months': {
    title: 'The two months before, against the months after',
    caution: 'The worst months are often what prompted the CPD: a return to the usual level looks like an improvement.',
  },
  'six-months-each-side': {
    title: 'The six months before, against the six months after',
    caution: 'Compares one half of the year with the other: the season looks like a change.',
  },
  'all-months': {
    title: 'All months before, against the months after',
    caution: 'Mixes seasons, and whatever else changed, with the CPD.',
  },
  'without-trigger-months': {
    title: 'Months before, without the three that may have prompted it',
    caution: 'Leaves out the months that may have prompted the CPD; other changes are still in it.',
  },
  'same-months': {
    title: 'The same calendar months before and after',
    caution: 'The season is the same on both sides; fewer months, so a wider interval.',
  },
};

function row(id: Comparison['id'], result: BeforeAfter): Comparison {
  return {
    id,
    ...WORDS[id],
    monthsBefore: result.before.months,
    monthsAfter: result.after.months,
    before: result.before.value.estimate,
    after: result.after.value.estimate,
    ratio: result.ratio?.estimate ?? null,
    low: result.ratio?.lower ?? null,
    high: result.ratio?.upper ?? null,
    method: result.method.ratio,
  };
}
