interface Waiter {
  readonly after: bigint;
  readonly finish: (more: boolean) => void;
}

/** Wakes those who wait for the log to grow. */
export class HeadWatch {
  readonly #waiters = new Set<Waiter>();
  #closed = false;

  /** Resolves true when a position greater than `after` is announced, false at the time-out, on abort and on close. */
  wait(after: bigint, timeoutMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#closed || signal?.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const finish = (more: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiters.delete(waiter);
        resolve(more);
      };
      const waiter: Waiter = { after, finish };
      const onAbort = () => finish(false);
      const timer = setTimeout(() => finish(false), timeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiters.add(waiter);
    });
  }

  announce(position: bigint): void {
    for (const waiter of this.#waiters) if (position > waiter.after) waiter.finish(true);
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiters) waiter.finish(false);
  }

  get isWatched(): boolean {
    return this.#waiters.size > 0;
  }
}
