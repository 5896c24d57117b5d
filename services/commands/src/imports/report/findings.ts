import { KEPT_PROBLEMS } from './import-report.js';
import type { RowProblem } from './row-problem.js';

/** Collects what is found about the rows of a file: counts everything, keeps the first. */
export class Findings {
  readonly errors: RowProblem[] = [];
  readonly warnings: RowProblem[] = [];
  readonly #refusedRows = new Set<number>();
  #errorCount = 0;
  #warningCount = 0;

  get errorCount(): number {
    return this.#errorCount;
  }

  get warningCount(): number {
    return this.#warningCount;
  }

  /** How many rows have errors. */
  get refused(): number {
    return this.#refusedRows.size;
  }

  isRefused(row: number | undefined): boolean {
    return row !== undefined && this.#refusedRows.has(row);
  }

  error(problem: RowProblem): void {
    this.#errorCount += 1;
    this.#refusedRows.add(problem.row);
    if (this.errors.length < KEPT_PROBLEMS) this.errors.push(problem);
  }

  warn(problem: RowProblem): void {
    this.#warningCount += 1;
    if (this.warnings.length < KEPT_PROBLEMS) this.warnings.push(problem);
  }

  /** In the order of the file. Streams are decided side by side, so problems do not arrive in it. */
  sorted(): Pick<Findings, 'errors' | 'warnings'> {
    const byRow = (one: RowProblem, other: RowProblem) => one.row - other.row;
    return { errors: this.errors.toSorted(byRow), warnings: this.warnings.toSorted(byRow) };
  }
}
