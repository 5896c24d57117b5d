const WINDOW_MS = 5_000;

/** Events a second over the last few seconds. Times are milliseconds of a clock that only goes forward. */
export class Throughput {
  readonly #counts: { readonly at: number; readonly events: number }[] = [];

  add(at: number, events: number): void {
    this.#counts.push({ at, events });
    this.#forget(at);
  }

  perSecond(now: number): number {
    this.#forget(now);
    const [first] = this.#counts;
    if (first === undefined) return 0;
    const events = this.#counts.reduce((sum, count) => sum + count.events, 0);
    return Math.round((events * 1_000) / Math.max(now - first.at, 1_000));
  }

  #forget(now: number): void {
    while (this.#counts.length > 0 && this.#counts[0]!.at < now - WINDOW_MS) this.#counts.shift();
  }
}
