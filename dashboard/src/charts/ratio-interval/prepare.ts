import type { Comparison } from '@praxis/contracts';
import { counted, twoDecimals } from '../../format/figure.format.js';

/** A ratio is drawn from a quarter to four times, on a scale where halving is as far as doubling. */
const SMALLEST = 0.25;
const LARGEST = 4;

/** Place of a ratio on the scale, 0 to 1; what lies outside is drawn at the edge. */
export function placeOf(ratio: number): number {
  const within = Math.min(LARGEST, Math.max(SMALLEST, ratio));
  return Math.log(within / SMALLEST) / Math.log(LARGEST / SMALLEST);
}

export interface RatioInterval {
  readonly id: string;
  readonly title: string;
  readonly months: string;
  readonly before: string;
  readonly after: string;
  readonly ratio: string;
  readonly drawn: { readonly from: number; readonly at: number; readonly to: number; readonly cut: boolean } | null;
  readonly reading: string;
  readonly method: string;
  readonly caution: string;
}

function readingOf({ ratio, low, high }: Comparison): string {
  if (ratio === null) return 'Not enough months to compare.';
  if (low === null || high === null) return 'No interval could be computed.';
  if (low > 1) return 'Higher after than before, by more than chance would explain.';
  if (high < 1) return 'Lower after than before, by more than chance would explain.';
  return 'No difference that chance would not explain.';
}

const number = (value: number | null): string => (value === null ? '–' : twoDecimals(value));

export function prepareRatioInterval(comparison: Comparison): RatioInterval {
  const { ratio, low, high, monthsBefore, monthsAfter } = comparison;
  const isDrawn = ratio !== null && low !== null && high !== null;
  return {
    id: comparison.id,
    title: comparison.title,
    months: `${counted(monthsBefore, 'month')} before, ${monthsAfter} after`,
    before: number(comparison.before),
    after: number(comparison.after),
    ratio: isDrawn ? `${number(ratio)} (${number(low)} to ${number(high)})` : number(ratio),
    drawn: isDrawn
      ? { from: placeOf(low), at: placeOf(ratio), to: placeOf(high), cut: low < SMALLEST || high > LARGEST }
      : null,
    reading: readingOf(comparison),
    method: comparison.method,
    caution: comparison.caution,
  };
}
