import type { StoredEvent } from '@praxis/event-sourcing';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { dataFrom, metadataFrom } from './event-rows.js';
import { identityOf } from './log-file.js';

/** Rows read between two turns of the event loop: about four milliseconds. */
const ROWS_PER_TURN = 1_000;
/** JSON text, in characters, after which a read stops short, so that large events cannot fill the memory. */
export const TEXT_PER_READ = 16 * 1024 * 1024;
const MAX_INTEGER = 2n ** 63n - 1n;

const COLUMNS = `position, stream.name, revision, logged_at, id, type_no, version, effective_at, data, metadata`;

type Row = [
  position: number,
  streamId: string,
  revision: number,
  loggedAt: number,
  id: string,
  type: number,
  version: number,
  effectiveAt: string,
  data: string,
  metadata: string,
];

export interface Read {
  readonly events: readonly StoredEvent[];
  /** Characters of JSON text read. */
  readonly text: number;
  /** False when there was nothing left at the time of reading. */
  readonly mayHaveMore: boolean;
}

const NOTHING: Read = { events: [], text: 0, mayHaveMore: false };

/**
 * Reads on a connection of its own. Every read is over before control is given back, so no reader ever holds the
 * write-ahead file open or sees half an append.
 */
export class LogReader {
  readonly #all: StatementSync;
  readonly #stream: StatementSync;
  readonly #head: StatementSync;
  readonly #types: StatementSync;
  #typeNames = new Map<number, string>();
  #lastLogged = { at: 0, text: new Date(0).toISOString() };

  constructor(private readonly database: DatabaseSync) {
    const prepare = (sql: string) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#all = prepare(
      `SELECT ${COLUMNS} FROM event CROSS JOIN stream USING (stream_no)
       WHERE position > ? ORDER BY position LIMIT ?`,
    );
    this.#stream = prepare(
      `SELECT ${COLUMNS} FROM stream CROSS JOIN event USING (stream_no)
       WHERE stream.name = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    );
    this.#head = prepare('SELECT coalesce(max(position), 0) FROM event');
    this.#types = prepare('SELECT type_no, name FROM event_type');
  }

  head(): bigint {
    const [position] = this.#head.get() as unknown as [number];
    return BigInt(position);
  }

  identity(): string | undefined {
    return identityOf(this.database);
  }

  /** The next events after a position: at most `maxCount`, and no more than one turn of the event loop should take. */
  after(position: bigint, maxCount: number): Read {
    if (position > MAX_INTEGER) return NOTHING;
    const limit = Math.min(maxCount, ROWS_PER_TURN);
    return this.#read(this.#all.iterate(position, limit), limit);
  }

  ofStream(streamId: string, fromRevision: bigint): Read {
    if (fromRevision > MAX_INTEGER) return NOTHING;
    return this.#read(this.#stream.iterate(streamId, fromRevision, ROWS_PER_TURN), ROWS_PER_TURN);
  }

  close(): void {
    this.database.close();
  }

  #read(rows: Iterable<unknown>, limit: number): Read {
    const events: StoredEvent[] = [];
    let text = 0;
    for (const row of rows as Iterable<Row>) {
      events.push(this.#event(row));
      text += row[8].length + row[9].length;
      if (text >= TEXT_PER_READ) return { events, text, mayHaveMore: true };
    }
    return { events, text, mayHaveMore: events.length === limit };
  }

  #event(row: Row): StoredEvent {
    return {
      id: row[4],
      type: this.#typeNames.get(row[5]) ?? this.#typeName(row[5]),
      version: row[6],
      effectiveAt: row[7],
      data: dataFrom(row[8]),
      metadata: metadataFrom(row[9]),
      streamId: row[1],
      revision: BigInt(row[2]),
      position: BigInt(row[0]),
      loggedAt: this.#instant(row[3]),
    };
  }

  #typeName(number: number): string {
    this.#typeNames = new Map(this.#types.all() as unknown as [number, string][]);
    return this.#typeNames.get(number)!;
  }

  /** Neighbours were mostly logged in the same millisecond, and writing out a date is dear. */
  #instant(at: number): string {
    if (this.#lastLogged.at !== at) this.#lastLogged = { at, text: new Date(at).toISOString() };
    return this.#lastLogged.text;
  }
}
