export interface PoissonFit {
  /** On the log scale, in the order of the columns. */
  readonly coefficients: readonly number[];
  /** Of a Poisson model; multiply by the root of the dispersion for a quasi-Poisson one. */
  readonly standardErrors: readonly number[];
  /** Pearson's chi-squared by degrees of freedom. */
  readonly dispersion: number;
}

type Matrix = number[][];

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** Inverse of a symmetric positive definite matrix by Gauss–Jordan with the largest pivot. */
function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const candidates = rows.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const best = column + candidates.indexOf(Math.max(...candidates));
    const pivotRow = rows[best] ?? [];
    const pivot = pivotRow[column] ?? 0;
    if (!(Math.abs(pivot) > 1e-10))
      throw new RangeError('The terms of the model cannot be told apart in these months.');
    rows[best] = rows[column] ?? [];
    const scaled = pivotRow.map((value) => value / pivot);
    rows[column] = scaled;
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index !== column) rows[index] = row.map((value, at) => value - factor * (scaled[at] ?? 0));
    });
  }
  return rows.map((row) => row.slice(size));
}

function information(design: readonly (readonly number[])[], weights: readonly number[]): Matrix {
  const columns = design[0]?.map((_, index) => index) ?? [];
  return columns.map((i) =>
    columns.map((j) => design.reduce((sum, row, at) => sum + (row[i] ?? 0) * (row[j] ?? 0) * (weights[at] ?? 0), 0)),
  );
}

/**
 * Log-linear Poisson regression of counts on a design with an exposure, by iteratively reweighted least squares
 * (McCullagh and Nelder, Generalized Linear Models, 1989, chapter 2.5). Keep columns of a similar size.
 *
 * @param design one row a count; include a column of ones
 * @throws RangeError when there are no events, no more counts than columns, the columns are dependent, or a side has none
 */
export function poissonRegression(
  counts: readonly number[],
  exposures: readonly number[],
  design: readonly (readonly number[])[],
): PoissonFit {
  const width = design[0]?.length ?? 0;
  if (counts.length <= width) throw new RangeError(`${width} terms need more than ${counts.length} months.`);
  if (counts.every((count) => count === 0)) throw new RangeError('There are no events to model.');
  let fitted = counts.map((count) => count + 0.5);
  let coefficients: number[] = [];
  let covariance: Matrix = [];
  let converged = false;
  for (let round = 0; round < 50 && !converged; round += 1) {
    const current = fitted;
    const working = counts.map((count, at) => {
      const mean = current[at] ?? 1;
      return (Math.log(mean / (exposures[at] ?? 1)) + (count - mean) / mean) * mean;
    });
    covariance = inverse(information(design, current));
    const score = covariance.map((_, j) =>
      dot(
        design.map((row) => row[j] ?? 0),
        working,
      ),
    );
    const next = covariance.map((row) => dot(row, score));
    const change = Math.max(...next.map((value, index) => Math.abs(value - (coefficients[index] ?? Infinity))));
    coefficients = next;
    fitted = design.map((row, at) => Math.exp(dot(row, next)) * (exposures[at] ?? 1));
    converged = change < 1e-10;
  }
  if (!converged) throw new RangeError('The model does not settle: a side may have no events.');
  const chiSquared = counts.reduce((sum, count, at) => sum + (count - (fitted[at] ?? 1)) ** 2 / (fitted[at] ?? 1), 0);
  return {
    coefficients,
    standardErrors: covariance.map((row, index) => Math.sqrt(row[index] ?? Number.NaN)),
    dispersion: chiSquared / (counts.length - width),
  };
}
