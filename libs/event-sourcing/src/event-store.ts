import type { EventToAppend, StoredEvent } from './event.js';
import { uuidFrom } from './event-codec.js';

/** The revision of a stream's last event, or that there is none. */
export type StreamRevision = bigint | 'no-stream';

/** The revision of the last event that the writer has seen, or that there is none, or that it does not matter. */
export type ExpectedRevision = StreamRevision | 'any';

/** Streams, by name, that something was decided on, each at the revision at which it was looked at. */
export type RestsOn = ReadonlyMap<string, StreamRevision>;

export interface AppendOptions {
  readonly expectedRevision: ExpectedRevision;
  /** What else has to be where the writer thinks it is; nothing unless given. */
  readonly restsOn?: RestsOn;
}

export interface AppendResult {
  /** Revision of the last event appended. */
  readonly revision: bigint;
  /** Position of the last event appended. */
  readonly position: bigint;
}

/**
 * An append-only log of streams. Every adapter passes tests/conformance/event-store.
 *
 * An append is atomic: all of its events or none, contiguous in their stream. When its promise resolves, the events
 * are durable.
 *
 * An append that rests on other streams is written only while each of them is where it was looked at. A store that one
 * process alone writes is exact in that. One that several write is so among the appends of each process: what another
 * process appends to such a stream in the same instant is not seen.
 */
export interface EventStore {
  /**
   * @throws {WrongExpectedRevision} a stream is not where the writer thinks it is: this one, or the one it names of
   *   those that the append rests on; nothing was written
   * @throws {EventStoreUnavailable} nothing was written; try again later
   * @throws {AppendOutcomeUnknown} it may or may not have been written: read back by command id before trying again
   * @throws {AppendTooLarge} nothing was written, and the same append is never taken: send it in parts, or less of it
   * @throws {StorageFull} nothing was written
   */
  append(streamId: string, events: readonly EventToAppend[], options: AppendOptions): Promise<AppendResult>;

  /** The stream's events in order, from a revision on (0n unless told). An unknown stream yields nothing. */
  readStream(streamId: string, options?: { readonly fromRevision?: bigint }): AsyncIterable<StoredEvent>;

  /** Up to `maxCount` events with a position greater than `after` (0n: from the beginning), in order. */
  readAll(options: { readonly after: bigint; readonly maxCount: number }): Promise<readonly StoredEvent[]>;

  /** Position of the last event; 0n when there is none. */
  head(): Promise<bigint>;

  /**
   * Tells this log from every other: a UUID, the same for the log and every copy of it, whoever asks. Undefined while
   * nothing is in a log that takes it from its first event.
   */
  identity(): Promise<string | undefined>;

  /**
   * For how many milliseconds the log may look shorter than it is: who answers is a node of a cluster that has not yet
   * got what another one gave out, as in an election. Absent where there is only one copy.
   */
  readonly mayLagMs?: number;

  /**
   * Resolves true as soon as there may be an event after `after`, false at the time-out or when aborted. Only a hint:
   * callers read again either way, so a lost wake-up costs a delay, never an event.
   */
  waitForMore(after: bigint, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<boolean>;

  close(): Promise<void>;
}

export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly streamId: string,
    readonly expected: ExpectedRevision,
    /** `no-stream` when the stream does not exist; undefined where the store does not say. */
    readonly actual: StreamRevision | undefined,
  ) {
    super(`${streamId} is at revision ${String(actual ?? 'unknown')}, not ${String(expected)}`);
  }
}

export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
  /** Whether it is worth waiting for: a server that restarts comes back by itself, a log that was closed does not. */
  readonly mayComeBack: boolean;

  constructor(
    message: string,
    { mayComeBack = false, ...options }: ErrorOptions & { readonly mayComeBack?: boolean } = {},
  ) {
    super(message, options);
    this.mayComeBack = mayComeBack;
  }
}

/** One append holds more than the store takes at once. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(
    readonly streamId: string,
    readonly bytes: number,
    /** The most that the store takes in one append; undefined where it does not say. */
    readonly limitBytes: number | undefined,
  ) {
    const limit =
      limitBytes === undefined ? 'more than the event store takes' : `and the event store takes ${limitBytes}`;
    super(`What is to be appended to ${streamId} has ${bytes} bytes, ${limit} at once`);
  }
}

export class AppendOutcomeUnknown extends Error {
  override readonly name = 'AppendOutcomeUnknown';
}

export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

export interface DamagedPlace {
  readonly position?: bigint;
  readonly streamId?: string;
}

/**
 * What the log holds is not what was appended, or part of it cannot be read any more. Nothing is mended by trying again
 * or by rebuilding tables: the remedy is a copy of the log from before.
 */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
  constructor(
    message: string,
    /** The event, as far as known. Undefined: it is what the log is kept in that cannot be read, as a page of a file. */
    readonly place?: DamagedPlace,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How a log stands to the tables: `same` it is the one they were filled from, as far as they go. */
export type LogStanding =
  | { readonly kind: 'same' }
  | {
      /** Another log, the same one emptied, put back from an older copy, or put back and written to since. */
      readonly kind: 'another' | 'emptied' | 'behind' | 'diverged';
      readonly message: string;
    };

/** The tables were filled from another log than this, or from more of it. Nothing is written to either. */
export class LogMismatch extends Error {
  override readonly name = 'LogMismatch';
  static readonly remedy =
    'Put back the log that the tables were filled from. If this log is the right one, fill them from it: praxis project --rebuild all.';
  constructor(readonly standing: Exclude<LogStanding, { kind: 'same' }>) {
    super(standing.message);
  }
}

/** Another process holds the data directory. */
export class StoreLocked extends Error {
  override readonly name = 'StoreLocked';
}

/** The identity of a log that was not given one when it was made. */
export function identityFrom(first: Pick<StoredEvent, 'id' | 'loggedAt'>): string {
  return uuidFrom(`log\n${first.id}\n${first.loggedAt}`);
}
