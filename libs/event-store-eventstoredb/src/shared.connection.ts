import { setMaxListeners } from 'node:events';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { pause } from './deadline.js';

/** A client as long as it is trusted. `retired` tells those who still wait for it that they wait in vain. */
export interface ClientSession {
  readonly client: EventStoreDBClient;
  readonly retired: AbortSignal;
}

interface OwnedSession extends ClientSession {
  readonly retire: () => Promise<void>;
}

/**
 * Appends under way at once. The client queues a message that does not fit its stream's buffer (16 messages), and a
 * stream that breaks meanwhile turns the queue into unhandled rejections, which end the process. Below the buffer's
 * size nothing is ever queued.
 */
const MAX_APPENDS_UNDER_WAY = 12;
/** How long a replaced client may take to wind up. */
const RETIREMENT_MS = 1_000;

interface Channel {
  close(): void;
}

/** The client keeps these to itself; see where they are used. */
interface ClientInternals {
  createChannel: () => Promise<Channel>;
  handleError: (...failure: readonly unknown[]) => Promise<void>;
}

/**
 * The one client that a process has for a connection string, replaced when it can no longer be trusted. Clients of one
 * process share their pending appends, so there must not be more, and an old one is wound up before a new one is made.
 */
export class SharedConnection {
  static readonly #open = new Map<string, SharedConnection>();

  static acquire(connectionString: string): SharedConnection {
    // Parsed at once, so that a mistake in it shows where the store is opened.
    const connection = this.#open.get(connectionString) ?? new SharedConnection(connectionString);
    this.#open.set(connectionString, connection);
    connection.#users += 1;
    return connection;
  }

  readonly #connectionString: string;
  #users = 0;
  #current: OwnedSession | undefined;
  #retirements: Promise<void> = Promise.resolve();
  #appends = 0;
  readonly #waiting: (() => void)[] = [];

  private constructor(connectionString: string) {
    this.#connectionString = connectionString;
    EventStoreDBClient.connectionString(connectionString);
  }

  /** @throws {EventStoreUnavailable} everybody has released the connection */
  async session(): Promise<ClientSession> {
    await this.#retirements;
    if (this.#users === 0) throw new EventStoreUnavailable('This event store has been closed');
    return (this.#current ??= this.#create());
  }

  /** Replaces a session's client, unless somebody has done so already. */
  discard(session: ClientSession): void {
    const current = this.#current;
    if (current === undefined || current.client !== session.client) return;
    this.#current = undefined;
    const earlier = this.#retirements;
    this.#retirements = current.retire().then(() => earlier);
  }

  /**
   * Runs an append when there is room for one.
   *
   * @throws {EventStoreUnavailable} there was none within `timeoutMs`; nothing was sent
   */
  async appending<T>(timeoutMs: number, append: () => Promise<T>): Promise<T> {
    if (this.#appends >= MAX_APPENDS_UNDER_WAY) await this.#room(timeoutMs);
    else this.#appends += 1;
    try {
      return await append();
    } finally {
      // The place is handed on as it is, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#appends -= 1;
      else next();
    }
  }

  async release(): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    SharedConnection.#open.delete(this.#connectionString);
    if (this.#current !== undefined) this.discard(this.#current);
    await this.#retirements;
  }

  #room(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        const reason = `EventStoreDB is too slow: no append could start within ${timeoutMs} ms`;
        reject(new EventStoreUnavailable(reason, { mayComeBack: true }));
      }, timeoutMs);
      this.#waiting.push(enter);
    });
  }

  #create(): OwnedSession {
    const client = EventStoreDBClient.connectionString(this.#connectionString);
    swallowReconnectionErrors(client);
    const closeChannels = channelsOf(client);
    const retired = new AbortController();
    // One listener for each call under way, however many those are.
    setMaxListeners(0, retired.signal);
    return {
      client,
      retired: retired.signal,
      retire: async () => {
        retired.abort();
        const disposed = client.dispose().catch(() => undefined);
        closeChannels();
        await Promise.race([disposed, pause(RETIREMENT_MS)]);
      },
    };
  }
}

/** The client calls this without awaiting it, and it fails when discovery does: an unhandled rejection. */
function swallowReconnectionErrors(client: EventStoreDBClient): void {
  const internals = client as unknown as ClientInternals;
  const handleError = internals.handleError;
  internals.handleError = (...failure) => handleError(...failure).catch(() => undefined);
}

/**
 * `dispose` cancels the client's streams but leaves its channels open. An open channel is never collected, and hands its
 * connection, dead or in a growing pause before the next attempt, on to the next client. Returns what closes them, and
 * also one that is still being made.
 */
function channelsOf(client: EventStoreDBClient): () => void {
  const internals = client as unknown as ClientInternals;
  const createChannel = internals.createChannel;
  const open = new Set<Channel>();
  let closing = false;
  internals.createChannel = async () => {
    const channel = await createChannel();
    if (closing) channel.close();
    else open.add(channel);
    return channel;
  };
  return () => {
    closing = true;
    for (const channel of open) channel.close();
  };
}
