import type { StoredEvent } from '@praxis/event-sourcing';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import type { Reading } from './read.operation.js';
import { toStored } from './stored-event.format.js';
import { StreamMemory } from './stream.memory.js';

/** Streams page by page, each event sent once while there is room to remember it. */
export class StreamReading {
  readonly #reading: Pick<Reading, 'streamPage'>;
  readonly #pageSize: number;
  readonly #memory: StreamMemory;

  constructor(reading: Pick<Reading, 'streamPage'>, { pageSize, rememberedEvents }: EventStoreDbSettings) {
    this.#reading = reading;
    this.#pageSize = pageSize;
    this.#memory = new StreamMemory(rememberedEvents);
  }

  /** A stream from a revision on: what is known of it already from memory, once the server has shown that it still is. */
  async *read(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent> {
    const known = this.#memory.known(streamId);
    const last = known.at(-1);
    if (last === undefined || fromRevision > last.revision) {
      yield* this.#unknown(streamId, fromRevision);
      return;
    }
    // Beginning with the last one that is known, so that a log put back from a copy does not go unnoticed.
    const pages = this.#pages(streamId, last.revision);
    const first = (await pages.next()).value ?? [];
    if (first[0]?.id !== last.id) {
      this.#memory.forget(streamId);
      yield* this.#unknown(streamId, fromRevision);
      return;
    }
    yield* known.slice(Number(fromRevision));
    const further = first.slice(1);
    yield* further;
    for await (const page of pages) {
      further.push(...page);
      yield* page;
    }
    if (further.length > 0) this.#memory.keep(streamId, [...known, ...further]);
  }

  async *#unknown(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent> {
    const seen: StoredEvent[] = [];
    for await (const page of this.#pages(streamId, fromRevision)) {
      // No more of a long stream than shows that it is too long to be kept.
      if (fromRevision === 0n && seen.length <= this.#memory.mostOfAStream) seen.push(...page);
      yield* page;
    }
    this.#memory.keep(streamId, seen);
  }

  async *#pages(streamId: string, fromRevision: bigint): AsyncGenerator<StoredEvent[], undefined> {
    for (let next = fromRevision; ;) {
      const page = (await this.#reading.streamPage(streamId, next, this.#pageSize)).map(toStored);
      if (page.length > 0) yield page;
      if (page.length < this.#pageSize) return undefined;
      next = page.at(-1)!.revision + 1n;
    }
  }
}
