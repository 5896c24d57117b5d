import { twoSidedMultiplier } from './normal-quantile.js';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export interface Estimate extends Interval {
  readonly estimate: number;
  readonly confidence: number;
}

function requireCount(value: number, what: string): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new RangeError(`${what} must be a number of at least 0, not ${value}.`);
  }
}

function requireExposure(value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`Exposure must be above 0, not ${value}.`);
}

/**
 * Proportion `x` of `n` with Wilson's score interval, which stays within 0 to 1 and works at 0 and at `n`.
 * Source: Wilson, JASA 22 (1927) 209–212, without continuity correction.
 *
 * @throws RangeError when n is not above 0, or x not between 0 and n
 */
export function wilson(x: number, n: number, confidence = 0.95): Estimate {
  requireCount(x, 'The numerator');
  requireExposure(n);
  if (x > n) throw new RangeError(`The numerator ${x} is larger than the denominator ${n}.`);
  const z2 = twoSidedMultiplier(confidence) ** 2;
  const centre = 2 * x + z2;
  const spread = Math.sqrt(z2 * (z2 + 4 * x * (1 - x / n)));
  const scale = 2 * (n + z2);
  return {
    estimate: x / n,
    // Rounding may leave a residue of the order of 1e-17 where the limit is exactly 0 or 1.
    lower: x === 0 ? 0 : (centre - spread) / scale,
    upper: x === n ? 1 : (centre + spread) / scale,
    confidence,
  };
}

/**
 * Poisson count with Byar's approximation to the exact interval; the lower limit of a count of 0 is 0.
 * Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), p. 69.
 *
 * @throws RangeError when the count is negative or not finite
 */
export function byar(count: number, confidence = 0.95): Estimate {
  requireCount(count, 'A count');
  const z = twoSidedMultiplier(confidence);
  const next = count + 1;
  const lower = count === 0 ? 0 : count * Math.max(0, 1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  const upper = next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3;
  return { estimate: count, lower, upper, confidence };
}

/**
 * Rate of a count by its exposure with Byar's interval.
 *
 * @param exposure what the count arose from, for example occupied bed-days
 * @param per the exposure one unit of the result stands for, for example 1000 for "per 1,000 bed-days"
 * @throws RangeError when the count is negative or the exposure or `per` not above 0
 */
export function byarRate(count: number, exposure: number, confidence = 0.95, per = 1): Estimate {
  requireExposure(exposure);
  requireExposure(per);
  const { lower, upper } = byar(count, confidence);
  const scale = per / exposure;
  return { estimate: count * scale, lower: lower * scale, upper: upper * scale, confidence };
}
