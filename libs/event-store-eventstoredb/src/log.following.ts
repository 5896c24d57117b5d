import type { ResolvedEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  EventStoreUnavailable,
  SharedLook,
  type AppendResult,
  type EventToAppend,
  type StoredEvent,
} from '@praxis/event-sourcing';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import type { Reading } from './read.operation.js';
import { isOurs, isSystemEvent, toStored } from './stored-event.format.js';

/** Streams whose ends are kept at most; all are forgotten when there are more, and found out again by reading. */
const MOST_KEPT = 20_000;
/** Events at the end of the log that are kept: what several readers come to one after another is asked for once. */
const MOST_RECENT = 10_000;

interface Placed {
  readonly resolved: ResolvedEvent;
  readonly position: bigint;
  /** Undefined where it is not in our form. */
  readonly stored: StoredEvent | undefined;
}

/**
 * Where streams end, kept right by reading on in the log from the last event seen there: one such look answers for all
 * streams whether anything is new in them, whoever wrote it, where each would have to be asked about by itself. It begins
 * with this process's first append, and again with the next one when others have written more than is worth reading.
 *
 * All that is known is of before the last event seen, and every look shows first that this one still is where it was: in
 * another log, or one put back from a copy, it is not, and everything is forgotten.
 */
export class LogFollowing {
  readonly #reading: Pick<Reading, 'allPage'>;
  readonly #pageSize: number;
  readonly #onNews: (streamId: string, events: readonly (StoredEvent | undefined)[]) => void;
  readonly #look = new SharedLook(() => this.#readOn(), nextTurn);
  /** The last event seen in the log; undefined while it is not followed. */
  #last: { readonly position: bigint; readonly id: string } | undefined;
  /** By stream, a revision from which on it held nothing at the last event seen. Another map when that was forgotten. */
  #ends = new Map<string, bigint>();
  /** Events sent that were not come across yet. */
  #awaited = 0;
  /** All of ours after a position, as of the last event seen; some of before may be there too. */
  #recent: { after: bigint; readonly events: StoredEvent[] } = { after: 0n, events: [] };

  /** @param onNews told what a look brought of a stream, in order; undefined for what is not in our form */
  constructor(
    reading: Pick<Reading, 'allPage'>,
    { pageSize }: Pick<EventStoreDbSettings, 'pageSize'>,
    onNews: (streamId: string, events: readonly (StoredEvent | undefined)[]) => void,
    private readonly mostKept = MOST_KEPT,
    private readonly mostRecent = MOST_RECENT,
  ) {
    this.#reading = reading;
    this.#pageSize = pageSize;
    this.#onNews = onNews;
  }

  /** Whether a stream is known to end there or before, as of the last look. */
  endsBy(streamId: string, revision: bigint): boolean {
    const end = this.#ends.get(streamId);
    return end !== undefined && end <= revision;
  }

  /**
   * Takes note of everything that was written before it was asked for.
   *
   * @throws {EventStoreUnavailable}
   */
  catchUp(): Promise<void> {
    return this.#look.now();
  }

  /**
   * What is to be told, once a stream has been read to its end, of a reading that begins now: from which revision on
   * nothing was there, and where the last event stands, if there is one.
   */
  reading(streamId: string): (end: bigint, lastPosition: bigint | undefined) => void {
    const ends = this.#ends;
    return (end, lastPosition = 0n) => {
      // What stands further on in the log is noted when it is come across there.
      if (this.#last !== undefined && lastPosition <= this.#last.position) noteEnd(ends, streamId, end);
    };
  }

  /**
   * The first of ours after a position, as of now; none where there are none, or where they have to be asked for.
   *
   * @throws {EventStoreUnavailable}
   */
  async recent(after: bigint, maxCount: number): Promise<readonly StoredEvent[]> {
    if (!this.#holdsAllAfter(after)) return [];
    await this.catchUp();
    if (!this.#holdsAllAfter(after)) return [];
    const { events } = this.#recent;
    const first = events.findLastIndex(({ position }) => position <= after) + 1;
    return events.slice(first, first + maxCount);
  }

  #holdsAllAfter(position: bigint): boolean {
    return this.#last !== undefined && position >= this.#recent.after;
  }

  async appending(events: readonly EventToAppend[], append: Promise<AppendResult>): Promise<AppendResult> {
    this.#awaited += events.length;
    const appended = await append;
    if (this.#last === undefined) {
      this.#forget();
      this.#last = { position: appended.position, id: events.at(-1)!.id };
      this.#recent = { after: appended.position, events: [] };
    }
    return appended;
  }

  async #readOn(): Promise<void> {
    try {
      await this.#readToTheEnd();
    } catch (error) {
      if (error instanceof EventStoreUnavailable) throw error;
      // The log cannot be read from there. What is wrong with it is for whoever reads it to say.
      this.#forget();
    }
  }

  async #readToTheEnd(): Promise<void> {
    const most = this.#awaited + this.#pageSize;
    for (let seen = 0; this.#last !== undefined && seen < most;) {
      // A page begins with the event at the position itself, so ask for one more.
      const page = await this.#reading.allPage(this.#last.position, this.#pageSize + 1);
      const [first, ...further] = page;
      if (first?.position !== this.#last.position || first.resolved.event?.id !== this.#last.id) break;
      this.#note(further.map((placed) => ({ ...placed, stored: storedOf(placed.resolved) })));
      const last = page.at(-1)!;
      this.#last = { position: last.position, id: last.resolved.event?.id ?? '' };
      this.#awaited = Math.max(0, this.#awaited - further.length);
      seen += further.length;
      if (further.length < this.#pageSize) return;
    }
    this.#forget();
  }

  #note(page: readonly Placed[]): void {
    const ofStreams = Map.groupBy(page, ({ resolved }) => resolved.event?.streamId ?? '');
    if (this.#ends.size + ofStreams.size > this.mostKept) this.#ends = new Map();
    for (const [streamId, events] of ofStreams) {
      noteEnd(this.#ends, streamId, BigInt(events.at(-1)?.resolved.event?.revision ?? -1n) + 1n);
      this.#onNews(
        streamId,
        events.map(({ stored }) => stored),
      );
    }
    this.#keepRecent(page);
  }

  /** Of other programs' events whoever reads the log is told, so they are left for it to come across. */
  #keepRecent(page: readonly Placed[]): void {
    const foreign = page.findLast(({ resolved, stored }) => stored === undefined && !isSystemEvent(resolved));
    if (foreign) this.#recent = { after: foreign.position, events: [] };
    const { events } = this.#recent;
    for (const { stored } of page) if (stored) events.push(stored);
    const left = events.splice(0, events.length - this.mostRecent).at(-1);
    if (left) this.#recent.after = left.position;
  }

  #forget(): void {
    this.#last = undefined;
    this.#ends = new Map();
    this.#awaited = 0;
    this.#recent = { after: 0n, events: [] };
  }
}

function storedOf(resolved: ResolvedEvent): StoredEvent | undefined {
  return isOurs(resolved) ? toStored(resolved) : undefined;
}

function noteEnd(ends: Map<string, bigint>, streamId: string, end: bigint): void {
  if (end > (ends.get(streamId) ?? -1n)) ends.set(streamId, end);
}
