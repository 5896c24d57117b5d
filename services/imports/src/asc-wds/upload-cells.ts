import type { Identities, IdentifiedWorker } from '../identity/identities.js';
import type { ProblemOfRow } from '../report/row-problem.js';

/** The cells of a row of an upload, exactly as they stand, and what was found while reading them. */
export class UploadCells {
  readonly errors: ProblemOfRow[] = [];
  readonly warnings: ProblemOfRow[] = [];

  constructor(
    private readonly indices: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
  ) {}

  get(column: string): string {
    return this.cells[this.indices.get(column) ?? -1] ?? '';
  }

  has(column: string): boolean {
    return this.indices.has(column);
  }

  /** @param code the number that the bulk upload gives this error */
  error(code: number, column: string, message: string, remedy?: string): undefined {
    this.errors.push({ column, code: `e${code}`, message, ...(remedy === undefined ? {} : { remedy }) });
    return undefined;
  }

  warn(code: number, column: string, message: string): undefined {
    this.warnings.push({ column, code: `w${code}`, message });
    return undefined;
  }

  /** A required text of at most so many characters; undefined when it is an error. */
  requiredText(column: string, code: number, longest: number): string | undefined {
    const value = this.get(column);
    if (value.trim() === '') return this.error(code, column, `${column} is blank.`, `Fill ${column}.`);
    if (value.length > longest) {
      return this.error(code, column, `${column} is longer than ${longest} characters.`, 'Shorten it.');
    }
    return value;
  }

  /** The whole number in a cell; NaN when the cell holds anything else, undefined when it is blank. */
  number(column: string): number | undefined {
    const value = this.get(column);
    if (value === '') return undefined;
    return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  }
}

/** Column names by their place, for {@link UploadCells}. */
export function columnIndices(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, index) => [name, index]));
}

/** Whose row it is, without judging it. */
export function workerIn(cells: UploadCells, identities: Identities): IdentifiedWorker {
  return identities.worker(cells.get('LOCALESTID'), cells.get('UNIQUEWORKERID'));
}
