import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ProjectorLocked } from './runner-status.js';

/** What is about to be written, noted before it is: after a crash it says which insert may still be under way. */
export interface Intent {
  readonly projection: string;
  readonly version: number;
  readonly from: bigint;
  readonly to: bigint;
  /** Deduplication token of the batch; the query ids of all attempts begin with it. */
  readonly stamp: string;
}

const SQLITE_BUSY = 5;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS lease (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), epoch INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS intent (
    projection TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    batch_from INTEGER NOT NULL,
    batch_to INTEGER NOT NULL,
    stamp TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/**
 * The runner's own notes, in `runner.db`. How far the tables are is not among them: that is read from the tables.
 * Whoever has it open is the data directory's only projector, and each opening has a higher epoch than all before.
 */
export class IntentJournal {
  readonly #put: StatementSync;
  readonly #all: StatementSync;
  readonly #remove: StatementSync;

  /** @throws {ProjectorLocked} another runner has the directory */
  static open(directory: string): IntentJournal {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'runner.db');
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      // The operating system's lock is taken with the first write and goes with the process, however that ends.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      database.exec(`BEGIN IMMEDIATE; ${SCHEMA}`);
      database.exec('INSERT INTO lease VALUES (1, 1) ON CONFLICT (only_one) DO UPDATE SET epoch = epoch + 1; COMMIT');
      const { epoch } = database.prepare('SELECT epoch FROM lease').get() as { epoch: number };
      return new IntentJournal(database, epoch);
    } catch (error) {
      database.close();
      if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY) throw error;
      throw new ProjectorLocked(`${path} is in use: only one projector at a time can fill the tables`, {
        cause: error,
      });
    }
  }

  private constructor(
    private readonly database: DatabaseSync,
    readonly epoch: number,
  ) {
    this.#put = database.prepare(`INSERT OR REPLACE INTO intent VALUES (?, ?, ?, ?, ?)`);
    this.#all = database.prepare('SELECT * FROM intent ORDER BY projection');
    this.#all.setReadBigInts(true);
    this.#remove = database.prepare('DELETE FROM intent WHERE projection = ?');
  }

  /** On the disk when it returns. An intent replaces the last one of its projection. */
  note(intents: readonly Intent[]): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const { projection, version, from, to, stamp } of intents) {
        this.#put.run(projection, version, from, to, stamp);
      }
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
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

  close(): void {
    this.database.close();
  }
}
