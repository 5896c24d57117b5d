import { describe, expect, it } from 'vitest';
import { longestRun, rateRatio, signals, xmrLimits } from './series-evidence.js';

describe('XmR limits', () => {
  it('are the mean and 2.66 average moving ranges to either side', () => {
    // Moving ranges 2, 1, 3: on average 2.
    const limits = xmrLimits([10, 12, 11, 14]);
    expect(limits.mean).toBe(11.75);
    expect(limits.low).toBeCloseTo(11.75 - 5.32, 10);
    expect(limits.high).toBeCloseTo(11.75 + 5.32, 10);
  });
});

describe('a run', () => {
  it('is broken by a point on the line', () => {
    expect(longestRun([1, 1, 2, 1, 1, 1], 'below', 2)).toBe(3);
    expect(longestRun([3, 3, 3], 'above', 2)).toBe(3);
  });
});

describe('a signal', () => {
  it('is a point beyond a limit, or seven on one side', () => {
    const limits = { mean: 5, low: 0, high: 10 };
    expect(signals([4, 6, 5, 4], limits)).toBe(false);
    expect(signals([4, 6, 11], limits)).toBe(true);
    expect(signals([4, 4, 4, 4, 4, 4, 4], limits)).toBe(true);
  });
});

describe('a rate ratio', () => {
  it('compares counts over exposure, with an interval that narrows with the counts', () => {
    const { ratio, low, high } = rateRatio(
      [{ numerator: 100, denominator: 1000 }],
      [
        { numerator: 20, denominator: 500 },
        { numerator: 30, denominator: 500 },
      ],
    );
    expect(ratio).toBeCloseTo(0.5, 10);
    // exp(1.96 × √(1/100 + 1/50)) = 1.4042
    expect(low).toBeCloseTo(0.5 / 1.4042, 4);
    expect(high).toBeCloseTo(0.5 * 1.4042, 4);
  });
});
