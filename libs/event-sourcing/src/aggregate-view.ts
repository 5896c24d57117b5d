import type { Aggregate } from './aggregate.js';
import { streamIdOf } from './event.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore } from './event-store.js';

/** The folded state of one stream, brought up to date by reading only what is new since the last look. */
export class AggregateView<State> {
  #state: State;
  #next = 0n;
  #refresh: Promise<State> | undefined;

  constructor(
    private readonly aggregate: Aggregate<State>,
    private readonly id: string,
    private readonly store: EventStore,
    private readonly codec: EventCodec,
  ) {
    this.#state = aggregate.initialState;
  }

  /** Callers at the same time share one read, so that no event is folded twice. */
  async current(): Promise<State> {
    this.#refresh ??= this.#read().finally(() => (this.#refresh = undefined));
    return this.#refresh;
  }

  /** What the last read found; it may be behind. */
  get lastKnown(): State {
    return this.#state;
  }

  async #read(): Promise<State> {
    const streamId = streamIdOf(this.aggregate.name, this.id);
    for await (const stored of this.store.readStream(streamId, { fromRevision: this.#next })) {
      this.#state = this.aggregate.evolve(this.#state, this.codec.decode(stored).event);
      this.#next = stored.revision + 1n;
    }
    return this.#state;
  }
}
