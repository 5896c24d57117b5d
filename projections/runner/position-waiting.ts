interface Waiter {
  readonly position: bigint;
  readonly settle: (reached: boolean) => void;
}

/** What the tables say when asked whether they hold everything up to a position; `never`: one of them stands still. */
export type Reached = 'yes' | 'not-yet' | 'never';

/** Callers that wait for the tables to get somewhere. */
export class PositionWaiting {
  readonly #waiters = new Set<Waiter>();

  constructor(private readonly reached: (position: bigint) => Reached) {}

  wait(position: bigint, timeoutMs: number): Promise<boolean> {
    const now = this.reached(position);
    if (now !== 'not-yet') return Promise.resolve(now === 'yes');
    return new Promise((resolve) => {
      const settle = (isReached: boolean): void => {
        clearTimeout(timeout);
        this.#waiters.delete(waiter);
        resolve(isReached);
      };
      const timeout = setTimeout(() => settle(false), timeoutMs);
      const waiter = { position, settle };
      this.#waiters.add(waiter);
    });
  }

  /** Something changed. */
  look(): void {
    for (const waiter of [...this.#waiters]) {
      const now = this.reached(waiter.position);
      if (now !== 'not-yet') waiter.settle(now === 'yes');
    }
  }
}
