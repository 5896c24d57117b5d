import { heldForMore, heldUntilAnswered, type Held } from '../identity/held.rows.js';
import type { Identities, IdentifiedWorker } from '../identity/identities.js';
import type { Pseudonymise } from '../identity/source-ids.js';
import type { Delimiter } from '../reading/delimiter.detection.js';
import type { ProblemOfRow } from '../report/row-problem.js';

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
  /** Why nothing of the row can be taken yet. */
  held: Held | undefined;

  constructor(
    private readonly indices: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
    private readonly delimiter: Delimiter,
    readonly pseudonymise: Pseudonymise,
    private readonly identities: Identities,
    readonly memory: FileMemory,
  ) {}

  get(column: string): string {
    return this.cells[this.indices.get(column) ?? -1]?.trim() ?? '';
  }

  /** The pseudonym of a worker. Where it has to be asked who they are, the row is held. */
  worker(column: string, workplace: string, worker: string): string {
    return this.#identified(column, this.identities.worker(workplace, worker));
  }

  /** As {@link worker}, of a cell that may name the workplace too. */
  person(column: string, cell: string, workplace: string): string | undefined {
    const person = this.identities.person(cell, workplace);
    if (person === undefined) return undefined;
    if (person !== 'several') return this.#identified(column, person);
    const remedy = 'Write the id of the workplace, a slash and the id of the worker, and leave WORKPLACE blank.';
    return this.problem(column, 'SEVERAL_PEOPLE', `${column} can be read as the ids of more than one person.`, remedy);
  }

  #identified(column: string, { id, questions }: IdentifiedWorker): string {
    if (questions.length > 0) {
      this.held = this.held ? heldForMore(this.held, column, questions) : heldUntilAnswered(column, questions);
    }
    return id;
  }

  /** A spreadsheet that puts semicolons between cells has commas in its numbers. */
  get decimalSeparator(): ',' | '.' {
    return this.delimiter === ';' ? ',' : '.';
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
