import { BACKWARDS, END, FORWARDS, START, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import { EventStoreUnavailable, type StoredEvent } from '@praxis/event-sourcing';
import { NoAnswer } from './deadline.js';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import { classifyReadFailure, condemnsClient, isStreamNotFound } from './failure.classification.js';
import type { ClientSession, SharedConnection } from './shared.connection.js';
import { isOurs, isSystemEvent, positionOf, toStored } from './stored-event.format.js';

/** Pages of `$all` are never smaller than this, so that a run of other programs' events is crossed in few requests. */
const SMALLEST_PAGE = 32;
const REMEMBERED_STRETCHES = 64;
/** Of one read, those included that were cut short because others gave up the client. */
const MOST_ATTEMPTS = 5;

/** Everything that reads. A read that failed for want of a connection is tried once more with a new one. */
export class Reading {
  readonly #connection: SharedConnection;
  readonly #settings: EventStoreDbSettings;
  /** From a position on, how far the log is known to hold nothing of ours: spares reading that stretch again. */
  readonly #quiet = new Map<bigint, bigint>();
  readonly #foreignStreams = new Set<string>();
  #highest = 0n;

  constructor(connection: SharedConnection, settings: EventStoreDbSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  /** The highest position of ours that this store has come across. */
  get highest(): bigint {
    return this.#highest;
  }

  noteHighest(position: bigint): void {
    if (position > this.#highest) this.#highest = position;
  }

  /** Where to start listening for what comes after a position. */
  beyondQuiet(after: bigint): bigint {
    return this.#quiet.get(after) ?? after;
  }

  /** One page of a stream; shorter than asked only at its end. An unknown stream is empty. */
  async streamPage(streamId: string, fromRevision: bigint, maxCount: number): Promise<ResolvedEvent[]> {
    const { requiresLeader } = this.#settings;
    try {
      return await this.#page(`Reading ${streamId}`, ({ client }) =>
        client.readStream(streamId, { fromRevision, maxCount, direction: FORWARDS, requiresLeader }),
      );
    } catch (error) {
      if (isStreamNotFound(error)) return [];
      throw classifyReadFailure(error);
    }
  }

  /** The last events of a stream, newest first. */
  async streamTail(streamId: string, maxCount: number): Promise<ResolvedEvent[]> {
    const { requiresLeader } = this.#settings;
    try {
      return await this.#page(`Reading ${streamId}`, ({ client }) =>
        client.readStream(streamId, { fromRevision: END, maxCount, direction: BACKWARDS, requiresLeader }),
      );
    } catch (error) {
      if (isStreamNotFound(error)) return [];
      throw classifyReadFailure(error);
    }
  }

  async all(after: bigint, maxCount: number): Promise<StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let from = this.beyondQuiet(after); ;) {
      // A page begins with the event at `from` itself, so ask for one more.
      const wanted = Math.min(this.#settings.pageSize, Math.max(SMALLEST_PAGE, maxCount - found.length)) + 1;
      const page = await this.allPage(from, wanted);
      const advanced = page.at(-1)?.position !== undefined && page.at(-1)!.position > from;
      for (const { resolved, position } of page) {
        if (position <= from || found.length === maxCount) continue;
        from = position;
        if (this.#takes(resolved)) found.push(toStored(resolved));
      }
      if (found.length > 0) this.noteHighest(found.at(-1)!.position);
      if (found.length === maxCount || (found.length > 0 && page.length < wanted)) return found;
      if (!advanced) {
        if (found.length === 0) this.#nothingAfter(after, from);
        return found;
      }
    }
  }

  /** Reads the log backwards until it comes upon an event of ours. */
  async head(): Promise<bigint> {
    const { requiresLeader } = this.#settings;
    const known = this.#highest;
    let count = 1;
    for (let from: bigint | undefined; ;) {
      const fromPosition = from === undefined ? END : { commit: from, prepare: from };
      const page = await this.#classified('Reading the end of the log', ({ client }) =>
        client.readAll({ fromPosition, maxCount: count, direction: BACKWARDS, requiresLeader }),
      );
      for (const resolved of page) {
        const position = positionOf(resolved);
        if (isOurs(resolved)) {
          this.noteHighest(position);
          return position;
        }
        if (position <= known) return known;
        if (from !== undefined && position >= from) throw new Error('EventStoreDB read its log backwards out of order');
        from = position;
      }
      if (page.length === 0) return 0n;
      count = Math.min(this.#settings.pageSize, count * 8);
    }
  }

  /** Whatever the log holds from a position on, that of ours, of the system and of other programs; 0n: the beginning. */
  async allPage(from: bigint, maxCount: number): Promise<{ resolved: ResolvedEvent; position: bigint }[]> {
    const { requiresLeader } = this.#settings;
    const fromPosition = from === 0n ? START : { commit: from, prepare: from };
    const page = await this.#classified('Reading the log', ({ client }) =>
      client.readAll({ fromPosition, maxCount, direction: FORWARDS, requiresLeader }),
    );
    const placed = page.map((resolved) => ({ resolved, position: positionOf(resolved) }));
    let previous = from - 1n;
    for (const { position } of placed) {
      if (position <= previous) {
        throw new Error(`EventStoreDB gave position ${position} after ${previous}: the log's order cannot be trusted`);
      }
      previous = position;
    }
    return placed;
  }

  #takes(resolved: ResolvedEvent): boolean {
    if (isOurs(resolved)) return true;
    const streamId = resolved.event?.streamId;
    if (!isSystemEvent(resolved) && streamId !== undefined && !this.#foreignStreams.has(streamId)) {
      if (this.#foreignStreams.size < 1_000) this.#foreignStreams.add(streamId);
      this.#settings.onForeignEvent(`The event log also holds events of another program, in ${streamId}: left out`);
    }
    return false;
  }

  #nothingAfter(after: bigint, to: bigint): void {
    // Also where more had been seen: a replica that lags must not keep its reader spinning.
    if (this.#highest > after) this.#highest = after;
    if (to === after) return;
    if (this.#quiet.size >= REMEMBERED_STRETCHES) this.#quiet.clear();
    this.#quiet.set(after, to);
  }

  async #classified(
    what: string,
    open: (session: ClientSession) => StreamingRead<ResolvedEvent>,
  ): Promise<ResolvedEvent[]> {
    try {
      return await this.#page(what, open);
    } catch (error) {
      throw classifyReadFailure(error);
    }
  }

  async #page(what: string, open: (session: ClientSession) => StreamingRead<ResolvedEvent>): Promise<ResolvedEvent[]> {
    let failures = 0;
    for (let attempt = 1; ; attempt += 1) {
      const session = await this.#connection.session();
      try {
        return await collect(open(session), session.retired, this.#settings.readTimeoutMs, what);
      } catch (error) {
        // An answer, not a failure: asking again would only get it again, and spend the one retry there is.
        if (isStreamNotFound(error)) throw error;
        if (condemnsClient(error)) this.#connection.discard(session);
        // A read that somebody else's failure took the client from has not failed itself.
        if (!(error instanceof ClientReplaced)) failures += 1;
        const worthwhile = classifyReadFailure(error) instanceof EventStoreUnavailable;
        if (failures === 2 || attempt === MOST_ATTEMPTS || !worthwhile) throw error;
      }
    }
  }
}

/** The client was given up by others while this read was under way with it. */
class ClientReplaced extends NoAnswer {}

/** The events of a read until it ends, fails, falls silent, or its client is retired. */
function collect(
  stream: StreamingRead<ResolvedEvent>,
  retired: AbortSignal,
  silenceMs: number,
  what: string,
): Promise<ResolvedEvent[]> {
  return new Promise((resolve, reject) => {
    const events: ResolvedEvent[] = [];
    let settled = false;
    const settle = (error?: unknown): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      retired.removeEventListener('abort', onRetired);
      if (error === undefined) {
        resolve(events);
        return;
      }
      reject(error as Error);
      // Fails when the stream was never opened; the error of that has been, or will be, reported by the stream.
      stream.cancel().catch(() => undefined);
    };
    const onRetired = (): void => settle(new ClientReplaced(`${what}: the client was replaced`));
    const timer = setTimeout(() => settle(new NoAnswer(`${what}: silent for ${silenceMs} ms`)), silenceMs);
    retired.addEventListener('abort', onRetired);
    // Stays for good: an error that nobody listens for ends the process, and one may follow the cancelling.
    stream.on('error', (error) => settle(error));
    stream.on('data', (event) => {
      if (settled) return;
      events.push(event);
      timer.refresh();
    });
    stream.on('end', () => settle());
    if (retired.aborted) onRetired();
  });
}
