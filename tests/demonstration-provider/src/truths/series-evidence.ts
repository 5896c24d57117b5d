/** One period of an indicator. */
export interface Period {
  readonly numerator: number;
  readonly denominator: number;
}

export interface RateRatio {
  readonly ratio: number;
  /** 95 % interval on the log scale, for Poisson counts. */
  readonly low: number;
  readonly high: number;
}

export function rateRatio(before: readonly Period[], after: readonly Period[]): RateRatio {
  const [one, other] = [total(before), total(after)];
  const ratio = other.numerator / other.denominator / (one.numerator / one.denominator);
  const factor = Math.exp(1.96 * Math.sqrt(1 / one.numerator + 1 / other.numerator));
  return { ratio, low: ratio / factor, high: ratio * factor };
}

function total(periods: readonly Period[]): Period {
  return periods.reduce((sum, { numerator, denominator }) => ({
    numerator: sum.numerator + numerator,
    denominator: sum.denominator + denominator,
  }));
}

export function rates(periods: readonly Period[]): number[] {
  return periods.map(({ numerator, denominator }) => numerator / denominator);
}

export interface XmrLimits {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean ± 2.66 × the average moving range, without screening. */
export function xmrLimits(values: readonly number[]): XmrLimits {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const reach = (2.66 * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length;
  return { mean, low: mean - reach, high: mean + reach };
}

/** The longest run of points strictly on one side of a value; a point on it ends the run. */
export function longestRun(values: readonly number[], of: 'above' | 'below', line: number): number {
  let longest = 0;
  let run = 0;
  for (const value of values) {
    run = (of === 'above' ? value > line : value < line) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Whether a point lies beyond a limit, or seven lie on one side of the mean. */
export function signals(values: readonly number[], { mean, low, high }: XmrLimits): boolean {
  const shifted = longestRun(values, 'above', mean) >= 7 || longestRun(values, 'below', mean) >= 7;
  return shifted || values.some((value) => value < low || value > high);
}
