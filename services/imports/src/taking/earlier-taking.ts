import { idInStream, type DayOf, type EventStore, type StoredEvent } from '@praxis/event-sourcing';

/**
 * Remembers how far the streams of a file were dealt with when it was taken before: also the rows that had nothing new
 * then, and left no trace. Without this, such a row could be refused, or have an effect, when the file is taken again
 * after other things were recorded.
 *
 * The last fact of every append says up to which row; the last of all says that nothing of the file was left. Facts of
 * before there were parts say neither: a stream took all of a file's rows about it at once then, so that one fact of
 * the file in it means that all of these were dealt with.
 */
export class EarlierTaking {
  /** By id, without the aggregate's name: the row, or nothing where facts say none. */
  readonly #reached = new Map<string, number | undefined>();
  #ended = false;

  /**
   * @param source as the file's facts carry it
   * @param statedOn the day that the file speaks of, where that makes it another file
   */
  constructor(
    private readonly aggregateName: string,
    private readonly source: string,
    private readonly statedOn: string | undefined,
    private readonly dayOf: DayOf,
  ) {}

  /** Whether a row was dealt with. Only of streams that were read to their ends. */
  isSettled(id: string, row: number): boolean {
    return this.#reached.has(id) && row <= (this.#reached.get(id) ?? Number.POSITIVE_INFINITY);
  }

  /** Whether every row of the file was dealt with, wherever it left a trace. Once all its streams were read. */
  get ended(): boolean {
    return this.#ended || [...this.#reached.values()].includes(undefined);
  }

  /** The store, watched while streams are read. */
  watching(store: EventStore): EventStore {
    const note = (stored: StoredEvent) => this.#note(stored);
    return {
      append: (streamId, events, options) => store.append(streamId, events, options),
      async *readStream(streamId, options) {
        for await (const stored of store.readStream(streamId, options)) {
          note(stored);
          yield stored;
        }
      },
      readAll: (options) => store.readAll(options),
      head: () => store.head(),
      identity: () => store.identity(),
      waitForMore: (after, options) => store.waitForMore(after, options),
      close: () => store.close(),
    };
  }

  #note({ streamId, metadata, loggedAt }: StoredEvent): void {
    if (metadata.source !== this.source || !streamId.startsWith(`${this.aggregateName}-`)) return;
    const day = this.dayOf(metadata.attestedAt ?? loggedAt);
    if (this.statedOn !== undefined && day !== this.statedOn) return;
    const id = idInStream(this.aggregateName, streamId);
    if (metadata.sourceEnded) this.#ended = true;
    const reached = metadata.sourceReached;
    if (reached !== undefined) this.#reached.set(id, Math.max(reached, this.#reached.get(id) ?? 0));
    else if (!this.#reached.has(id)) this.#reached.set(id, undefined);
  }
}
