import {
  EventStoreUnavailable,
  identityFrom,
  type AppendOptions,
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { Appending } from './append.operation.js';
import { AppendOrder } from './append.order.js';
import { settingsFrom, type EventStoreDbOptions } from './event-store-db.options.js';
import { Reading } from './read.operation.js';
import { SharedConnection } from './shared.connection.js';
import { StreamReading } from './stream.reading.js';
import { requireRevision, requireUserStream } from './stored-event.format.js';
import { WakeUp } from './wake-up.subscription.js';

/**
 * The event log in an EventStoreDB server or cluster (22.6 or newer). Opening does not contact the server: `head()`
 * tells whether it answers.
 *
 * @throws {RangeError} options that cannot work
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const settings = settingsFrom(options);
  const connection = SharedConnection.acquire(settings.connectionString);
  const reading = new Reading(connection, settings);
  const streams = new StreamReading(reading, settings);
  const appending = new Appending(connection, settings, reading);
  return new EventStoreDbStore(connection, reading, streams, appending, new WakeUp(connection, settings, reading));
}

class EventStoreDbStore implements EventStore {
  /** An election takes some seconds; a node that was away catches up meanwhile. */
  readonly mayLagMs = 10_000;
  #closed = false;
  #identity: string | undefined;
  readonly #order = new AppendOrder((streamId) => this.streams.lastSeen(streamId));

  constructor(
    private readonly connection: SharedConnection,
    private readonly reading: Reading,
    private readonly streams: StreamReading,
    private readonly appending: Appending,
    private readonly wakeUp: WakeUp,
  ) {}

  async append(streamId: string, events: readonly EventToAppend[], options: AppendOptions): Promise<AppendResult> {
    const { expectedRevision, restsOn } = options;
    return this.#order.inOrder(streamId, restsOn, () => {
      this.#requireOpen();
      return this.streams.appending(events, this.appending.append(streamId, events, expectedRevision));
    });
  }

  async *readStream(
    streamId: string,
    options: { readonly fromRevision?: bigint } = {},
  ): AsyncGenerator<StoredEvent, void, undefined> {
    this.#requireOpen();
    const fromRevision = options.fromRevision ?? 0n;
    requireUserStream(streamId);
    requireRevision(fromRevision);
    yield* this.streams.read(streamId, fromRevision);
  }

  async readAll(options: { readonly after: bigint; readonly maxCount: number }): Promise<readonly StoredEvent[]> {
    this.#requireOpen();
    const { after, maxCount } = options;
    if (after < 0n) throw new RangeError(`${after} is no position`);
    if (!(Number.isInteger(maxCount) && maxCount >= 1)) throw new RangeError(`${maxCount} is no number of events`);
    const recent = await this.streams.recent(after, maxCount);
    if (recent.length === 0) return this.reading.all(after, maxCount);
    this.reading.noteHighest(recent.at(-1)!.position);
    return recent;
  }

  async head(): Promise<bigint> {
    this.#requireOpen();
    return this.reading.head();
  }

  /** From the first event: a server has no identity that outlives its being restored elsewhere. */
  async identity(): Promise<string | undefined> {
    this.#requireOpen();
    if (this.#identity === undefined) {
      const [first] = await this.reading.all(0n, 1);
      this.#identity = first && identityFrom(first);
    }
    return this.#identity;
  }

  async waitForMore(
    after: bigint,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<boolean> {
    if (this.#closed || options.signal?.aborted) return false;
    // Known from an append or a read of this process: no need to ask the server.
    if (this.reading.highest > after) return true;
    return this.wakeUp.wait(after, options.timeoutMs, options.signal);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.wakeUp.close();
    await this.connection.release();
  }

  #requireOpen(): void {
    if (this.#closed) throw new EventStoreUnavailable('This event store has been closed');
  }
}
