import { idInStream, isSameActor, type DayOf, type EventStore, type StoredEvent } from '@praxis/event-sourcing';
import type { Asking } from './taking.context.js';

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
  readonly #byOthers = new Set<string>();
  #ended = false;

  /**
   * @param sources as the file's facts carry it, and those that an earlier release wrote
   * @param statedOn the day that the file speaks of, where that makes it another file
   * @param asking who takes the file now: in a trial it is not noticed that somebody else took the very same file, or
   *   whoever has it but for a cell could try which one gives it
   */
  constructor(
    private readonly aggregateName: string,
    private readonly sources: readonly string[],
    private readonly statedOn: string | undefined,
    private readonly dayOf: DayOf,
    private readonly asking: Asking,
  ) {}

  /** Whether a row was dealt with. Only of streams that were read to their ends. */
  isSettled(id: string, row: number): boolean {
    return this.#reached.has(id) && row <= (this.#reached.get(id) ?? Number.POSITIVE_INFINITY);
  }

  /** Whether somebody else dealt with a stream, in part at least. */
  isByOthers(id: string): boolean {
    return this.#byOthers.has(id);
  }

  /** Whether there is any fact of the file in the streams that were read. */
  get isKnown(): boolean {
    return this.#reached.size > 0;
  }

  /** Whether every row of the file was dealt with, wherever it left a trace. Once all its streams were read. */
  get ended(): boolean {
    return this.#ended || [...this.#reached.values()].includes(undefined);
  }

  /** Takes notice of a fact of any stream. */
  note({ streamId, metadata, loggedAt }: StoredEvent): void {
    if (!this.sources.includes(metadata.source) || !streamId.startsWith(`${this.aggregateName}-`)) return;
    const day = this.dayOf(metadata.attestedAt ?? loggedAt);
    if (this.statedOn !== undefined && day !== this.statedOn) return;
    const isOwn = isSameActor(metadata.actor, this.asking.actor);
    if (this.asking.isTrial && !isOwn) return;
    const id = idInStream(this.aggregateName, streamId);
    if (metadata.sourceEnded) this.#ended = true;
    if (!isOwn) this.#byOthers.add(id);
    const reached = metadata.sourceReached;
    if (reached !== undefined) this.#reached.set(id, Math.max(reached, this.#reached.get(id) ?? 0));
    else if (!this.#reached.has(id)) this.#reached.set(id, undefined);
  }
}

/**
 * A log in which somebody takes notice of what is read of streams. One for all files of an import: what is kept of the
 * streams of a log is kept by whoever it is read for.
 */
export class WatchedLog implements EventStore {
  onRead: (stored: StoredEvent) => void = () => undefined;

  constructor(private readonly store: EventStore) {}

  async *readStream(...asked: Parameters<EventStore['readStream']>): ReturnType<EventStore['readStream']> {
    for await (const stored of this.store.readStream(...asked)) {
      this.onRead(stored);
      yield stored;
    }
  }

  append: EventStore['append'] = (...asked) => this.store.append(...asked);
  readAll: EventStore['readAll'] = (options) => this.store.readAll(options);
  head: EventStore['head'] = () => this.store.head();
  identity: EventStore['identity'] = () => this.store.identity();
  waitForMore: EventStore['waitForMore'] = (...asked) => this.store.waitForMore(...asked);
  close: EventStore['close'] = () => this.store.close();
}
