import type { StoredEvent } from '@praxis/event-sourcing';

/**
 * The beginnings of streams that were read before. What was appended stays as it is, so a stream that is read again
 * needs only be read on, which for a command to a long stream is the difference between one event and all of them.
 */
export class StreamMemory {
  /** In the order of their last use. */
  readonly #streams = new Map<string, readonly StoredEvent[]>();
  #events = 0;

  /** @param mostEvents kept of all streams together, a tenth of them of one stream at most */
  constructor(private readonly mostEvents: number) {}

  /** A longer stream is not kept. */
  get mostOfAStream(): number {
    return this.mostEvents / 10;
  }

  /** The stream's first events as far as known; empty when it is not. */
  known(streamId: string): readonly StoredEvent[] {
    const events = this.#streams.get(streamId);
    if (events === undefined) return [];
    this.#streams.delete(streamId);
    this.#streams.set(streamId, events);
    return events;
  }

  /** @param events the stream's first events, from revision 0n on */
  keep(streamId: string, events: readonly StoredEvent[]): void {
    if (events.length <= (this.#streams.get(streamId)?.length ?? 0)) return;
    this.forget(streamId);
    if (events.length > this.mostOfAStream) return;
    this.#streams.set(streamId, events);
    this.#events += events.length;
    for (const [longestUnused] of this.#streams) {
      if (this.#events <= this.mostEvents) break;
      this.forget(longestUnused);
    }
  }

  /** Goes on from what is known with what was come across in the log, in order, of which some may be known. */
  goOn(streamId: string, events: readonly StoredEvent[]): void {
    const known = this.#streams.get(streamId) ?? [];
    const next = nextAfter(known);
    const further = events.filter(({ revision }) => revision >= next);
    const isOther = events.some(({ revision, id }) => revision < next && at(known, revision)?.id !== id);
    // Put back from a copy and written to since, or with some events left out.
    if (isOther || (further[0] && further[0].revision !== next)) this.forget(streamId);
    else this.keep(streamId, [...known, ...further]);
  }

  forget(streamId: string): void {
    this.#events -= this.#streams.get(streamId)?.length ?? 0;
    this.#streams.delete(streamId);
  }
}

/** The revision that follows a stream's first events. */
export function nextAfter(known: readonly StoredEvent[]): bigint {
  return (known.at(-1)?.revision ?? -1n) + 1n;
}

/** Revisions follow one another; of a stream that was cut short, the first event there is has another than 0n. */
function at(known: readonly StoredEvent[], revision: bigint): StoredEvent | undefined {
  return known[Number(revision - (known[0]?.revision ?? 0n))];
}
