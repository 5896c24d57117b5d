import type { XmrSegment } from './xmr.types.js';

/** 3 ÷ 1.128, the expected range of two normal values in standard deviations; rounded as the NHS tools round it. */
export const LIMIT_FACTOR = 2.66;
export const NEAR_LIMIT_FACTOR = (LIMIT_FACTOR * 2) / 3;
export const RANGE_LIMIT_FACTOR = 3.267;
export const TRIAL_LIMITS_BELOW = 13;

/**
 * Relative size below which a difference is rounding: the mean of ten values of 0.1 is not exactly 0.1, and without
 * this a flat series would lie "above" its mean.
 */
const ROUNDING = 1e-10;

export const roundingOf = (values: readonly number[]) =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) * ROUNDING;

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** |difference| from the neighbour before; null at the start, at a gap and after a gap. */
export function movingRanges(points: readonly (number | null)[]): (number | null)[] {
  return points.map((value, index) => {
    const before = index === 0 ? null : (points[index - 1] ?? null);
    return value === null || before === null ? null : Math.abs(value - before);
  });
}

/** The part of a segment that sets its mean and limits: all of it, or up to its `fixAfter`-th value. */
function baselineOf(points: readonly (number | null)[], fixAfter: number | undefined): readonly (number | null)[] {
  if (fixAfter === undefined) return points;
  let seen = 0;
  return points.filter((value) => {
    const within = seen < fixAfter;
    if (value !== null) seen += 1;
    return within;
  });
}

function screen(ranges: readonly number[], rounding: number): readonly number[] {
  const mean = meanOf(ranges) ?? 0;
  // With no variation there is nothing to screen; the strict comparison alone would drop every range.
  return mean <= rounding ? ranges : ranges.filter((range) => range < RANGE_LIMIT_FACTOR * mean);
}

export function segmentOf(
  points: readonly (number | null)[],
  start: number,
  options: { readonly screenOutliers: boolean; readonly fixAfter: number | undefined },
): XmrSegment {
  const baseline = baselineOf(points, options.fixAfter);
  const values = baseline.filter((value) => value !== null);
  const rounding = roundingOf(values);
  const ranges = movingRanges(baseline).filter((range) => range !== null);
  const kept = options.screenOutliers ? screen(ranges, rounding) : ranges;
  const mean = meanOf(values);
  const range = meanOf(kept);
  const flat =
    range !== null && range <= rounding && values.every((value) => Math.abs(value - (mean ?? 0)) <= rounding);
  const spread = flat ? 0 : range;
  return {
    start,
    end: start + points.length,
    observed: points.filter((value) => value !== null).length,
    baseline: values.length,
    mean,
    meanMovingRange: spread,
    upperRangeLimit: spread === null ? null : RANGE_LIMIT_FACTOR * spread,
    limits:
      mean === null || spread === null
        ? null
        : {
            lower: mean - LIMIT_FACTOR * spread,
            upper: mean + LIMIT_FACTOR * spread,
            nearLower: mean - NEAR_LIMIT_FACTOR * spread,
            nearUpper: mean + NEAR_LIMIT_FACTOR * spread,
          },
    flat,
    screenedRanges: ranges.length - kept.length,
    trialLimits: values.length < TRIAL_LIMITS_BELOW,
  };
}
