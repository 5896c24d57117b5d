import { describe, expect, it } from 'vitest';
import { movementOf } from './before-after.js';
import type { IndicatorMonth } from './indicator-months.js';
import { regressionToTheMeanCheck } from './regression-to-the-mean.js';
import { sameMonthsComparison } from './same-months.js';
import { constructedMonths } from './testing/constructed-months.js';
import { seededPoisson, seededUniform } from './testing/fixtures.js';

/**
 * Four constructed services whose truth is known: falls a month, 36 months, something starting in month 24
 * (January 2024). Counts are drawn around the true mean with a fixed seed.
 */
const START = 24;
const truths = {
  'step change': (month: number) => (month < START ? 20 : 10),
  'regression to the mean': (month: number) => (month >= START - 3 && month < START ? 34 : 14),
  'season only': (month: number) => 20 + 14 * Math.cos((2 * Math.PI * month) / 12),
  nothing: () => 14,
};

function series(truth: keyof typeof truths, months = 36): { before: IndicatorMonth[]; after: IndicatorMonth[] } {
  const uniform = seededUniform(20260101);
  const counts = Array.from({ length: months }, (_, month) => seededPoisson(uniform, truths[truth](month)));
  const all = constructedMonths('2022-01', counts, 1000);
  return { before: all.slice(0, START), after: all.slice(START) };
}

describe('regression to the mean', () => {
  const check = (truth: keyof typeof truths, months?: number) => {
    const { before, after } = series(truth, months);
    return regressionToTheMeanCheck(before, after, { kind: 'rate', per: 1000, naiveMonths: 6 });
  };

  it('lets a step change hold from both baselines', () => {
    const { verdict, naive, earlier, trigger } = check('step change');
    expect(verdict).toBe('holds');
    expect([movementOf(naive.difference), movementOf(earlier?.difference ?? naive.difference)]).toEqual([
      'down',
      'down',
    ]);
    expect(trigger && movementOf(trigger.difference)).toBe('not-distinguishable');
    expect([naive.before.months, earlier?.before.months, trigger?.after.months]).toEqual([6, 21, 3]);
  });

  it('sees a return from unusual months for what it may be', () => {
    const { verdict, naive, earlier, trigger } = check('regression to the mean');
    expect(movementOf(naive.difference)).toBe('down');
    expect(earlier && movementOf(earlier.difference)).toBe('not-distinguishable');
    expect(trigger && movementOf(trigger.difference)).toBe('up');
    expect(verdict).toBe('may-be-regression-to-the-mean');
  });

  it('finds nothing where there is nothing', () => {
    expect(check('nothing').verdict).toBe('no-change-seen');
  });

  it('cannot tell without months before the prompting ones', () => {
    const { before, after } = series('step change');
    const result = regressionToTheMeanCheck(before.slice(-3), after, { kind: 'rate' });
    expect(result).toMatchObject({ verdict: 'cannot-tell', earlier: null, trigger: null, triggerMonths: 3 });
  });

  it('reports a change seen from the earlier baseline only, and one that reverses', () => {
    const after = constructedMonths('2024-01', Array(12).fill(20), 1000);
    const dipped = constructedMonths('2022-01', [...Array(21).fill(40), 20, 20, 20], 1000);
    const options = { kind: 'rate', naiveMonths: 3 } as const;
    expect(regressionToTheMeanCheck(dipped, after, options).verdict).toBe('seen-only-from-earlier-baseline');
    const collapsed = constructedMonths('2022-01', [...Array(21).fill(40), 5, 5, 5], 1000);
    expect(regressionToTheMeanCheck(collapsed, after, options).verdict).toBe('reversed');
  });

  it('does not depend on the order the months come in', () => {
    const { before, after } = series('regression to the mean');
    const options = { kind: 'rate' } as const;
    const shuffled = regressionToTheMeanCheck([...before].reverse(), after, options);
    expect(shuffled.naive.before.numerator).toBe(
      regressionToTheMeanCheck(before, after, options).naive.before.numerator,
    );
  });

  it.each([0, 1.5])('refuses %d prompting months', (triggerMonths) => {
    const { before, after } = series('nothing');
    expect(() => regressionToTheMeanCheck(before, after, { kind: 'rate', triggerMonths })).toThrow(RangeError);
  });
});

describe('season', () => {
  // Something starting in April 2024, judged by April to September, the low half of the year.
  const compare = (truth: keyof typeof truths) => {
    const { before, after } = series(truth);
    return sameMonthsComparison([...before, ...after.slice(0, 3)], after.slice(3, 9), { kind: 'rate', per: 1000 });
  };

  it('undoes a movement that is only the time of year', () => {
    const { naive, matched } = compare('season only');
    expect(movementOf(naive.difference)).toBe('down');
    expect(matched && movementOf(matched.difference)).toBe('not-distinguishable');
  });

  it('keeps a step change', () => {
    const { before, after } = series('step change');
    const { matched, calendarMonths, pairs } = sameMonthsComparison(before, after.slice(3, 9), { kind: 'rate' });
    expect(matched && movementOf(matched.difference)).toBe('down');
    expect([calendarMonths, pairs]).toEqual([[4, 5, 6, 7, 8, 9], 6]);
  });

  it('finds nothing where there is nothing', () => {
    const { naive, matched } = compare('nothing');
    expect(movementOf(naive.difference)).toBe('not-distinguishable');
    expect(matched && movementOf(matched.difference)).toBe('not-distinguishable');
  });

  it('takes the latest year before and the earliest after, in equal number', () => {
    const before = constructedMonths('2022-01', [...Array(12).fill(99), ...Array(12).fill(10)], 1000);
    const after = constructedMonths('2024-01', Array(6).fill(10), 1000);
    const { matched, naive } = sameMonthsComparison(before, after, { kind: 'rate' });
    expect(matched?.before).toMatchObject({ months: 6, numerator: 60 });
    expect(naive.before.months).toBe(6);
  });

  it('does not pair a month that was not measured', () => {
    const before = constructedMonths('2023-01', [10, null, 10], 1000);
    const after = constructedMonths('2024-01', [10, 10, null], 1000);
    const { calendarMonths, pairs } = sameMonthsComparison(before, after, { kind: 'rate' });
    expect([calendarMonths, pairs]).toEqual([[1], 1]);
  });

  it('has no matched comparison without a common month', () => {
    const before = constructedMonths('2023-01', [10, 12], 1000);
    const after = constructedMonths('2023-06', [10, 12], 1000);
    expect(sameMonthsComparison(before, after, { kind: 'rate' })).toMatchObject({ matched: null, pairs: 0 });
  });
});
