export { wilson } from './intervals.js';
export { xmr } from './xmr.js';
export type { XmrChart, XmrRule } from './xmr.types.js';
export { chanceFlags } from './chance-flags.js';
export type { IndicatorMonth } from './indicator-months.js';
export { beforeAfter, movementOf, type BeforeAfter } from './before-after.js';
export { sameMonthsComparison } from './same-months.js';
export { regressionToTheMeanCheck } from './regression-to-the-mean.js';
