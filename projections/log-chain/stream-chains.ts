import { LogDamaged, streamLink, type ChainDigest, type EventStore, type StoredEvent } from '@praxis/event-sourcing';

/**
 * What an event's own digest says about it. `whole`: nothing against it. `without`: it is from before there were any.
 * `stripped`: it has none, and was appended when every event was given one. `broken`: it does not fit. `gap`: its
 * predecessor is missing.
 */
export type StreamVerdict = 'whole' | 'without' | 'stripped' | 'broken' | 'gap';

interface Known {
  readonly revision: bigint;
  readonly digest: string | undefined;
  /** Events without a digest so far. */
  readonly without: number;
}

/**
 * Follows the chains along all streams while the log is read in order. Holds one digest a stream, some 200 bytes: with
 * a `limit`, of the streams last met; `lookUp` then finds what is not held any more. From the position `digestsDue` on,
 * an event without a digest has lost it.
 */
export class StreamChains {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly digest: ChainDigest,
    private readonly digestsDue: bigint | undefined,
    private readonly limit = Infinity,
  ) {}

  /**
   * Where reading began, or begins again, in the middle: the event's predecessor in its stream, if it is not the event
   * last met there.
   */
  async lookUp({ streamId, revision }: StoredEvent, store: EventStore): Promise<void> {
    if (revision === 0n || this.#known.get(streamId)?.revision === revision - 1n) return;
    try {
      for await (const before of store.readStream(streamId, { fromRevision: revision - 1n })) {
        if (before.revision === revision - 1n) this.#set(streamId, before, 0);
        return;
      }
    } catch (error) {
      // It stays unknown, and the event is judged as having none.
      if (!(error instanceof LogDamaged) || error.place === undefined) throw error;
    }
  }

  judge(stored: StoredEvent, content: string): StreamVerdict {
    const { streamId, revision, metadata } = stored;
    // What was met of a stream before its first event comes from reading the log again.
    const known = revision === 0n ? undefined : this.#known.get(streamId);
    const own = metadata.chainDigest;
    const isBefore = own === undefined && !(this.digestsDue !== undefined && stored.position >= this.digestsDue);
    this.#set(streamId, stored, (known?.without ?? 0) + (isBefore ? 1 : 0));
    if (revision !== (known?.revision ?? -1n) + 1n) return 'gap';
    if (own === undefined) return known?.digest === undefined && isBefore ? 'without' : 'stripped';
    return own === streamLink(this.digest, known?.digest, content) ? 'whole' : 'broken';
  }

  /** Streams that began before there were digests, and how many of their events have none. */
  *begunBefore(): Generator<{ readonly streamId: string; readonly events: number }> {
    for (const [streamId, { without }] of this.#known) if (without > 0) yield { streamId, events: without };
  }

  get streams(): number {
    return this.#known.size;
  }

  #set(streamId: string, { revision, metadata }: StoredEvent, without: number): void {
    if (this.limit < Infinity) this.#known.delete(streamId);
    this.#known.set(streamId, { revision, digest: metadata.chainDigest, without });
    if (this.#known.size > this.limit) this.#known.delete(this.#known.keys().next().value!);
  }
}
