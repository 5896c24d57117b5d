import { checkMonths, inOrder, isMeasured, monthNumber, type IndicatorMonth } from './indicator-months.js';
import type { Estimate } from './intervals.js';
import { twoSidedMultiplier } from './normal-quantile.js';
import { poissonRegression } from './poisson-regression.js';

export interface InterruptedTimeSeriesOptions {
  /** First month after, `YYYY-MM`. */
  readonly start: string;
  /** Let the trend change at the start as well as the level. Default false. */
  readonly slope?: boolean;
  /** Pairs of sine and cosine terms of the year: 0 for no season, 2 as in the tutorial. Default 0. */
  readonly harmonics?: 0 | 1 | 2;
  readonly variance?: 'quasi-poisson' | 'poisson';
  readonly confidence?: number;
  /** Measured months needed on each side, fixed before looking. Default 12. */
  readonly minimumMonths?: number;
}

export interface InterruptedTimeSeries {
  /** Rate at the start ÷ rate that the earlier trend leads to there. */
  readonly level: Estimate;
  /** Monthly factor by which the trend changed; null unless asked for. */
  readonly slope: Estimate | null;
  readonly dispersion: number;
  readonly monthsBefore: number;
  readonly monthsAfter: number;
  readonly method: string;
}

function seasonOf(month: number, harmonics: number): number[] {
  return Array.from({ length: harmonics }, (_, index) => {
    const angle = (2 * Math.PI * (index + 1) * month) / 12;
    return [Math.sin(angle), Math.cos(angle)];
  }).flat();
}

/** A row of ones, level, trend (centred on the start, in years, to keep columns alike in size), slope and season. */
function rowOf(sinceStart: number, month: number, { slope = false, harmonics = 0 }: InterruptedTimeSeriesOptions) {
  const after = sinceStart >= 0 ? 1 : 0;
  // The last month before is 0, as in the tutorial: the level change is the one from there.
  const years = (sinceStart + 1) / 12;
  return [1, after, years, ...(slope ? [after * years] : []), ...seasonOf(month, harmonics)];
}

/**
 * Segmented quasi-Poisson regression of a monthly rate with exposure, trend, level change and, if asked, change of
 * trend and season. Source: Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology 46 (2017)
 * 348–355. Intervals are normal on the log scale.
 *
 * @throws RangeError with fewer months than the minimum on a side, no events, or months that cannot separate the terms
 */
export function interruptedTimeSeries(
  months: readonly IndicatorMonth[],
  options: InterruptedTimeSeriesOptions,
): InterruptedTimeSeries {
  const { start, slope = false, variance = 'quasi-poisson', confidence = 0.95, minimumMonths = 12 } = options;
  const startsAt: IndicatorMonth = { month: start, numerator: null, denominator: null };
  checkMonths([startsAt], 'rate');
  checkMonths(months, 'rate');
  const origin = monthNumber(startsAt);
  const measured = inOrder(months.filter(isMeasured));
  const monthsAfter = measured.filter((month) => monthNumber(month) >= origin).length;
  const monthsBefore = measured.length - monthsAfter;
  if (Math.min(monthsBefore, monthsAfter) < minimumMonths) {
    throw new RangeError(
      `Each side needs ${minimumMonths} measured months; there are ${monthsBefore} before and ${monthsAfter} after.`,
    );
  }
  const fit = poissonRegression(
    measured.map(({ numerator }) => numerator),
    measured.map(({ denominator }) => denominator),
    measured.map((month) => rowOf(monthNumber(month) - origin, monthNumber(month), options)),
  );
  const widening = variance === 'poisson' ? 1 : Math.sqrt(fit.dispersion);
  const estimate = (column: number, scale: number): Estimate => {
    const log = (fit.coefficients[column] ?? Number.NaN) * scale;
    const reach = twoSidedMultiplier(confidence) * (fit.standardErrors[column] ?? Number.NaN) * widening * scale;
    return { estimate: Math.exp(log), lower: Math.exp(log - reach), upper: Math.exp(log + reach), confidence };
  };
  return {
    level: estimate(1, 1),
    slope: slope ? estimate(3, 1 / 12) : null,
    dispersion: fit.dispersion,
    monthsBefore,
    monthsAfter,
    method: `Segmented ${variance} regression (Lopez Bernal et al. 2017)`,
  };
}
