import type { Aggregate } from './aggregate.js';
import { streamIdOf } from './event.js';
import type { EventCodec } from './event-codec.js';
import { EventStoreUnavailable, type EventStore } from './event-store.js';

/** The folded state of one stream, brought up to date by reading only what is new since the last look. */
export class AggregateView<State> {
  #state: State;
  #nextRevision = 0n;
  #wasRead = false;
  #reading: Promise<State> | undefined;
  #nextReading: Promise<State> | undefined;

  constructor(
    private readonly aggregate: Aggregate<State>,
    private readonly id: string,
    private readonly store: EventStore,
    private readonly codec: EventCodec,
  ) {
    this.#state = aggregate.initialState;
  }

  /**
   * With everything that was written before it was asked for. A read that is under way may have passed the place where
   * something was written since, so whoever asks meanwhile gets the next one, which they share.
   */
  current(): Promise<State> {
    if (this.#nextReading) return this.#nextReading;
    if (!this.#reading) return this.#begin();
    const begin = () => {
      this.#nextReading = undefined;
      return this.#begin();
    };
    this.#nextReading = this.#reading.then(begin, begin);
    return this.#nextReading;
  }

  /**
   * As {@link current}; while the log cannot be reached, what was last read of it.
   *
   * @throws {EventStoreUnavailable} nothing ever was
   */
  async lastKnown(): Promise<State> {
    try {
      return await this.current();
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable) || !this.#wasRead) throw error;
      return this.#state;
    }
  }

  #begin(): Promise<State> {
    this.#reading = this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #read(): Promise<State> {
    const streamId = streamIdOf(this.aggregate.name, this.id);
    for await (const stored of this.store.readStream(streamId, { fromRevision: this.#nextRevision })) {
      this.#state = this.aggregate.evolve(this.#state, this.codec.decode(stored).event);
      this.#nextRevision = stored.revision + 1n;
    }
    this.#wasRead = true;
    return this.#state;
  }
}
