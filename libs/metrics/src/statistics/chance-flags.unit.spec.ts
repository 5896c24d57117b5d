import { describe, expect, it } from 'vitest';
import { chanceFlags } from './chance-flags.js';
import { normalQuantile } from './normal-quantile.js';
import { seededUniform } from './testing/fixtures.js';
import { xmr } from './xmr.js';

describe('chanceFlags', () => {
  it.each([
    [12, 0.07],
    [24, 0.18],
    [36, 0.3],
  ])('agrees at %d points with what was measured from NHSRplotthedots, which screens', (points, share) => {
    expect(Math.abs(chanceFlags(1, [points], { screenOutliers: true }).expected - share)).toBeLessThan(0.02);
  });

  it.each([false, true])('agrees with a simulation of our own charts, screening: %s', (screenOutliers) => {
    const uniform = seededUniform(31);
    const charts = Array.from({ length: 2000 }, () =>
      xmr(
        Array.from({ length: 24 }, () => normalQuantile(uniform())),
        { improvement: 'neutral', screenOutliers },
      ),
    );
    const share = charts.filter(({ points }) => points.some(({ rule }) => rule !== null)).length / charts.length;
    expect(Math.abs(share - chanceFlags(1, [24], { screenOutliers }).expected)).toBeLessThan(0.03);
  });

  it('adds over the charts of a page', () => {
    const page = chanceFlags(20, [24]);
    expect(page.perChart).toHaveLength(20);
    expect(page.expected).toBeCloseTo(20 * 0.158, 10);
    expect(page.atLeastOne).toBeCloseTo(1 - (1 - 0.158) ** 20, 10);
    expect(chanceFlags(2, [12, 24]).expected).toBeCloseTo(0.047 + 0.158, 10);
  });

  it('interpolates, rises with length and stays a probability beyond the table', () => {
    expect(chanceFlags(1, [15]).expected).toBeCloseTo((0.047 + 0.097) / 2, 10);
    const shares = Array.from({ length: 400 }, (_, points) => chanceFlags(1, [points]).expected);
    expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share < 1)).toBe(true);
    expect(shares[0]).toBe(0);
  });

  it('of no charts is nothing', () => {
    expect(chanceFlags(0, [])).toEqual({ charts: 0, expected: 0, atLeastOne: 0, perChart: [] });
  });

  it('refuses numbers that do not match', () => {
    expect(() => chanceFlags(3, [12, 24])).toThrow(RangeError);
    expect(() => chanceFlags(1, [-1])).toThrow(RangeError);
    expect(() => chanceFlags(1, [1.5])).toThrow(RangeError);
  });
});
