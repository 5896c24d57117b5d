import { movingRanges, roundingOf, segmentOf } from './xmr.limits.js';
import { positionOf, rulesOf } from './xmr.rules.js';
import type {
  Improvement,
  XmrAssurance,
  XmrChart,
  XmrOptions,
  XmrPoint,
  XmrRule,
  XmrSegment,
  XmrVariation,
} from './xmr.types.js';

const HIGH: ReadonlySet<XmrRule> = new Set([
  'above-upper-limit',
  'trend-increasing',
  'two-of-three-above',
  'shift-above',
]);

function variationOf(rule: XmrRule | null, improvement: Improvement): XmrVariation {
  if (rule === null) return 'common-cause';
  const high = HIGH.has(rule);
  if (improvement === 'neutral') return high ? 'neutral-high' : 'neutral-low';
  return high === (improvement === 'increase') ? 'improvement' : 'concern';
}

function assuranceOf(segment: XmrSegment | null, { target, improvement }: XmrOptions): XmrAssurance | null {
  if (target === undefined || improvement === 'neutral' || segment === null || segment.limits === null) return null;
  const { lower, upper } = segment.limits;
  const rounding = roundingOf([target, lower, upper]);
  // A flat series that equals its target meets it every time; the strict comparisons below could not say so.
  if (segment.flat && Math.abs(target - upper) <= rounding) return 'consistently-passes';
  if (target - upper > rounding) return improvement === 'increase' ? 'consistently-fails' : 'consistently-passes';
  if (lower - target > rounding) return improvement === 'increase' ? 'consistently-passes' : 'consistently-fails';
  return 'inconsistent';
}

function check(points: readonly (number | null)[], { fixAfter, rebaseAt = [], target }: XmrOptions): void {
  const wrong = points.findIndex((value) => value !== null && !Number.isFinite(value));
  if (wrong >= 0) throw new RangeError(`Point ${wrong} is not a finite number; use null for a gap.`);
  if (target !== undefined && !Number.isFinite(target)) throw new RangeError('The target is not a finite number.');
  if (fixAfter !== undefined && !(Number.isInteger(fixAfter) && fixAfter >= 2)) {
    throw new RangeError(`Limits can be fixed after a whole number of at least 2 points, not ${fixAfter}.`);
  }
  rebaseAt.forEach((at, index) => {
    const after = rebaseAt[index - 1] ?? 0;
    if (!(Number.isInteger(at) && at > after && at < points.length)) {
      throw new RangeError(`Rebase points must ascend and lie after the first point and within the series: ${at}.`);
    }
  });
}

function pointsOf(
  points: readonly (number | null)[],
  segment: XmrSegment,
  number: number,
  improvement: Improvement,
): XmrPoint[] {
  const observed = points.filter((value) => value !== null);
  const rounding = roundingOf(observed);
  const positions = observed.map((value) => positionOf(value, segment.mean ?? value, segment.limits, rounding));
  const rules = rulesOf(observed, positions, rounding);
  const ranges = movingRanges(points);
  let next = 0;
  return points.map((value, offset): XmrPoint => {
    const place = { index: segment.start + offset, segment: number, value, movingRange: ranges[offset] ?? null };
    if (value === null) return { ...place, relativeToMean: null, nearLimit: null, rule: null, variation: null };
    const rule = rules[next] ?? null;
    const position = positions[next];
    next += 1;
    const side = position?.side ?? 0;
    return {
      ...place,
      relativeToMean: side === 0 ? 'on' : side > 0 ? 'above' : 'below',
      nearLimit: position?.near ?? false,
      rule,
      variation: variationOf(rule, improvement),
    };
  });
}

/**
 * Individuals and moving range chart by the NHS "Making Data Count" rules, as NHSRplotthedots 0.2.2 computes them:
 * mean ± 2.66 × average moving range, near limits at two thirds of that, a trend or shift of seven, two of three
 * near a limit. Units are those of the points.
 *
 * Ours, where the source says nothing or NaN:
 * - a null is a gap: no moving range spans it, and runs are counted over the observed points, so that a record
 *   arriving late neither makes nor hides a signal. Rebase after a gap long enough to be another process.
 * - a flat series has limits equal to its mean and no signal; equal to its target, it consistently passes.
 * - without two neighbouring values there are no limits, and only trend and shift can be seen.
 *
 * @throws RangeError for a value that is not finite or an option out of range
 */
export function xmr(points: readonly (number | null)[], options: XmrOptions): XmrChart {
  check(points, options);
  const { screenOutliers = false, fixAfter, rebaseAt = [], improvement } = options;
  const starts = points.length === 0 ? [] : [0, ...rebaseAt];
  const slices = starts.map((start, index) => points.slice(start, starts[index + 1] ?? points.length));
  const segments = slices.map((slice, index) => segmentOf(slice, starts[index] ?? 0, { screenOutliers, fixAfter }));
  const latest = segments.at(-1) ?? null;
  return {
    points: segments.flatMap((segment, index) => pointsOf(slices[index] ?? [], segment, index, improvement)),
    segments,
    latest,
    assurance: assuranceOf(latest, options),
    trialLimits: segments.some((segment) => segment.trialLimits),
    screenOutliers,
    gaps: points.filter((value) => value === null).length,
  };
}
