import { describe, expect, it } from 'vitest';
import { xmr } from './xmr.js';

const rules = (points: readonly (number | null)[], options: Partial<Parameters<typeof xmr>[1]> = {}) =>
  xmr(points, { improvement: 'neutral', ...options }).points.map(({ rule }) => rule);

const alternating = (count: number, low = 4, high = 6) =>
  Array.from({ length: count }, (_, index) => (index % 2 === 0 ? low : high));

describe('limits', () => {
  it('are the mean ± 2.66 and ± 1.7733 average moving ranges', () => {
    const { latest } = xmr(alternating(14), { improvement: 'increase' });
    expect(latest).toMatchObject({ mean: 5, meanMovingRange: 2, observed: 14, baseline: 14 });
    expect(latest?.limits?.upper).toBeCloseTo(5 + 5.32, 12);
    expect(latest?.limits?.nearLower).toBeCloseTo(5 - (5.32 * 2) / 3, 12);
    expect(latest?.upperRangeLimit).toBeCloseTo(6.534, 12);
  });

  it('are not clipped at zero', () => {
    expect(xmr([0, 1, 0, 2, 0], { improvement: 'decrease' }).latest?.limits?.lower).toBeLessThan(0);
  });

  it('leave out one unusual range only when asked to, and say so', () => {
    const points = [...alternating(12), 40, ...alternating(6)];
    const plain = xmr(points, { improvement: 'neutral' });
    const screened = xmr(points, { improvement: 'neutral', screenOutliers: true });
    expect([plain.screenOutliers, plain.latest?.screenedRanges]).toEqual([false, 0]);
    expect([screened.screenOutliers, screened.latest?.screenedRanges]).toEqual([true, 2]);
    expect(screened.latest?.meanMovingRange).toBe(2);
  });

  it('rest on the first points when fixed, gaps not counted', () => {
    const { latest } = xmr([4, null, 6, 4, 6, 100, 200], { improvement: 'neutral', fixAfter: 4 });
    expect(latest).toMatchObject({ baseline: 4, observed: 6, mean: 5, meanMovingRange: 2 });
  });

  it('are trial limits below thirteen points', () => {
    expect(xmr(alternating(12), { improvement: 'neutral' }).trialLimits).toBe(true);
    expect(xmr(alternating(13), { improvement: 'neutral' }).trialLimits).toBe(false);
  });

  it('are absent, not NaN, without two neighbouring values', () => {
    for (const points of [[3], [3, null, 5], [null, null]]) {
      expect(xmr(points, { improvement: 'neutral', target: 4 })).toMatchObject({
        latest: { limits: null },
        assurance: null,
      });
    }
    expect(xmr([null], { improvement: 'neutral' }).latest?.mean).toBeNull();
    expect(xmr([], { improvement: 'neutral' })).toMatchObject({ points: [], segments: [], latest: null });
  });
});

describe('a flat series', () => {
  // The mean of ten values of 0.1 is 0.09999999999999999: rounding must not put the points above their mean.
  it.each([0, 0.1, 5, 33.3])('of %d has limits equal to its mean and no signal', (value) => {
    for (const screenOutliers of [false, true]) {
      const { points, latest, assurance } = xmr(Array(10).fill(value), {
        improvement: 'increase',
        target: value,
        screenOutliers,
      });
      expect(latest?.flat).toBe(true);
      expect(latest?.limits?.lower).toBe(latest?.mean);
      expect(latest?.limits?.nearUpper).toBe(latest?.mean);
      expect(points.every((point) => point.variation === 'common-cause' && point.relativeToMean === 'on')).toBe(true);
      expect(assurance).toBe('consistently-passes');
    }
  });

  it('shows the first different point after a fixed flat baseline', () => {
    expect(rules([5, 5, 5, 5, 6], { fixAfter: 4 })).toEqual([null, null, null, null, 'above-upper-limit']);
  });
});

describe('rules', () => {
  it('flag all seven members of a shift on either side', () => {
    const points = [...alternating(14, 1, 19), ...Array.from({ length: 7 }, (_, i) => 13 + (i % 2))];
    expect(rules(points, { fixAfter: 14 }).slice(13)).toEqual(Array(8).fill('shift-above'));
    const mirrored = points.map((value) => -value);
    expect(rules(mirrored, { fixAfter: 14 }).slice(13)).toEqual(Array(8).fill('shift-below'));
  });

  it('end a shift at a point exactly on the mean', () => {
    const points = [...alternating(14, 1, 19), 11, 12, 11, 10, 12, 11, 12];
    expect(rules(points, { fixAfter: 14 }).slice(14)).toEqual(Array(7).fill(null));
  });

  it('flag seven rising points but not six, and a tie ends the trend', () => {
    const base = alternating(14, -50, 50);
    expect(rules([...base, -40, -30, -20, -10, 0, 10, 20], { fixAfter: 14 }).slice(14)).toEqual(
      Array(7).fill('trend-increasing'),
    );
    expect(rules([...base, -40, -30, -20, -10, -10, 10, 20], { fixAfter: 14 }).slice(14)).toEqual(Array(7).fill(null));
  });

  it('give the turning point of two trends to the trend on its right', () => {
    const points = [...alternating(14, -50, 50), -40, -20, 0, 10, 20, 30, 40, 30, 20, 10, 0, -20, -40];
    const fired = rules(points, { fixAfter: 14 });
    expect(fired[19]).toBe('trend-increasing');
    expect(fired[20]).toBe('trend-decreasing');
  });

  it('flag only the near points among two of three', () => {
    // mean 0, average range 3, limits ± 7.98, near limits ± 5.32
    const base = alternating(14, -1.5, 1.5);
    const options = { fixAfter: 14 };
    expect(rules([...base, -1.5, 6, 1, 6, -1.5], options).slice(15, 18)).toEqual([
      'two-of-three-above',
      null,
      'two-of-three-above',
    ]);
    expect(rules([...base, -6, -6, -1, 1.5], options).slice(14, 17)).toEqual([
      'two-of-three-below',
      'two-of-three-below',
      null,
    ]);
    expect(rules([...base, -1.5, 6, -6, 6, -1.5], options).slice(14)).toEqual(Array(5).fill(null));
    expect(rules([...base, -1.5, 6, 9, 1, -1.5], options).slice(14)).toEqual([
      null,
      null,
      'above-upper-limit',
      null,
      null,
    ]);
  });

  it('put a limit before a trend, and a trend before a shift', () => {
    const rising = [...alternating(14, -1.5, 1.5), 1, 2, 3, 4, 5, 5.1, 5.2, 12];
    expect(rules(rising, { fixAfter: 14 }).slice(14)).toEqual([
      ...Array(7).fill('trend-increasing'),
      'above-upper-limit',
    ]);
  });
});

describe('gaps', () => {
  it('are spanned by no moving range', () => {
    const { points, latest, gaps } = xmr([4, 6, null, 20, 22], { improvement: 'neutral' });
    expect(points.map(({ movingRange }) => movingRange)).toEqual([null, 2, null, null, 2]);
    expect(latest?.meanMovingRange).toBe(2);
    expect(gaps).toBe(1);
  });

  it('are judged by nothing and never drawn as zero', () => {
    expect(xmr([4, null, 6], { improvement: 'increase' }).points[1]).toEqual({
      index: 1,
      segment: 0,
      value: null,
      movingRange: null,
      relativeToMean: null,
      nearLimit: null,
      rule: null,
      variation: null,
    });
  });

  it('neither extend nor end a run', () => {
    const six = [13, 14, 13, 14, 13, 14];
    const base = [...alternating(13, 1, 19), 1];
    expect(rules([...base, ...six.slice(0, 3), null, ...six.slice(3)], { fixAfter: 14 })).not.toContain('shift-above');
    const seven = rules([...base, ...six, null, 13], { fixAfter: 14 });
    expect(seven.slice(14)).toEqual([...Array(6).fill('shift-above'), null, 'shift-above']);
  });
});

describe('rebasing', () => {
  const points = [...alternating(13), ...alternating(13, 14, 16)];

  it('gives each segment limits of its own, with no range or run across', () => {
    const { segments, points: judged, latest } = xmr(points, { improvement: 'increase', rebaseAt: [13] });
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 13],
      [13, 26],
    ]);
    expect(judged[13]).toMatchObject({ segment: 1, movingRange: null });
    expect(judged.every(({ rule }) => rule === null)).toBe(true);
    expect(latest?.mean).toBeCloseTo((14 * 7 + 16 * 6) / 13, 12);
  });

  it('compares a target with the latest segment', () => {
    const options = { rebaseAt: [13], target: 8 };
    expect(xmr(points, { ...options, improvement: 'increase' }).assurance).toBe('consistently-passes');
    expect(xmr(points, { ...options, improvement: 'decrease' }).assurance).toBe('consistently-fails');
    expect(xmr(points, { ...options, improvement: 'neutral' }).assurance).toBeNull();
    expect(xmr(points.slice(0, 13), { target: 5, improvement: 'decrease' }).assurance).toBe('inconsistent');
  });

  it('marks trial limits by segment', () => {
    const { segments, trialLimits } = xmr(points, { improvement: 'neutral', rebaseAt: [20] });
    expect(segments.map((segment) => segment.trialLimits)).toEqual([false, true]);
    expect(trialLimits).toBe(true);
  });
});

describe('bad input', () => {
  it.each([
    ['a value that is not finite', [1, Number.NaN], {}],
    ['a rebase at the first point', [1, 2, 3], { rebaseAt: [0] }],
    ['a rebase outside the series', [1, 2, 3], { rebaseAt: [3] }],
    ['rebases out of order', [1, 2, 3, 4], { rebaseAt: [2, 1] }],
    ['limits fixed after one point', [1, 2, 3], { fixAfter: 1 }],
    ['an infinite target', [1, 2, 3], { target: Infinity }],
  ])('refuses %s', (_what, points, options) => {
    expect(() => xmr(points, { improvement: 'neutral', ...options })).toThrow(RangeError);
  });
});
