import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  EventStoreUnavailable,
  REMEMBERED_DAYS,
  StorageFull,
  type CommandMemory,
  type RememberedCommand,
} from '@praxis/event-sourcing';

const REMEMBERED_MS = REMEMBERED_DAYS * 86_400_000;
/** About 40 MB. More than this in seven days, and the oldest go first. */
const MOST_KEPT = 200_000;
const BETWEEN_TRIMMINGS = 1_000;
const SQLITE_FULL = 13;
const PAGE_BYTES = 4_096;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), identity TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS remembered (
    stream TEXT NOT NULL,
    command_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    revision INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (stream, command_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS remembered_at ON remembered (at);
`;

export interface EmbeddedCommandMemoryOptions {
  /** Its file, made if there is none. Only for the process that holds the log. */
  readonly path: string;
  /** Identity of the log that it belongs to: what is remembered of another one is forgotten. */
  readonly log: string;
  /** ISO instant; the clock unless given. */
  readonly now?: () => string;
  /** The file refuses to grow beyond this, as if the disk were full; no limit unless given. */
  readonly maxBytes?: number;
  /** How many commands are kept at most; only tests need another number. */
  readonly mostKept?: number;
}

/** @throws {Error} the file cannot be used, and what to do */
export function openEmbeddedCommandMemory(options: EmbeddedCommandMemoryOptions): CommandMemory {
  try {
    return new EmbeddedCommandMemory(options);
  } catch (error) {
    const { message } = failure(error, options.path);
    const remedy = 'Without it, commands of the last days that had nothing to do are decided anew when sent again.';
    throw new Error(`${message}. Remove that file to start: ${remedy}`, { cause: error });
  }
}

/** A file of its own beside the log, on the disk before a command is answered. */
class EmbeddedCommandMemory implements CommandMemory {
  readonly #database: DatabaseSync;
  readonly #now: () => string;
  readonly #path: string;
  readonly #mostKept: number;
  #sinceTrimming = 0;

  constructor({
    path,
    log,
    now = () => new Date().toISOString(),
    mostKept = MOST_KEPT,
    maxBytes,
  }: EmbeddedCommandMemoryOptions) {
    this.#path = path;
    this.#now = now;
    this.#mostKept = mostKept;
    this.#database = new DatabaseSync(path, { timeout: 5_000 });
    chmodSync(path, 0o600);
    this.#database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${SCHEMA}`,
    );
    this.#belongTo(log);
    this.#trim();
    if (maxBytes !== undefined) this.#database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / PAGE_BYTES)}`);
  }

  async recall(streamId: string, commandId: string): Promise<RememberedCommand | undefined> {
    return this.#attempt(() => this.#find(streamId, commandId));
  }

  async remember(streamId: string, commandId: string, command: RememberedCommand): Promise<RememberedCommand> {
    return this.#attempt(() => {
      const known = this.#find(streamId, commandId);
      if (known) return known;
      this.#database
        .prepare('INSERT OR REPLACE INTO remembered (stream, command_id, digest, revision, at) VALUES (?, ?, ?, ?, ?)')
        .run(streamId, commandId, command.digest, command.revision ?? null, Date.parse(this.#now()));
      this.#sinceTrimming += 1;
      if (this.#sinceTrimming >= Math.min(BETWEEN_TRIMMINGS, this.#mostKept)) this.#trim();
      return command;
    });
  }

  async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  #find(streamId: string, commandId: string): RememberedCommand | undefined {
    const statement = this.#database.prepare(
      'SELECT digest, revision FROM remembered WHERE stream = ? AND command_id = ? AND at > ?',
    );
    statement.setReadBigInts(true);
    const row = statement.get(streamId, commandId, this.#oldest());
    if (!row) return undefined;
    const { digest, revision } = row as { readonly digest: string; readonly revision: bigint | null };
    return { digest, revision: revision ?? undefined };
  }

  /** Without what is too old, or too much. */
  #trim(): void {
    this.#sinceTrimming = 0;
    this.#database.prepare('DELETE FROM remembered WHERE at <= ?').run(this.#oldest());
    this.#database
      .prepare(
        `DELETE FROM remembered WHERE (stream, command_id) IN (
           SELECT stream, command_id FROM remembered ORDER BY at DESC LIMIT -1 OFFSET ?)`,
      )
      .run(this.#mostKept);
  }

  #belongTo(log: string): void {
    const known = this.#database.prepare('SELECT identity FROM log').get() as { readonly identity: string } | undefined;
    if (known?.identity === log) return;
    this.#database.exec('DELETE FROM remembered; DELETE FROM log');
    this.#database.prepare('INSERT INTO log VALUES (1, ?)').run(log);
  }

  #oldest(): number {
    return Date.parse(this.#now()) - REMEMBERED_MS;
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw failure(error, this.#path);
    }
  }
}

function failure(error: unknown, path: string): Error {
  const { errcode, message } = error as { readonly errcode?: number; readonly message: string };
  if (errcode === SQLITE_FULL) return new StorageFull(`There is no room left for ${path}`, { cause: error });
  return new EventStoreUnavailable(`${path} cannot be used: ${message}`, { cause: error });
}
