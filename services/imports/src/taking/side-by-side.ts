import type { TimeSlices } from './time-slices.js';

/** Streams that are dealt with side by side, so that the log can write several appends at once. */
const LANES = 64;

/**
 * Commands in hand at once, over all streams. They are decided without a pause, and the log writes those that wait for
 * it together: whoever asks for something else meanwhile waits for no more than these.
 */
const COMMANDS_IN_HAND = 256;

/** @throws the first failure, once everything that was begun is over: nothing is written any more then */
export async function sideBySide<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  let failure: { readonly error: unknown } | undefined;
  const lane = async () => {
    while (failure === undefined) {
      const { done, value } = rest.next();
      if (done) return;
      try {
        await work(value);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failure) throw failure.error;
}

/** Keeps the work that is done at once small, whatever the number of lanes. */
export class WorkInHand {
  #free = COMMANDS_IN_HAND;
  readonly #waiting: { readonly size: number; readonly begin: () => void }[] = [];

  constructor(private readonly slices: TimeSlices) {}

  /** Does something of a size when there is room for it, in a turn of its own. First come, first served. */
  async within<Result>(size: number, work: () => Promise<Result>): Promise<Result> {
    const taken = Math.min(Math.max(size, 1), COMMANDS_IN_HAND);
    if (this.#waiting.length > 0 || this.#free < taken) {
      await new Promise<void>((begin) => this.#waiting.push({ size: taken, begin }));
    } else this.#free -= taken;
    try {
      await this.slices.rest();
      return await work();
    } finally {
      this.#free += taken;
      this.#beginNext();
    }
  }

  #beginNext(): void {
    for (let next = this.#waiting[0]; next && next.size <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.size;
      next.begin();
    }
  }
}
