import type { Aggregate } from './aggregate.js';
import { streamIdOf } from './event.js';
import type { EventCodec } from './event-codec.js';
import { EventStoreUnavailable, type EventStore, type StreamRevision } from './event-store.js';
import { SharedLook } from './shared-look.js';

/** A state, and the revision of the stream that it is the state of. */
export interface Look<State> {
  readonly state: State;
  readonly revision: StreamRevision;
}

/** The folded state of one stream, brought up to date by reading only what is new since the last look. */
export class AggregateView<State> {
  #state: State;
  #nextRevision = 0n;
  #wasRead = false;
  readonly #look = new SharedLook(() => this.#read());

  constructor(
    private readonly aggregate: Aggregate<State>,
    private readonly id: string,
    private readonly store: EventStore,
    private readonly codec: EventCodec,
  ) {
    this.#state = aggregate.initialState;
  }

  /** With everything that was written before it was asked for. */
  async current(): Promise<State> {
    return (await this.look()).state;
  }

  /** As {@link current}, and where that is in the stream. */
  look(): Promise<Look<State>> {
    return this.#look.now();
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

  async #read(): Promise<Look<State>> {
    const streamId = streamIdOf(this.aggregate.name, this.id);
    for await (const stored of this.store.readStream(streamId, { fromRevision: this.#nextRevision })) {
      this.#state = this.aggregate.evolve(this.#state, this.codec.decode(stored).event);
      this.#nextRevision = stored.revision + 1n;
    }
    this.#wasRead = true;
    return { state: this.#state, revision: this.#nextRevision === 0n ? 'no-stream' : this.#nextRevision - 1n };
  }
}
