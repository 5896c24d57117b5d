import { LogDamaged, type DamagedPlace, type StoredEvent } from '@praxis/event-sourcing';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { dataFrom, metadataFrom } from './event-rows.js';
import { fileDamage, unreadable } from './log-damage.js';
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
 * write-ahead file open or sees half an append. Whatever was not written by an append is {@link LogDamaged}: rows that
 * are no events, and places that are left out.
 */
export class LogReader {
  readonly #all: StatementSync;
  readonly #stream: StatementSync;
  readonly #head: StatementSync;
  readonly #types: StatementSync;
  #typeNames = new Map<number, string>();
  #lastLogged = { at: 0, text: new Date(0).toISOString() };

  constructor(
    private readonly database: DatabaseSync,
    private readonly path: string,
    private readonly onUnreadable: (damage: LogDamaged) => void,
  ) {
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
    return this.#whole(() => BigInt((this.#head.get() as unknown as [number])[0]));
  }

  identity(): string | undefined {
    return this.#whole(() => identityOf(this.database));
  }

  /** The next events after a position: at most `maxCount`, and no more than one turn of the event loop should take. */
  after(position: bigint, maxCount: number): Read {
    if (position > MAX_INTEGER) return NOTHING;
    // Whoever reads the log from its beginning is to see what is on the disk, not what was once read from it.
    if (position === 0n) this.database.exec('PRAGMA shrink_memory');
    const limit = Math.min(maxCount, ROWS_PER_TURN);
    return this.#read(this.#all.iterate(position, limit), limit, (row, previous) => {
      const next = previous ? previous[0] + 1 : Number(position) + 1;
      return row?.[0] === next ? undefined : { position: BigInt(next) };
    });
  }

  ofStream(streamId: string, fromRevision: bigint): Read {
    if (fromRevision > MAX_INTEGER) return NOTHING;
    const first = Number(fromRevision);
    const rows = this.#stream.iterate(streamId, fromRevision, ROWS_PER_TURN);
    return this.#read(rows, ROWS_PER_TURN, (row, previous) => {
      const next = previous ? previous[2] + 1 : first;
      return row?.[2] === next ? undefined : { streamId };
    });
  }

  close(): void {
    this.database.close();
  }

  /** `gap` says where something is missing between a row (undefined: one that cannot be read) and the one before. */
  #read(rows: Iterable<unknown>, limit: number, gap: (row?: Row, previous?: Row) => DamagedPlace | undefined): Read {
    const events: StoredEvent[] = [];
    let text = 0;
    let previous: Row | undefined;
    let current: Row | undefined;
    try {
      for (current of rows as Iterable<Row>) {
        const missing = gap(current, previous);
        if (missing !== undefined) throw this.#damaged(missing, 'an event is missing');
        events.push(this.#event(current));
        text += current[8].length + current[9].length;
        if (text >= TEXT_PER_READ) return { events, text, mayHaveMore: true };
        previous = current;
        current = undefined;
      }
    } catch (error) {
      // What is whole is given first; the next read begins at the damage.
      if (events.length > 0) return { events, text, mayHaveMore: true };
      if (error instanceof LogDamaged) throw error;
      // The error itself may quote what is stored, and that may be about a person.
      const place = current ? { position: BigInt(current[0]), streamId: current[1] } : gap(undefined, previous);
      throw this.#unreadable(error) ?? this.#damaged(place ?? {}, 'what is stored is not an event');
    }
    return { events, text, mayHaveMore: events.length === limit };
  }

  #whole<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      // Noise on a page can pass for a number, if hardly for one that a log counts up to.
      const isNoise = error instanceof RangeError;
      const damage = isNoise ? unreadable(this.path, 'a number in it is beyond any log', { cause: error }) : undefined;
      throw this.#announced(damage) ?? this.#unreadable(error) ?? error;
    }
  }

  #unreadable(error: unknown): LogDamaged | undefined {
    return this.#announced(fileDamage(error, this.path));
  }

  #announced(damage: LogDamaged | undefined): LogDamaged | undefined {
    if (damage !== undefined) this.onUnreadable(damage);
    return damage;
  }

  #damaged({ position, streamId }: DamagedPlace, what: string): LogDamaged {
    const at = position === undefined ? '' : ` at position ${position}`;
    const stream = streamId === undefined ? '' : ` in ${streamId}`;
    return new LogDamaged(`The event log ${this.path} is damaged${at}${stream}: ${what}`, {
      ...(position === undefined ? {} : { position }),
      ...(streamId === undefined ? {} : { streamId }),
    });
  }

  /** @throws whatever a row that is no event leads to */
  #event(row: Row): StoredEvent {
    const [position, streamId, revision, loggedAt, id, typeNumber, version, effectiveAt, data, metadata] = row;
    const type = this.#typeNames.get(typeNumber) ?? this.#typeName(typeNumber);
    return {
      id,
      type,
      version,
      effectiveAt,
      data: dataFrom(data),
      metadata: metadataFrom(metadata),
      streamId,
      revision: BigInt(revision),
      position: BigInt(position),
      loggedAt: this.#instant(loggedAt),
    };
  }

  #typeName(number: number): string {
    this.#typeNames = new Map(this.#types.all() as unknown as [number, string][]);
    const name = this.#typeNames.get(number);
    if (name === undefined) throw new Error(`There is no type ${number}`);
    return name;
  }

  /** Neighbours were mostly logged in the same millisecond, and writing out a date is dear. */
  #instant(at: number): string {
    if (this.#lastLogged.at !== at) this.#lastLogged = { at, text: new Date(at).toISOString() };
    return this.#lastLogged.text;
  }
}
