import { AppendOutcomeUnknown, EventStoreUnavailable, type EventStore } from '@praxis/event-sourcing';
import type { ReadableStore } from '../workforce/recorded-history.js';

/** As long as a server takes to restart, or a cluster to elect another leader, with plenty to spare. */
export const STORE_WAIT_MS = 120_000;
const LONGEST_PAUSE_MS = 2_000;

export interface StorePatienceOptions {
  /** How long one thing is tried again before the import ends, in milliseconds; {@link STORE_WAIT_MS} unless told. */
  readonly storeWaitMs?: number | undefined;
  /** Told once when the waiting begins, and once when it was worth while. */
  readonly onWaiting?: ((message: string) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for an event store that is away, instead of giving up an import half-way. Whatever is done with patience may be
 * done twice: reading, and commands, which have effect once by their ids.
 */
export class StorePatience {
  readonly #waitMs: number;
  readonly #onWaiting: (message: string) => void;
  readonly #signal: AbortSignal | undefined;
  #isWaiting = false;

  constructor({ storeWaitMs = STORE_WAIT_MS, onWaiting = () => undefined, signal }: StorePatienceOptions = {}) {
    this.#signal = signal;
    this.#waitMs = storeWaitMs;
    this.#onWaiting = onWaiting;
  }

  /** @throws what the work throws, if waiting does not help, or has not for long enough */
  async untilAnswered<Result>(work: () => Promise<Result>): Promise<Result> {
    const attempts = this.#attempts();
    for (;;) {
      try {
        const result = await work();
        this.#answered();
        return result;
      } catch (error) {
        await attempts.failed(error);
      }
    }
  }

  reading(store: ReadableStore): ReadableStore {
    return {
      readStream: (streamId, options) => this.#stream(store, streamId, options?.fromRevision ?? 0n),
      readAll: (options) => this.untilAnswered(() => store.readAll(options)),
    };
  }

  async *#stream(store: ReadableStore, streamId: string, fromRevision: bigint): ReturnType<EventStore['readStream']> {
    const attempts = this.#attempts();
    for (let next = fromRevision; ;) {
      try {
        for await (const stored of store.readStream(streamId, { fromRevision: next })) {
          next = stored.revision + 1n;
          yield stored;
        }
        this.#answered();
        return;
      } catch (error) {
        await attempts.failed(error);
      }
    }
  }

  #attempts(): { failed(error: unknown): Promise<void> } {
    let until: number | undefined;
    let wait = 50;
    return {
      failed: async (error) => {
        const now = performance.now();
        until ??= now + this.#waitMs;
        if (!mayPass(error) || now >= until) throw error;
        this.#began(error);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
        await pause(Math.min(wait, until - now), this.#signal);
      },
    };
  }

  /** Many streams are dealt with side by side, and all of them wait for the same store. */
  #began(error: Error): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#onWaiting(`${error.message}. Waiting for it, up to ${Math.ceil(this.#waitMs / 1_000)} seconds …`);
  }

  #answered(): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#onWaiting('The event store answers again: going on.');
  }
}

/** @throws the signal's reason */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
  signal?.throwIfAborted();
}

function mayPass(error: unknown): error is Error {
  return error instanceof AppendOutcomeUnknown || (error instanceof EventStoreUnavailable && error.mayComeBack);
}
