type Table = readonly (readonly [points: number, share: number])[];

/**
 * Share of in-control charts (independent normal values) with at least one flag, by number of points. Measured with
 * `xmr` of this library: 20,000 simulated charts each, so ± 0.007 at most. The screened column agrees with the
 * 7% at 12, 18% at 24 and 30% at 36 measured from NHSRplotthedots, whose default is to screen.
 */
const UNSCREENED: Table = [
  [0, 0],
  [3, 0],
  [5, 0.005],
  [7, 0.017],
  [8, 0.02],
  [10, 0.03],
  [12, 0.047],
  [18, 0.097],
  [24, 0.158],
  [30, 0.202],
  [36, 0.266],
  [48, 0.352],
  [60, 0.434],
  [84, 0.572],
  [120, 0.722],
];
const SCREENED: Table = [
  [0, 0],
  [3, 0],
  [5, 0.007],
  [7, 0.025],
  [8, 0.036],
  [10, 0.052],
  [12, 0.068],
  [18, 0.129],
  [24, 0.19],
  [30, 0.24],
  [36, 0.289],
  [48, 0.383],
  [60, 0.472],
  [84, 0.6],
  [120, 0.74],
];

function shareAt(points: number, table: Table): number {
  const above = table.findIndex(([at]) => at >= points);
  if (above < 0) {
    // Beyond the table, as if each further stretch of the longest length were another chart.
    const [longest, share] = table.at(-1) ?? [1, 0];
    return 1 - (1 - share) ** (points / longest);
  }
  const [x1, y1] = table[above] ?? [0, 0];
  const [x0, y0] = table[above - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (points - x0)) / (x1 - x0);
}

export interface ChanceFlags {
  readonly charts: number;
  /** How many of the charts would show some flag if nothing had changed in any: "about 3 of these 20 charts". */
  readonly expected: number;
  /** Probability that at least one of them would. */
  readonly atLeastOne: number;
  /** The same probability for each chart. */
  readonly perChart: readonly number[];
}

/**
 * How many charts of a page would flag by chance alone. Holds for steady, roughly normal values; for counts with a
 * mean below about five a period the true share is higher (with a mean of 1: 42% of unscreened 24-point charts), so
 * the answer is then a lower bound.
 *
 * @param pointsPerChart observed points of each chart, or a single number for all of them
 * @throws RangeError when the two arguments disagree or a number is not a whole number of at least 0
 */
export function chanceFlags(
  charts: number,
  pointsPerChart: readonly number[],
  { screenOutliers = false }: { readonly screenOutliers?: boolean } = {},
): ChanceFlags {
  const [only] = pointsPerChart;
  const points =
    pointsPerChart.length === 1 && only !== undefined ? Array.from({ length: charts }, () => only) : pointsPerChart;
  if (points.length !== charts) {
    throw new RangeError(`${charts} charts need ${charts} numbers of points or one, not ${pointsPerChart.length}.`);
  }
  const wrong = points.find((value) => !(Number.isInteger(value) && value >= 0));
  if (wrong !== undefined) throw new RangeError(`A number of points is a whole number of at least 0, not ${wrong}.`);
  const perChart = points.map((value) => shareAt(value, screenOutliers ? SCREENED : UNSCREENED));
  return {
    charts,
    expected: perChart.reduce((sum, share) => sum + share, 0),
    atLeastOne: 1 - perChart.reduce((none, share) => none * (1 - share), 1),
    perChart,
  };
}
