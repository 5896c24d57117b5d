import type { ProblemOfRow } from '../report/row-problem.js';

/** Gives a worker, or a record about one, the pseudonym that stands for it everywhere but in personal fields. */
export type Pseudonymise = (prefix: string, text: string) => string;

/** What the rows of a file say about people named in others of its rows. */
export interface FileMemory {
  /** Pseudonyms of the two people of each agreement signed in this file. */
  readonly agreements: Map<string, { readonly superviseeId: string; readonly supervisorId: string }>;
}

export function newFileMemory(): FileMemory {
  return { agreements: new Map() };
}

/** The cells of a row by the names of their columns, trimmed, and the problems found while reading them. */
export class RowCells {
  readonly problems: ProblemOfRow[] = [];

  constructor(
    private readonly indices: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
    readonly pseudonymise: Pseudonymise,
    readonly memory: FileMemory,
  ) {}

  get(column: string): string {
    return this.cells[this.indices.get(column) ?? -1]?.trim() ?? '';
  }

  problem(column: string, code: string, message: string, remedy: string): undefined {
    this.problems.push({ column, code, message, remedy });
    return undefined;
  }

  /** Names of the columns that hold something. */
  *filled(): Iterable<string> {
    for (const column of this.indices.keys()) if (this.get(column) !== '') yield column;
  }
}

/** As `LOCALESTID` and `UNIQUEWORKERID` name a worker, in ASC-WDS files and ours. */
export function workerIdOf(pseudonymise: Pseudonymise, workplace: string, worker: string): string {
  return pseudonymise('w', `${workplace.trim()}/${worker.trim()}`);
}

/** The unit that a `LOCALESTID` stands for. May come out as something that is no id: the command's schema says so. */
export function unitIdOf(localEstablishmentId: string): string {
  return localEstablishmentId
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '-')
    .replace(/^-+/, '');
}
