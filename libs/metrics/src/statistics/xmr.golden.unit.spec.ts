import { describe, expect, it } from 'vitest';
import { fixtureRows } from './testing/fixtures.js';
import { xmr } from './xmr.js';
import type { Improvement, XmrRule, XmrVariation } from './xmr.types.js';

type Row = Record<string, string>;

const RULES: Record<string, XmrRule | null> = {
  'Common Cause': null,
  'Above UCL': 'above-upper-limit',
  'Below LCL': 'below-lower-limit',
  '7 Point Trend (Increasing)': 'trend-increasing',
  '7 Point Trend (Decreasing)': 'trend-decreasing',
  '2 in 3 Above CL': 'two-of-three-above',
  '2 in 3 Below CL': 'two-of-three-below',
  '7 Points Above CL': 'shift-above',
  '7 Points Below CL': 'shift-below',
};
const COLOURS: Record<string, XmrVariation> = {
  common_cause: 'common-cause',
  special_cause_improvement: 'improvement',
  special_cause_concern: 'concern',
  special_cause_neutral_high: 'neutral-high',
  special_cause_neutral_low: 'neutral-low',
};
const ASSURANCE: Record<string, string | null> = {
  '': null,
  inconsistent: 'inconsistent',
  consistent_pass: 'consistently-passes',
  consistent_fail: 'consistently-fails',
};
const COLUMN: Record<Improvement, string> = {
  increase: 'if_increase_good',
  decrease: 'if_decrease_good',
  neutral: 'if_neutral',
};
const SIDES: Record<string, string> = { '-1': 'below', '0': 'on', '1': 'above' };

const number = (row: Row, name: string) => Number(row[name]);
const rows = fixtureRows('spc/xmr-golden.csv');
const runs = Map.groupBy(rows, (row) => [row.series, row.screen_outliers, row.fix_after, row.target].join(' '));

function chart(run: readonly Row[], improvement: Improvement) {
  const [first = {}] = run;
  return xmr(
    run.map((row) => number(row, 'y')),
    {
      improvement,
      screenOutliers: first.screen_outliers === 'TRUE',
      ...(first.fix_after ? { fixAfter: Number(first.fix_after) } : {}),
      ...(first.target ? { target: Number(first.target) } : {}),
    },
  );
}

describe('XmR against NHSRplotthedots', () => {
  it('has the runs it claims to have', () => {
    expect([runs.size, rows.length]).toEqual([16, 347]);
    // The tests below would not notice rebased runs; the file has none.
    expect(new Set(rows.map((row) => row.rebase_group))).toEqual(new Set(['0']));
  });

  describe.each([...runs.keys()])('%s', (key) => {
    const run = runs.get(key) ?? [];
    const [first = {}] = run;

    it('has the same mean and limits, within 1e-6', () => {
      const { latest } = chart(run, 'neutral');
      expect(latest?.mean).toBeCloseTo(number(first, 'mean'), 6);
      if (first.series === 'constant_zero_range') {
        // The one documented difference: the package answers NaN.
        expect(first.lpl).toBe('');
        expect(latest?.limits).toEqual({ lower: 5, upper: 5, nearLower: 5, nearUpper: 5 });
        return;
      }
      expect(latest?.limits?.lower).toBeCloseTo(number(first, 'lpl'), 6);
      expect(latest?.limits?.upper).toBeCloseTo(number(first, 'upl'), 6);
    });

    it('fires the same rule at each point', () => {
      const { points } = chart(run, 'neutral');
      expect(points.map(({ rule }) => rule)).toEqual(run.map((row) => RULES[row.rule ?? '']));
      expect(points.map(({ relativeToMean }) => relativeToMean)).toEqual(run.map((row) => SIDES[row.rel ?? '']));
      const near = points.map(({ nearLimit }) => nearLimit);
      expect(near).toEqual(run.map((row) => row.close === 'TRUE'));
    });

    it.each(['increase', 'decrease', 'neutral'] as const)('colours the points the same when %s is better', (way) => {
      const { points } = chart(run, way);
      expect(points.map(({ variation }) => variation)).toEqual(run.map((row) => COLOURS[row[COLUMN[way]] ?? '']));
    });

    it.each(['increase', 'decrease'] as const)('gives the target the same assurance when %s is better', (way) => {
      const expected = ASSURANCE[first[`assurance_${way}`] ?? ''];
      expect(expected).toBeDefined();
      expect(chart(run, way).assurance).toBe(expected);
    });
  });
});
