import { describe, expect, it } from 'vitest';
import { beforeAfter, movementOf } from './before-after.js';
import { constructedMonths } from './testing/constructed-months.js';

const rate = { kind: 'rate' } as const;

describe('beforeAfter for rates', () => {
  const before = constructedMonths('2024-01', Array(12).fill(20), 1000);
  const after = constructedMonths('2025-01', Array(12).fill(10), 1000);

  it('pools each side by exposure, in the unit asked for', () => {
    const { before: b, after: a, difference } = beforeAfter(before, after, { ...rate, per: 1000 });
    expect(b).toMatchObject({ months: 12, missingMonths: 0, numerator: 240, denominator: 12000 });
    expect([b.value.estimate, a.value.estimate, difference.estimate]).toEqual([20, 10, -10]);
  });

  it('gives the log-normal ratio', () => {
    const { ratio, dispersion } = beforeAfter(before, after, rate);
    // Constant months: less than chance varies, which narrows nothing.
    expect(dispersion).toBe(0);
    const error = 1.959963984540054 * Math.sqrt(1 / 240 + 1 / 120);
    expect(ratio?.estimate).toBeCloseTo(0.5, 12);
    expect(ratio?.lower).toBeCloseTo(0.5 * Math.exp(-error), 10);
    expect(ratio?.upper).toBeCloseTo(0.5 * Math.exp(error), 10);
  });

  it('recovers the limits of the difference from those of the sides', () => {
    const { before: b, after: a, difference } = beforeAfter(before, after, rate);
    const down = Math.hypot(a.value.estimate - a.value.lower, b.value.upper - b.value.estimate);
    expect(difference.lower).toBeCloseTo(-0.01 - down, 12);
    expect(movementOf(difference)).toBe('down');
  });

  it('weighs months by exposure, not equally', () => {
    const uneven = [
      { month: '2024-01', numerator: 1, denominator: 100 },
      { month: '2024-02', numerator: 90, denominator: 900 },
    ];
    expect(beforeAfter(uneven, after, rate).before.value.estimate).toBeCloseTo(91 / 1000, 12);
  });

  it('widens every interval when months vary more than chance', () => {
    const wild = constructedMonths('2024-01', [0, 40, 0, 40, 0, 40, 0, 40, 0, 40, 0, 40], 1000);
    const calm = beforeAfter(before, after, rate);
    const noisy = beforeAfter(wild, after, rate);
    // 12 × 20² ÷ 20 over 22 degrees of freedom
    expect(noisy.dispersion).toBeCloseTo(240 / 22, 12);
    expect(noisy.difference.estimate).toBeCloseTo(calm.difference.estimate, 12);
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    expect(width(noisy.difference)).toBeGreaterThan(3 * width(calm.difference));
    expect(noisy.ratio && calm.ratio && width(noisy.ratio) > 3 * width(calm.ratio)).toBe(true);
  });

  it('has a difference but no ratio when a side has no events', () => {
    const { ratio, difference } = beforeAfter(before, constructedMonths('2025-01', Array(12).fill(0), 1000), rate);
    expect(ratio).toBeNull();
    expect(difference.upper).toBeLessThan(0);
    expect(Number.isFinite(difference.lower)).toBe(true);
  });

  it('keeps months without a measurement out, and counts them', () => {
    const gappy = before.map((month, index) => (index < 3 ? { ...month, numerator: null } : month));
    expect(beforeAfter(gappy, after, rate).before).toMatchObject({ months: 9, missingMonths: 3, numerator: 180 });
  });

  it('cannot judge dispersion from one month a side', () => {
    expect(beforeAfter(before.slice(-1), after, rate).dispersion).toBeNull();
  });
});

describe('beforeAfter for proportions', () => {
  const options = { kind: 'proportion', per: 100 } as const;

  it("gives Newcombe's interval of a difference", () => {
    // Newcombe 1998, table II, example (a), method 10: 56/70 − 48/80 = 0.20 (0.0524 to 0.3339)
    const before = [{ month: '2024-01', numerator: 48, denominator: 80 }];
    const after = [{ month: '2024-02', numerator: 56, denominator: 70 }];
    const { difference, ratio } = beforeAfter(before, after, options);
    expect(difference.estimate).toBeCloseTo(20, 10);
    expect(difference.lower).toBeCloseTo(5.24, 2);
    expect(difference.upper).toBeCloseTo(33.39, 2);
    expect(ratio).toBeNull();
  });

  it('stays within 0 and 100 when months vary widely', () => {
    const before = constructedMonths('2024-01', [0, 10, 0, 10], 10);
    const after = constructedMonths('2025-01', [10, 10, 0, 10], 10);
    const { before: b, after: a, dispersion } = beforeAfter(before, after, options);
    expect(dispersion).toBeGreaterThan(5);
    expect([b.value.lower, a.value.upper]).toEqual([0, 100]);
  });

  it('counts months in which everything or nothing happened as no variation', () => {
    const before = constructedMonths('2024-01', [0, 0, 0], 10);
    const after = constructedMonths('2025-01', [10, 10, 10], 10);
    expect(beforeAfter(before, after, options).dispersion).toBe(0);
  });
});

describe('bad input to beforeAfter', () => {
  const good = constructedMonths('2024-01', [1, 2], 10);
  const later = constructedMonths('2025-01', [1, 2], 10);
  it.each([
    ['sides that overlap', later, good],
    ['a month twice', [...good, ...good], later],
    ['a malformed month', [{ month: '2024-13', numerator: 1, denominator: 1 }], later],
    ['a negative numerator', [{ month: '2024-01', numerator: -1, denominator: 1 }], later],
    ['no exposure', [{ month: '2024-01', numerator: 0, denominator: 0 }], later],
    ['a side without measurements', [{ month: '2024-01', numerator: null, denominator: 10 }], later],
    ['an empty side', good, []],
  ])('refuses %s', (_what, before, after) => {
    expect(() => beforeAfter(before, after, rate)).toThrow(RangeError);
  });

  it('refuses a proportion above one', () => {
    const above = [{ month: '2024-01', numerator: 11, denominator: 10 }];
    expect(() => beforeAfter(above, later, { kind: 'proportion' })).toThrow(RangeError);
  });
});
