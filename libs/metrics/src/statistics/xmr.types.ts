/** The first rule a point fulfils, in order of precedence; null for common cause. */
export type XmrRule =
  | 'above-upper-limit'
  | 'below-lower-limit'
  | 'trend-increasing'
  | 'trend-decreasing'
  | 'two-of-three-above'
  | 'two-of-three-below'
  | 'shift-above'
  | 'shift-below';

export type XmrVariation = 'improvement' | 'concern' | 'neutral-high' | 'neutral-low' | 'common-cause';
export type XmrAssurance = 'consistently-passes' | 'consistently-fails' | 'inconsistent';
export type Improvement = 'increase' | 'decrease' | 'neutral';

export interface XmrOptions {
  /** Leave out unusually large moving ranges once when setting limits. Off by default, as in the NHS Excel tools. */
  readonly screenOutliers?: boolean;
  /** Set mean and limits of each segment from its first so many observed points. */
  readonly fixAfter?: number;
  /** Indexes at which a new segment, with limits of its own, begins; ascending. */
  readonly rebaseAt?: readonly number[];
  readonly target?: number;
  /** Which way is better, as declared for the indicator before looking at it. */
  readonly improvement: Improvement;
}

export interface XmrLimits {
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
}

export interface XmrSegment {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Points with a value. */
  readonly observed: number;
  /** Points that mean and limits rest on. */
  readonly baseline: number;
  /** Null when no point of the segment has a value. */
  readonly mean: number | null;
  /** Null when the segment has no two neighbouring values. */
  readonly meanMovingRange: number | null;
  readonly upperRangeLimit: number | null;
  /** Null when there is no moving range. Never NaN. */
  readonly limits: XmrLimits | null;
  /** All values of the baseline are equal: the limits coincide with the mean. */
  readonly flat: boolean;
  /** Moving ranges left out by screening. */
  readonly screenedRanges: number;
  /** The limits rest on fewer than 13 points. */
  readonly trialLimits: boolean;
}

export interface XmrPoint {
  readonly index: number;
  readonly segment: number;
  /** Null for a gap, and then so is everything below. */
  readonly value: number | null;
  /** Distance from the neighbour before; null after a gap and at the start of a segment. */
  readonly movingRange: number | null;
  readonly relativeToMean: 'above' | 'on' | 'below' | null;
  /** Between a near limit and its limit. */
  readonly nearLimit: boolean | null;
  readonly rule: XmrRule | null;
  readonly variation: XmrVariation | null;
}

export interface XmrChart {
  readonly points: readonly XmrPoint[];
  readonly segments: readonly XmrSegment[];
  /** The segment that a target is compared with; null for a chart without points. */
  readonly latest: XmrSegment | null;
  /** Null without a target, without limits, or when neither direction is better. */
  readonly assurance: XmrAssurance | null;
  /** True when any segment's limits are trial limits. */
  readonly trialLimits: boolean;
  readonly screenOutliers: boolean;
  /** Points without a value. */
  readonly gaps: number;
}
