import { describe, expect, it } from 'vitest';
import { byar, byarRate, wilson } from './intervals.js';
import { normalQuantile, twoSidedMultiplier } from './normal-quantile.js';
import { fixtureRows } from './testing/fixtures.js';

describe('normal quantile', () => {
  // Published values of the standard normal distribution, in the centre and in both tails of the algorithm.
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-300, -37.0470962993612],
  ])('of %d is %d', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
  });

  it('is symmetric', () => {
    for (const p of [0.001, 0.02, 0.2, 0.4]) expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 12);
  });

  it.each([0, 1, -0.1, Number.NaN])('refuses %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(() => twoSidedMultiplier(p)).toThrow(RangeError);
  });
});

describe('against published values', () => {
  const rows = fixtureRows('intervals/wilson-byar.csv');

  it('has three of each', () => {
    expect(rows.map(({ method }) => method)).toEqual(['wilson', 'wilson', 'wilson', 'byar', 'byar', 'byar']);
  });

  it.each(rows)('$method of $x of $n at $confidence', ({ x, n, confidence, lower, upper, method }) => {
    const interval =
      method === 'wilson' ? wilson(Number(x), Number(n), Number(confidence)) : byar(Number(x), Number(confidence));
    expect(interval.lower).toBeCloseTo(Number(lower), 12);
    expect(interval.upper).toBeCloseTo(Number(upper), 12);
  });
});

describe('wilson', () => {
  it('stays within 0 and 1 and has width at both ends', () => {
    expect(wilson(0, 12)).toMatchObject({ estimate: 0, lower: 0 });
    expect(wilson(0, 12).upper).toBeGreaterThan(0.2);
    expect(wilson(12, 12)).toMatchObject({ estimate: 1, upper: 1 });
    expect(wilson(12, 12).lower).toBeLessThan(0.8);
  });

  it.each([
    [1, 0],
    [-1, 10],
    [11, 10],
    [Number.NaN, 10],
    [1, Infinity],
  ])('refuses %d of %d', (x, n) => {
    expect(() => wilson(x, n)).toThrow(RangeError);
  });
});

describe('byar', () => {
  it('has a lower limit of 0 and an upper limit above 3 for a count of 0', () => {
    expect(byar(0).lower).toBe(0);
    expect(byar(0).upper).toBeGreaterThan(3);
  });

  it('never goes below 0, also at extreme confidence', () => {
    expect(byar(1, 0.9999).lower).toBe(0);
  });

  it('scales to a rate by its exposure', () => {
    const { estimate, lower, upper } = byarRate(10, 4000, 0.998, 1000);
    expect(estimate).toBe(2.5);
    expect(lower).toBeCloseTo(2.916318374695686 / 4, 12);
    expect(upper).toBeCloseTo(24.193724927880535 / 4, 12);
  });

  it('refuses a negative count and no exposure', () => {
    expect(() => byar(-1)).toThrow(RangeError);
    expect(() => byarRate(1, 0)).toThrow(RangeError);
    expect(() => byarRate(1, 10, 0.95, 0)).toThrow(RangeError);
  });
});
