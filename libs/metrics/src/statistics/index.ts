export { normalQuantile, twoSidedMultiplier } from './normal-quantile.js';
export { byar, byarRate, wilson, type Estimate, type Interval } from './intervals.js';
export { xmr } from './xmr.js';
export type {
  Improvement,
  XmrAssurance,
  XmrChart,
  XmrLimits,
  XmrOptions,
  XmrPoint,
  XmrRule,
  XmrSegment,
  XmrVariation,
} from './xmr.types.js';
export { chanceFlags, type ChanceFlags } from './chance-flags.js';
export type { IndicatorKind, IndicatorMonth } from './indicator-months.js';
export {
  beforeAfter,
  movementOf,
  type BeforeAfter,
  type BeforeAfterOptions,
  type Movement,
  type SideSummary,
} from './before-after.js';
export { sameMonthsComparison, type SameMonthsComparison, type SameMonthsOptions } from './same-months.js';
export {
  regressionToTheMeanCheck,
  type RegressionToTheMeanCheck,
  type RegressionToTheMeanOptions,
  type RegressionVerdict,
} from './regression-to-the-mean.js';
export {
  interruptedTimeSeries,
  type InterruptedTimeSeries,
  type InterruptedTimeSeriesOptions,
} from './interrupted-time-series.js';
