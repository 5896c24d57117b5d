import type { XmrLimits, XmrRule } from './xmr.types.js';

/** −1 below, 0 on, 1 above. */
export type Side = -1 | 0 | 1;

export interface Position {
  readonly side: Side;
  /** Beyond a process limit, and on which side. */
  readonly outside: Side;
  readonly near: boolean;
}

const RUN = 7;

/** Sign of a − b, where a difference within `rounding` is none. */
export function compare(a: number, b: number, rounding: number): Side {
  if (Math.abs(a - b) <= rounding) return 0;
  return a > b ? 1 : -1;
}

export function positionOf(value: number, mean: number, limits: XmrLimits | null, rounding: number): Position {
  const side = compare(value, mean, rounding);
  if (limits === null) return { side, outside: 0, near: false };
  if (compare(value, limits.upper, rounding) > 0) return { side, outside: 1, near: false };
  if (compare(value, limits.lower, rounding) < 0) return { side, outside: -1, near: false };
  const near = compare(value, limits.nearUpper, rounding) > 0 || compare(value, limits.nearLower, rounding) < 0;
  return { side, outside: 0, near };
}

/** Marks all members of runs of `length` or more equal non-zero signs. */
function runsOf(signs: readonly Side[], length: number, mark: (from: number, to: number, sign: Side) => void): void {
  let from = 0;
  for (let index = 1; index <= signs.length; index += 1) {
    const sign = signs[from];
    if (index < signs.length && signs[index] === sign) continue;
    if (sign !== undefined && sign !== 0 && index - from >= length) mark(from, index - 1, sign);
    from = index;
  }
}

/** Seven points one side of the mean; a point on the mean ends the run. */
function shifts(positions: readonly Position[]): Side[] {
  const found = positions.map((): Side => 0);
  const sides = positions.map((position) => position.side);
  runsOf(sides, RUN, (from, to, sign) => found.fill(sign, from, to + 1));
  return found;
}

/** Six steps in one direction, hence seven points; a tie ends the run. At a turn the run to the right counts. */
function trends(values: readonly number[], rounding: number): Side[] {
  const found = values.map((): Side => 0);
  const steps = values.slice(1).map((value, index) => compare(value, values[index] ?? value, rounding));
  runsOf(steps, RUN - 1, (from, to, sign) => found.fill(sign, from, to + 2));
  return found;
}

/** Two near points among three on one side; only the near ones are flagged. */
function twoOfThree(positions: readonly Position[]): Side[] {
  const found = positions.map((): Side => 0);
  for (let start = 0; start + 3 <= positions.length; start += 1) {
    const three = positions.slice(start, start + 3);
    const side = three[0]?.side ?? 0;
    if (side === 0 || three.some((position) => position.side !== side)) continue;
    if (three.filter((position) => position.near).length < 2) continue;
    three.forEach((position, offset) => {
      if (position.near) found[start + offset] = side;
    });
  }
  return found;
}

/**
 * The rule each of a segment's values fulfils first: outside the limits, then trend, then two of three, then shift.
 * `values` and `positions` are the observed points in order: a gap neither extends nor ends a run.
 */
export function rulesOf(
  values: readonly number[],
  positions: readonly Position[],
  rounding: number,
): (XmrRule | null)[] {
  const trend = trends(values, rounding);
  const near = twoOfThree(positions);
  const shift = shifts(positions);
  return positions.map(({ outside }, index): XmrRule | null => {
    if (outside !== 0) return outside > 0 ? 'above-upper-limit' : 'below-lower-limit';
    if (trend[index]) return trend[index] > 0 ? 'trend-increasing' : 'trend-decreasing';
    if (near[index]) return near[index] > 0 ? 'two-of-three-above' : 'two-of-three-below';
    if (shift[index]) return shift[index] > 0 ? 'shift-above' : 'shift-below';
    return null;
  });
}
