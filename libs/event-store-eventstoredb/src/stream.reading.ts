import type { AppendResult, EventToAppend, StoredEvent } from '@praxis/event-sourcing';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import { LogFollowing } from './log.following.js';
import type { Reading } from './read.operation.js';
import { toStored } from './stored-event.format.js';
import { nextAfter, StreamMemory } from './stream.memory.js';

/** Streams page by page, each event sent once while there is room to remember it, and only where there is something new. */
export class StreamReading {
  readonly #reading: Pick<Reading, 'streamPage'>;
  readonly #pageSize: number;
  readonly #memory: StreamMemory;
  readonly #log: LogFollowing;

  constructor(
    reading: Pick<Reading, 'streamPage' | 'allPage'>,
    settings: Pick<EventStoreDbSettings, 'pageSize' | 'rememberedEvents'>,
  ) {
    this.#reading = reading;
    this.#pageSize = settings.pageSize;
    this.#memory = new StreamMemory(settings.rememberedEvents);
    this.#log = new LogFollowing(reading, settings, (streamId, events) => this.#remember(streamId, events));
  }

  /** Follows the log from here on, if it is not followed yet. */
  appending(events: readonly EventToAppend[], append: Promise<AppendResult>): Promise<AppendResult> {
    return this.#log.appending(events, append);
  }

  /** Revision of the last event of a stream that is remembered, whoever wrote it. */
  lastSeen(streamId: string): bigint | undefined {
    return this.#memory.known(streamId).at(-1)?.revision;
  }

  /** The first events of the log after a position, as far as they need not be asked for; see {@link LogFollowing.recent}. */
  recent(after: bigint, maxCount: number): Promise<readonly StoredEvent[]> {
    return this.#log.recent(after, maxCount);
  }

  /** A stream from a revision on: what is known of it already from memory, once the server has shown that it still is. */
  async *read(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent> {
    if (await this.#knowsAll(streamId, fromRevision)) yield* from(this.#memory.known(streamId), fromRevision);
    else yield* this.#ask(streamId, fromRevision);
  }

  /** Whether nothing is there that is not remembered, as of now. */
  async #knowsAll(streamId: string, fromRevision: bigint): Promise<boolean> {
    const knowsAll = (): boolean => {
      const next = nextAfter(this.#memory.known(streamId));
      return this.#log.endsBy(streamId, next > fromRevision ? next : fromRevision);
    };
    // Where more is known to have been written, asking for it tells what is new as well.
    if (!knowsAll()) return false;
    await this.#log.catchUp();
    return knowsAll();
  }

  async *#ask(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent> {
    const known = this.#memory.known(streamId);
    const last = known.at(-1);
    if (last === undefined || fromRevision > last.revision) {
      yield* this.#unknown(streamId, fromRevision);
      return;
    }
    const readToTheEnd = this.#log.reading(streamId);
    // Beginning with the last one that is known, so that a log put back from a copy does not go unnoticed.
    const pages = this.#pages(streamId, last.revision);
    const first = (await pages.next()).value ?? [];
    if (first[0]?.id !== last.id) {
      this.#memory.forget(streamId);
      yield* this.#unknown(streamId, fromRevision);
      return;
    }
    yield* from(known, fromRevision);
    const further = first.slice(1);
    yield* further;
    for await (const page of pages) {
      further.push(...page);
      yield* page;
    }
    if (further.length > 0) this.#memory.keep(streamId, [...known, ...further]);
    const end = further.at(-1) ?? last;
    readToTheEnd(end.revision + 1n, end.position);
  }

  async *#unknown(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent> {
    const readToTheEnd = this.#log.reading(streamId);
    const seen: StoredEvent[] = [];
    let last: StoredEvent | undefined;
    for await (const page of this.#pages(streamId, fromRevision)) {
      // No more of a long stream than shows that it is too long to be kept.
      if (fromRevision === 0n && seen.length <= this.#memory.mostOfAStream) seen.push(...page);
      last = page.at(-1);
      yield* page;
    }
    this.#memory.keep(streamId, seen);
    readToTheEnd(last === undefined ? fromRevision : last.revision + 1n, last?.position);
  }

  async *#pages(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent[], undefined> {
    for (let next = fromRevision; ;) {
      const page = (await this.#reading.streamPage(streamId, next, this.#pageSize)).map(toStored);
      if (page.length > 0) yield page;
      if (page.length < this.#pageSize) return undefined;
      next = page.at(-1)!.revision + 1n;
    }
  }

  /** What is not in our form is left for whoever reads the stream, who is told. */
  #remember(streamId: string, events: readonly (StoredEvent | undefined)[]): void {
    if (events.every((event) => event !== undefined)) this.#memory.goOn(streamId, events);
  }
}

/** Not by place: of a stream that was cut short, the first event there is has another revision than 0n. */
function from(known: readonly StoredEvent[], revision: bigint): readonly StoredEvent[] {
  return known.filter((event) => event.revision >= revision);
}
