import { createHash, randomUUID } from 'node:crypto';
import { jsonEvent } from '@eventstore/db-client';
import {
  REMEMBERED_DAYS,
  WrongExpectedRevision,
  type CommandMemory,
  type RememberedCommand,
} from '@praxis/event-sourcing';
import { Appending } from './append.operation.js';
import { withDeadline } from './deadline.js';
import { settingsFrom, type EventStoreDbOptions } from './event-store-db.options.js';
import { Reading } from './read.operation.js';
import { SharedConnection } from './shared.connection.js';
import { MEMORY_STREAMS, toBigInt } from './stored-event.format.js';

const DAY_MS = 86_400_000;
const REMEMBERED_MS = REMEMBERED_DAYS * DAY_MS;
/** The server drops what is older, by its own clock: a day of difference to ours does no harm. */
const MAX_AGE_SECONDS = (REMEMBERED_MS + DAY_MS) / 1_000;
const FORMAT = 'praxis-memory/1';
const TYPE = 'NothingToDo';
/** Others who remember something in the same stream at the same moment; each of them gets ahead once. */
const MOST_ATTEMPTS = 100;

export interface EventStoreDbCommandMemoryOptions extends EventStoreDbOptions {
  /** ISO instant; the clock unless given. */
  readonly now?: () => string;
}

/**
 * Remembers commands in 256 streams of the same server, beside the log, so that every process that takes commands knows
 * them. The server drops them when they have become too old.
 */
export async function openEventStoreDbCommandMemory(options: EventStoreDbCommandMemoryOptions): Promise<CommandMemory> {
  const settings = settingsFrom(options);
  const connection = SharedConnection.acquire(settings.connectionString);
  // Not the log's: its highest position tells of what is in the log.
  const reading = new Reading(connection, settings);
  const appending = new Appending(connection, settings, reading);
  return new EventStoreDbCommandMemory(connection, reading, appending, settings, options.now);
}

interface Entry extends RememberedCommand {
  /** Milliseconds since 1970. */
  readonly at: number;
}

class EventStoreDbCommandMemory implements CommandMemory {
  readonly #buckets = new Map<string, Bucket>();
  #closed = false;

  constructor(
    private readonly connection: SharedConnection,
    private readonly reading: Reading,
    private readonly appending: Appending,
    private readonly settings: { readonly pageSize: number; readonly appendTimeoutMs: number },
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  async recall(streamId: string, commandId: string): Promise<RememberedCommand | undefined> {
    const key = keyOf(streamId, commandId);
    const bucket = this.#bucket(key);
    await bucket.read(this.reading, this.settings.pageSize);
    return bucket.get(key, this.#oldest());
  }

  async remember(streamId: string, commandId: string, command: RememberedCommand): Promise<RememberedCommand> {
    const key = keyOf(streamId, commandId);
    const bucket = this.#bucket(key);
    for (let attempt = 1; ; attempt += 1) {
      await bucket.read(this.reading, this.settings.pageSize);
      const known = bucket.get(key, this.#oldest());
      if (known) return known;
      try {
        await this.#append(bucket, key, command);
        return command;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt === MOST_ATTEMPTS) throw error;
        await bucket.read(this.reading, this.settings.pageSize);
        bucket.passed(error.actual);
      }
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.connection.release();
  }

  async #append(bucket: Bucket, key: string, { digest, revision }: RememberedCommand): Promise<void> {
    const at = this.now();
    const data = { key, digest, revision: revision === undefined ? null : String(revision), at };
    const event = jsonEvent({ id: randomUUID(), type: TYPE, data, metadata: { format: FORMAT } });
    const bytes = JSON.stringify(data).length;
    const { streamId, last } = bucket;
    await this.appending.propose({ streamId, expectedRevision: last ?? 'no-stream', events: [event], bytes });
    if (!bucket.expires) await this.#letExpire(bucket);
  }

  /** Once for each stream and process. What it remembers is remembered either way, only longer than need be. */
  async #letExpire(bucket: Bucket): Promise<void> {
    const { appendTimeoutMs } = this.settings;
    const setting = this.connection.appending(appendTimeoutMs, async () => {
      const { client } = await this.connection.session();
      const set = client.setStreamMetadata(bucket.streamId, { maxAge: MAX_AGE_SECONDS });
      await withDeadline(set, appendTimeoutMs, `Setting the age of ${bucket.streamId}`);
      bucket.expires = true;
    });
    await setting.catch(() => undefined);
  }

  #bucket(key: string): Bucket {
    const streamId = MEMORY_STREAMS + key.slice(0, 2);
    const bucket = this.#buckets.get(streamId) ?? new Bucket(streamId);
    this.#buckets.set(streamId, bucket);
    return bucket;
  }

  #oldest(): number {
    return Date.parse(this.now()) - REMEMBERED_MS;
  }
}

/** What one stream remembers, as far as it has been read. */
class Bucket {
  readonly #entries = new Map<string, Entry>();
  #last: bigint | undefined;
  expires = false;

  constructor(readonly streamId: string) {}

  /** Revision of the last event that is known; undefined when none is. */
  get last(): bigint | undefined {
    return this.#last;
  }

  async read(reading: Reading, pageSize: number): Promise<void> {
    for (;;) {
      const page = await reading.streamPage(this.streamId, this.#last === undefined ? 0n : this.#last + 1n, pageSize);
      for (const { event } of page) {
        if (event === undefined) continue;
        const revision = toBigInt(event.revision);
        // Readings side by side can bring the same.
        if (this.#last === undefined || revision > this.#last) this.#last = revision;
        this.#take(event.data as unknown as Stored);
      }
      if (page.length < pageSize) return;
    }
  }

  /** At a revision up to which nothing more was read: what was there has expired. */
  passed(actual: bigint | 'no-stream' | undefined): void {
    if (typeof actual === 'bigint' && (this.#last === undefined || actual > this.#last)) this.#last = actual;
  }

  get(key: string, oldest: number): Entry | undefined {
    for (const [old, { at }] of this.#entries) {
      if (at > oldest) break;
      this.#entries.delete(old);
    }
    const entry = this.#entries.get(key);
    return entry && entry.at > oldest ? entry : undefined;
  }

  #take({ key, digest, revision, at }: Stored): void {
    // To the end, so that the oldest come first.
    this.#entries.delete(key);
    this.#entries.set(key, {
      digest,
      revision: revision === null ? undefined : BigInt(revision),
      at: Date.parse(at),
    });
  }
}

interface Stored {
  readonly key: string;
  readonly digest: string;
  readonly revision: string | null;
  readonly at: string;
}

/** Neither a record's nor a command's id is to be read there. */
function keyOf(streamId: string, commandId: string): string {
  return createHash('sha256').update(`${streamId}\n${commandId}`).digest('hex');
}
