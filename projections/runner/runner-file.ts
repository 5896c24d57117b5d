import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CHAIN_SCHEMA, ChainNotes } from '../log-chain/chain-notes.js';
import type { LogStretch } from '../log-chain/log-fold.js';
import { IntentJournal, INTENT_SCHEMA, type Intent } from './intent-journal.js';
import { ProjectorLocked } from './runner-status.js';

const SQLITE_BUSY = 5;

const LEASE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS lease (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), epoch INTEGER NOT NULL);
`;

/**
 * The runner's own notes, in `runner.db`: what it is about to write, and the chain over what it has read. How far the
 * tables are is not among them: that is read from the tables. Whoever has it open is the data directory's only
 * projector, and each opening has a higher epoch than all before.
 */
export class RunnerFile {
  readonly journal: IntentJournal;
  readonly chain: ChainNotes;

  /** @throws {ProjectorLocked} another runner has the directory */
  static open(directory: string): RunnerFile {
    mkdirSync(directory, { recursive: true });
    const path = pathIn(directory);
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      // The operating system's lock is taken with the first write and goes with the process, however that ends.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      database.exec(`BEGIN IMMEDIATE; ${LEASE_SCHEMA} ${INTENT_SCHEMA} ${CHAIN_SCHEMA}`);
      database.exec('INSERT INTO lease VALUES (1, 1) ON CONFLICT (only_one) DO UPDATE SET epoch = epoch + 1; COMMIT');
      const { epoch } = database.prepare('SELECT epoch FROM lease').get() as { epoch: number };
      return new RunnerFile(database, epoch);
    } catch (error) {
      database.close();
      if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY) throw error;
      throw new ProjectorLocked(`${path} is in use: only one projector at a time can fill the tables`, {
        cause: error,
      });
    }
  }

  /** Undefined where nothing was ever projected. @throws {ProjectorLocked} a projector is running */
  static openIfThere(directory: string): RunnerFile | undefined {
    return wasProjected(directory) ? RunnerFile.open(directory) : undefined;
  }

  private constructor(
    private readonly database: DatabaseSync,
    readonly epoch: number,
  ) {
    this.journal = new IntentJournal(database);
    this.chain = new ChainNotes(database);
  }

  /** All of it or nothing, and on the disk when it returns. */
  note(intents: readonly Intent[], stretch: LogStretch | undefined): void {
    this.#together(() => {
      for (const intent of intents) this.journal.put(intent);
      if (stretch !== undefined) this.chain.add(stretch);
    });
  }

  /** Nothing counts as known of a log any more; the tables are to be filled from this one. */
  beginWith(identity: string | undefined): void {
    this.#together(() => {
      this.chain.forgetAll();
      if (identity !== undefined) this.chain.identity = identity;
    });
  }

  get isOpen(): boolean {
    return this.database.isOpen;
  }

  close(): void {
    if (this.isOpen) this.database.close();
  }

  #together(work: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Whether tables were ever filled by what notes are in a directory. */
export function wasProjected(directory: string): boolean {
  return existsSync(pathIn(directory));
}

function pathIn(directory: string): string {
  return join(directory, 'runner.db');
}
