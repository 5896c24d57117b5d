import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MARK_BYTES, NO_EVENTS, type LogEnd, type LogStretch } from './log-fold.js';

/** Notes of live batches are joined into stretches of about this many events. */
const EVENTS_A_STRETCH = 1_024;

export const CHAIN_SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_stretch (
    end_position INTEGER PRIMARY KEY,
    after_position INTEGER NOT NULL,
    digest TEXT NOT NULL,
    logged_at TEXT NOT NULL,
    events INTEGER NOT NULL,
    marks BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS log_note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

type Row = Readonly<Record<'end_position' | 'after_position' | 'events', bigint>> &
  Readonly<Record<'digest' | 'logged_at', string>> & { readonly marks: Uint8Array };

/**
 * What the projector noted of the log that it filled the tables from: whose it was, the chain over its events, and how
 * far it has been checked since. Written in the transaction that announces a batch, before the tables are: whatever is
 * in a table, its event is in the chain, wherever the process was ended.
 */
export class ChainNotes {
  readonly #statements;

  constructor(private readonly database: DatabaseSync) {
    const prepare = (sql: string): StatementSync => {
      const statement = database.prepare(sql);
      statement.setReadBigInts(true);
      return statement;
    };
    this.#statements = {
      last: prepare('SELECT * FROM log_stretch ORDER BY end_position DESC LIMIT 1'),
      upTo: prepare('SELECT * FROM log_stretch WHERE end_position <= ? ORDER BY end_position DESC LIMIT 1'),
      after: prepare('SELECT * FROM log_stretch WHERE end_position > ? ORDER BY end_position LIMIT 1'),
      add: prepare('INSERT INTO log_stretch VALUES (?, ?, ?, ?, ?, ?)'),
      remove: prepare('DELETE FROM log_stretch WHERE end_position = ?'),
      note: prepare('SELECT value FROM log_note WHERE name = ?'),
      setNote: prepare('INSERT OR REPLACE INTO log_note VALUES (?, ?)'),
    };
  }

  /** Of the log that the tables were filled from; undefined before there was any. */
  get identity(): string | undefined {
    return this.#noted('identity');
  }

  set identity(identity: string) {
    this.#statements.setNote.run('identity', identity);
  }

  /** How far the chain reaches. */
  get end(): LogEnd {
    return endOf(this.#statements.last.get());
  }

  /** The last place from which a fold can begin at or before a position. */
  endUpTo(position: bigint): LogEnd {
    return endOf(this.#statements.upTo.get(position));
  }

  /** The stretch that the first event after a position is in; undefined beyond the end. */
  stretchAfter(position: bigint): LogStretch | undefined {
    return this.#stretchOf(this.#statements.after.get(position));
  }

  get lastStretch(): LogStretch | undefined {
    return this.#stretchOf(this.#statements.last.get());
  }

  /** Inside a transaction of the caller's. @throws {Error} it does not follow what was noted before: a defect */
  add({ after, end, marks }: LogStretch): void {
    const last = this.#statements.last.get() as Row | undefined;
    if (endOf(last).digest !== after.digest)
      throw new Error(`The chain ends before ${after.position}, and goes on after it`);
    const joined = last !== undefined && last.marks.length < EVENTS_A_STRETCH * MARK_BYTES;
    if (joined) this.#statements.remove.run(last.end_position);
    const all = joined ? Buffer.concat([last.marks, marks]) : marks;
    const from = joined ? last.after_position : after.position;
    this.#statements.add.run(end.position, from, end.digest, end.loggedAt, end.events, all);
  }

  /** How far the log has been compared with the chain in the background. */
  get checked(): bigint {
    return BigInt(this.#noted('checked') ?? 0);
  }

  set checked(position: bigint) {
    this.#statements.setNote.run('checked', String(position));
  }

  /** When all of the log had last been compared and nothing found, in milliseconds since 1970; undefined: never. */
  get wholeAt(): number | undefined {
    const noted = this.#noted('whole-at');
    return noted === undefined ? undefined : Number(noted);
  }

  set wholeAt(milliseconds: number) {
    this.#statements.setNote.run('whole-at', String(milliseconds));
  }

  /**
   * All of the log was compared by somebody else just now. Checking in the background goes on before the first place
   * at which something is wrong, so that it is known there at once.
   *
   * @param wrong positions at which it is not what it was, in any order; undefined where that cannot be said
   */
  comparedAll(wrong: readonly (bigint | undefined)[]): void {
    if (wrong.length === 0) this.wholeAt = Date.now();
    else {
      const first = wrong.reduce<bigint>((low, at) => (at === undefined || at > low ? low : at), this.end.position);
      this.checked = this.endUpTo(first - 1n).position;
    }
  }

  /** Inside a transaction of the caller's. */
  forgetAll(): void {
    this.database.exec('DELETE FROM log_stretch; DELETE FROM log_note');
  }

  #noted(name: string): string | undefined {
    return (this.#statements.note.get(name) as { value: string } | undefined)?.value;
  }

  #stretchOf(row: unknown): LogStretch | undefined {
    if (row === undefined) return undefined;
    const { after_position: after, marks } = row as Row;
    return { after: this.endUpTo(after), end: endOf(row), marks };
  }
}

function endOf(row: unknown): LogEnd {
  if (row === undefined) return NO_EVENTS;
  const { end_position: position, digest, logged_at: loggedAt, events } = row as Row;
  return { position, digest, loggedAt, events: Number(events) };
}
