import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may go on before others have their turn, in milliseconds: requests are to be answered meanwhile. */
const SLICE_MS = 8;

/**
 * Lets others have their turn in the middle of long synchronous work, and notices there that it was cancelled. Shared by
 * everything that is done side by side: all of it together has one slice a turn.
 */
export class TimeSlices {
  #begun = performance.now();
  #turn: Promise<void> | undefined;

  constructor(private readonly signal: AbortSignal | undefined) {}

  get isOver(): boolean {
    return performance.now() - this.#begun >= SLICE_MS;
  }

  /** @throws the signal's reason when it was aborted */
  async rest(): Promise<void> {
    this.#turn ??= nextTurn().then(() => {
      this.#turn = undefined;
      this.#begun = performance.now();
    });
    await this.#turn;
    this.signal?.throwIfAborted();
  }
}
