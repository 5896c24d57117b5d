import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What is about to be written, noted before it is: after a crash it says which insert may still be under way. */
export interface Intent {
  readonly projection: string;
  readonly version: number;
  readonly from: bigint;
  readonly to: bigint;
  /** Deduplication token of the batch; the query ids of all attempts begin with it. */
  readonly stamp: string;
}

export const INTENT_SCHEMA = `
  CREATE TABLE IF NOT EXISTS intent (
    projection TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    batch_from INTEGER NOT NULL,
    batch_to INTEGER NOT NULL,
    stamp TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/** The last intent of every projection. */
export class IntentJournal {
  readonly #put: StatementSync;
  readonly #all: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare(`INSERT OR REPLACE INTO intent VALUES (?, ?, ?, ?, ?)`);
    this.#all = database.prepare('SELECT * FROM intent ORDER BY projection');
    this.#all.setReadBigInts(true);
    this.#remove = database.prepare('DELETE FROM intent WHERE projection = ?');
  }

  /** Replaces the last one of its projection. Inside a transaction of the caller's. */
  put({ projection, version, from, to, stamp }: Intent): void {
    this.#put.run(projection, version, from, to, stamp);
  }

  all(): readonly Intent[] {
    const rows = this.#all.all() as unknown as Record<string, bigint | string>[];
    return rows.map((row) => ({
      projection: String(row['projection']),
      version: Number(row['version']),
      from: BigInt(row['batch_from']!),
      to: BigInt(row['batch_to']!),
      stamp: String(row['stamp']),
    }));
  }

  forget(projection: string): void {
    this.#remove.run(projection);
  }
}
