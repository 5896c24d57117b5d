import { asToldToOthers } from '../identity/held.rows.js';
import { KEPT_PROBLEMS } from './import-report.js';
import type { HeldRow, RowProblem } from './row-problem.js';
import { RowSet } from './row-set.js';

/** Collects what is found about the rows of a file: counts everything, keeps the first. */
export class Findings {
  readonly errors: RowProblem[] = [];
  readonly warnings: RowProblem[] = [];
  readonly held: HeldRow[] = [];
  readonly #refusedRows = new RowSet();
  readonly #heldRows = new RowSet();
  readonly #overtakenRows = new RowSet();
  #errorCount = 0;
  #warningCount = 0;
  #heldCount = 0;
  #hiddenCount = 0;
  readonly #questions = new Map<string, HeldRow['questions'][number]>();

  /** @param forSteward whether it is told what is about people who were erased */
  constructor(private readonly forSteward = true) {}

  /** How many rows wait for an answer, whoever is told. */
  get heldCount(): number {
    return this.#heldCount + this.#hiddenCount;
  }

  /** How many of them are told as having nothing new. */
  get hiddenCount(): number {
    return this.#hiddenCount;
  }

  /** What is asked of whoever imports, each once. */
  get questions(): readonly HeldRow['questions'][number][] {
    return [...this.#questions.values()];
  }

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

  /** Those that have errors or wait for an answer. */
  *rowsAside(): Generator<number> {
    yield* this.#refusedRows;
    yield* this.#heldRows;
  }

  isRefused(row: number | undefined): boolean {
    return row !== undefined && this.#refusedRows.has(row);
  }

  /** Whether a row had nothing new when the file was taken before, and could not be taken any more now. */
  isOvertaken(row: number | undefined): boolean {
    return row !== undefined && this.#overtakenRows.has(row);
  }

  /** Takes over errors that were collected apart. */
  adopt(other: Findings): void {
    for (const problem of other.errors) this.error(problem);
    this.#refusedRows.addAll(other.#refusedRows);
    this.#errorCount += other.#errorCount - other.errors.length;
  }

  /** Takes over refusals of rows of a file that was taken before: no errors, for then they were none. */
  adoptAsOvertaken(other: Findings): void {
    for (const { row, message } of other.errors) {
      const said = `The file was taken before, and this row had nothing new then; what was recorded since stands. ${message}`;
      this.warn({ row, code: 'OVERTAKEN', message: said });
    }
    this.#overtakenRows.addAll(other.#refusedRows);
    this.#warningCount += other.#errorCount - other.errors.length;
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

  hold(row: HeldRow): void {
    this.#heldRows.add(row.row);
    const told = this.forSteward ? row : asToldToOthers(row);
    if (!told) {
      this.#hiddenCount += 1;
      return;
    }
    this.#heldCount += 1;
    for (const question of told.questions) {
      this.#questions.set(`${question.about} ${question.id} ${question.knownId}`, question);
    }
    if (this.held.length < KEPT_PROBLEMS) this.held.push(told);
  }

  /** In the order of the file. Streams are decided side by side, so problems do not arrive in it. */
  sorted(): Pick<Findings, 'errors' | 'warnings'> {
    const byRow = (one: RowProblem, other: RowProblem) => one.row - other.row;
    return { errors: this.errors.toSorted(byRow), warnings: this.warnings.toSorted(byRow) };
  }
}
