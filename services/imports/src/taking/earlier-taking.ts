import { idInStream, type DayOf, type EventStore, type StoredEvent } from '@praxis/event-sourcing';

/**
 * Remembers which streams already hold facts of a file. A stream takes all of a file's rows about it at once, so one
 * fact of the file in it means that every one of these rows was dealt with: also those that had nothing new then, and
 * left no trace. Without this, such a row could be refused, or have an effect, when the file is taken again after
 * other things were recorded.
 */
export class EarlierTaking {
  /** Ids, without the aggregate's name. */
  readonly streams = new Set<string>();

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
    this.streams.add(idInStream(this.aggregateName, streamId));
  }
}
