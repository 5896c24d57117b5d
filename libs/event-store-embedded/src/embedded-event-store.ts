import {
  ClockWarning,
  EventStoreUnavailable,
  type AppendOptions,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type LogDamaged,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { resolve } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { requireAppendable } from './append-checks.js';
import { eventRow } from './event-rows.js';
import { checkLogFile } from './file-check.js';
import { HeadWatch } from './head-watch.js';
import { fileDamage } from './log-damage.js';
import { openForReading, PAGE_BYTES, prepareLogFile, requireWritable } from './log-file.js';
import { LogReader, TEXT_PER_READ, type Read } from './log-reader.js';
import { LogWriter, type WriterEars } from './log-writer.js';
import { lockLog, type ProcessLock } from './process-lock.js';
import { StreamEnds } from './stream-ends.js';

export interface EmbeddedEventStoreOptions {
  /** The log's file. Its directory is made if missing; `<path>-wal`, `<path>-shm` and `<path>.lock` stand beside it. */
  readonly path: string;
  /** ISO instant at which an event is said to have been logged; the system's clock unless given. */
  readonly now?: () => string;
  /** Read a log that another process may be writing. Takes no lock, and refuses to append. */
  readonly readOnly?: boolean;
  /** Refuse appends with `StorageFull` rather than let the log's file outgrow this. No limit unless given. */
  readonly maxBytes?: number;
  /** Told when the clock is behind the log's last event. A process warning unless given. */
  readonly onWarning?: (message: string) => void;
  /** Told, beside whoever asked, that part of the log's file cannot be read. May be told more than once. */
  readonly onUnreadable?: (damage: LogDamaged) => void;
}

/** How often a reader of another process's log looks whether it has grown. */
const POLL_MS = 50;

/**
 * Opens the log, making it if there is none.
 *
 * @throws {StoreLocked} another process writes it
 * @throws {UnusableLogFile} the file is something else, or of a later release
 * @throws {LogDamaged} the file cannot be read
 * @throws {EventStoreUnavailable} the directory cannot be written
 */
export async function openEmbeddedEventStore(options: EmbeddedEventStoreOptions): Promise<EmbeddedEventStore> {
  const path = resolve(options.path);
  const watch = new HeadWatch();
  const { onUnreadable = () => undefined } = options;
  if (options.readOnly) {
    return new EmbeddedEventStore(path, new LogReader(openForReading(path), path, onUnreadable), watch, undefined);
  }
  requireWritable(path);
  const lock = lockLog(path);
  let reader: LogReader | undefined;
  try {
    prepareLogFile(path);
    reader = new LogReader(openForReading(path), path, onUnreadable);
    const maxPages = options.maxBytes === undefined ? 0 : Math.max(1, Math.floor(options.maxBytes / PAGE_BYTES));
    const writer = await LogWriter.start({ path, maxPages }, earsOf(options, watch, onUnreadable));
    const now = options.now ?? (() => new Date().toISOString());
    return new EmbeddedEventStore(path, reader, watch, { writer, lock, ends: new StreamEnds(), now });
  } catch (error) {
    reader?.close();
    lock.release();
    throw fileDamage(error, path) ?? error;
  }
}

function earsOf(
  { onWarning = (message) => process.emitWarning(message) }: EmbeddedEventStoreOptions,
  watch: HeadWatch,
  onDamage: (damage: LogDamaged) => void,
): WriterEars {
  const clock = new ClockWarning(onWarning);
  return {
    onWritten: (position) => watch.announce(position),
    onClock: (loggedAt, behind) => clock.saw(new Date(loggedAt).toISOString(), behind),
    onDamage,
  };
}

interface WritingSide {
  readonly writer: LogWriter;
  readonly lock: ProcessLock;
  readonly ends: StreamEnds;
  readonly now: () => string;
}

export class EmbeddedEventStore implements EventStore {
  #closed: Promise<void> | undefined;
  #polling = false;

  constructor(
    private readonly path: string,
    private readonly reader: LogReader,
    private readonly watch: HeadWatch,
    private readonly writing: WritingSide | undefined,
  ) {}

  async append(streamId: string, events: readonly EventToAppend[], options: AppendOptions): Promise<AppendResult> {
    const { expectedRevision: expected, restsOn } = options;
    requireAppendable(streamId, events, expected);
    if (!this.writing) throw new EventStoreUnavailable('The event log was opened for reading only');
    const loggedAt = Date.parse(this.writing.now());
    if (Number.isNaN(loggedAt)) throw new RangeError('The clock of the event log gives no ISO instant');
    const rows = events.map(eventRow);
    const { writer, ends } = this.writing;
    return ends.during(streamId, writer.append({ streamId, expected, restsOn, loggedAt, events: rows }));
  }

  async *readStream(streamId: string, options: { readonly fromRevision?: bigint } = {}): AsyncIterable<StoredEvent> {
    for (let next = options.fromRevision ?? 0n; ;) {
      this.#requireOpen();
      if (this.writing?.ends.isEnd(streamId, next)) return;
      const { events, mayHaveMore } = this.reader.ofStream(streamId, next);
      const last = events.at(-1);
      if (last !== undefined) next = last.revision + 1n;
      // Before anything is given away: whoever takes it may append meanwhile.
      if (!mayHaveMore) this.writing?.ends.note(streamId, next);
      yield* events;
      if (!mayHaveMore) return;
    }
  }

  async readAll(options: { readonly after: bigint; readonly maxCount: number }): Promise<readonly StoredEvent[]> {
    const { maxCount } = options;
    if (!(maxCount >= 1)) throw new RangeError(`maxCount must be at least 1, not ${maxCount}`);
    const page: StoredEvent[] = [];
    for (let { after } = options, text = 0; ; await nextTurn()) {
      this.#requireOpen();
      const read = this.#nextOrDamage(after, maxCount, page);
      if (read === undefined) return page;
      page.push(...read.events);
      text += read.text;
      if (!read.mayHaveMore || page.length >= maxCount || text >= TEXT_PER_READ) return page;
      after = page.at(-1)!.position;
    }
  }

  /** Undefined where the log is damaged but the page has something: whoever asks for the next one is told. */
  #nextOrDamage(after: bigint, maxCount: number, page: readonly StoredEvent[]): Read | undefined {
    try {
      return this.reader.after(after, maxCount - page.length);
    } catch (error) {
      if (page.length === 0) throw error;
      return undefined;
    }
  }

  async head(): Promise<bigint> {
    this.#requireOpen();
    return this.reader.head();
  }

  async identity(): Promise<string | undefined> {
    this.#requireOpen();
    return this.reader.identity();
  }

  async waitForMore(
    after: bigint,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<boolean> {
    if (this.#closed) return false;
    if (this.reader.head() > after) return true;
    const wait = this.watch.wait(after, options.timeoutMs, options.signal);
    if (!this.writing) void this.#poll();
    return wait;
  }

  /** Reads all of the file: about five seconds a gigabyte. @throws {LogDamaged} */
  checkFile(): Promise<void> {
    this.#requireOpen();
    return checkLogFile(this.path);
  }

  /** Ends every wait, lets the appends already made finish, and frees the log for the next process. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.watch.close();
    // The writer has to be the last to go: only then does it fold the write-ahead file into the log and remove it.
    this.reader.close();
    try {
      await this.writing?.writer.close();
    } finally {
      this.writing?.lock.release();
    }
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      while (this.watch.isWatched) {
        await pause(POLL_MS);
        if (!this.#closed) this.watch.announce(this.reader.head());
      }
    } catch {
      // Whoever waits will read at the time-out, and meet the error where it can be handled.
    } finally {
      this.#polling = false;
    }
  }

  #requireOpen(): void {
    if (this.#closed) throw new EventStoreUnavailable('The event log was closed');
  }
}
