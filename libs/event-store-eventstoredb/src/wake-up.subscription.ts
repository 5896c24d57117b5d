import { excludeSystemEvents, START, type AllStreamSubscription } from '@eventstore/db-client';
import type { EventStoreDbSettings } from './event-store-db.options.js';
import { isUnconnected } from './failure.classification.js';
import type { SharedConnection } from './shared.connection.js';
import type { Reading } from './read.operation.js';
import { isOurs, positionOf } from './stored-event.format.js';

interface Waiter {
  readonly after: bigint;
  readonly finish: (mayBeMore: boolean) => void;
}

/** Without waiters for this long the subscription ends: whoever is behind reads without waiting, and needs no push. */
const IDLE_MS = 1_000;
/** A reader that got ahead of a subscription this long silent proves it dead. */
const SUSPICIOUS_MS = 1_000;
const LONGEST_DELAY_FACTOR = 20;
/** A subscription that was dropped sooner counts as one more failure in a row: the next may be dropped as soon. */
const STEADY_MS = 5_000;

/**
 * One push subscription for all waiters of a store, used for nothing but waking them. Nothing depends on it: waiters
 * time out and read anyway. So it may be dropped, lie about checkpoints (they are not even asked for), or go silent;
 * and whatever becomes of it, appends and reads under way with the same client go on.
 */
export class WakeUp {
  readonly #connection: SharedConnection;
  readonly #settings: EventStoreDbSettings;
  readonly #reading: Reading;
  readonly #waiters = new Set<Waiter>();
  #subscription: AllStreamSubscription | undefined;
  /** Grows with every start and stop, so that what an earlier subscription still says is not listened to. */
  #epoch = 0;
  #openedAfter = 0n;
  #openedAt = 0;
  #seen = 0n;
  #heardAt = 0;
  #failures = 0;
  #active = false;
  #running = new AbortController();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(connection: SharedConnection, settings: EventStoreDbSettings, reading: Reading) {
    this.#connection = connection;
    this.#settings = settings;
    this.#reading = reading;
  }

  wait(after: bigint, timeoutMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#closed || signal?.aborted) return Promise.resolve(false);
    if (this.#active && this.#seen > after) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (mayBeMore: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiters.delete(waiter);
        if (this.#waiters.size === 0 && !this.#closed) this.#idle = setTimeout(() => this.#stop(), IDLE_MS).unref();
        resolve(mayBeMore);
      };
      const onAbort = (): void => finish(false);
      const timer = setTimeout(() => finish(false), timeoutMs);
      const waiter: Waiter = { after, finish };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.add(waiter);
      clearTimeout(this.#idle);
      this.#ensure(after);
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#idle);
    this.#stop();
    for (const { finish } of [...this.#waiters]) finish(false);
  }

  #ensure(after: bigint): void {
    const reachesBack = after >= this.#openedAfter || this.#seen > after;
    const overtaken = after > this.#seen && after > this.#openedAfter;
    const silent = performance.now() - this.#heardAt > SUSPICIOUS_MS;
    if (this.#active && reachesBack && !(overtaken && silent)) return;
    this.#stop();
    this.#start();
  }

  #start(): void {
    this.#active = true;
    this.#running = new AbortController();
    this.#openedAfter = [...this.#waiters].reduce((lowest, { after }) => (after < lowest ? after : lowest), 2n ** 64n);
    this.#seen = 0n;
    this.#openedAt = performance.now();
    this.#heardAt = this.#openedAt;
    const epoch = this.#epoch;
    this.#subscribe(epoch).catch(() => {
      if (epoch === this.#epoch) this.#subscribeAgain();
    });
  }

  async #subscribe(epoch: number): Promise<void> {
    const session = await this.#connection.session();
    if (epoch !== this.#epoch) return;
    const from = this.#reading.beyondQuiet(this.#openedAfter);
    const subscription = session.client.subscribeToAll({
      fromPosition: from === 0n ? START : { commit: from, prepare: from },
      filter: excludeSystemEvents(),
    });
    this.#subscription = subscription;
    const onDrop = (error?: unknown): void => {
      if (epoch !== this.#epoch) return;
      if (isUnconnected(error)) this.#connection.discard(session);
      this.#subscribeAgain();
    };
    // These listeners stay for good: an error that nobody listens for ends the process.
    subscription.on('error', onDrop);
    subscription.on('end', () => onDrop());
    subscription.on('close', () => onDrop());
    session.retired.addEventListener('abort', () => onDrop(), { once: true, signal: this.#running.signal });
    subscription.on('data', (resolved) => {
      // Other programs' events wake nobody: readers do not get past them, and would be woken for ever.
      if (epoch === this.#epoch && isOurs(resolved)) this.#heard(positionOf(resolved));
    });
    if (session.retired.aborted) onDrop();
  }

  #heard(position: bigint): void {
    this.#heardAt = performance.now();
    if (this.#heardAt - this.#openedAt > STEADY_MS) this.#failures = 0;
    if (position > this.#seen) this.#seen = position;
    for (const { after, finish } of [...this.#waiters]) if (this.#seen > after) finish(true);
  }

  #subscribeAgain(): void {
    this.#stop();
    const { resubscribeDelayMs } = this.#settings;
    const delay = resubscribeDelayMs * Math.min(2 ** this.#failures, LONGEST_DELAY_FACTOR);
    this.#failures += 1;
    setTimeout(() => {
      if (!this.#closed && !this.#active && this.#waiters.size > 0) this.#start();
    }, delay).unref();
  }

  #stop(): void {
    this.#epoch += 1;
    this.#active = false;
    this.#running.abort();
    // Fails when the subscription was never opened.
    this.#subscription?.unsubscribe().catch(() => undefined);
    this.#subscription = undefined;
  }
}
