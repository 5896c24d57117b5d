import { Overloaded } from '@praxis/event-sourcing';

/** Commands that may wait for one stream. More of them come faster than a log can take them. */
const MOST_WAITING = 1_000;

/**
 * Lets the commands for one stream go in turn, within this process: decided side by side, all but one would be decided
 * again. Other processes are met by retrying.
 */
export class StreamQueue {
  readonly #lines = new Map<string, { readonly last: Promise<unknown>; readonly length: number }>();

  constructor(private readonly mostWaiting = MOST_WAITING) {}

  /**
   * @param until `performance.now()` after which it is not begun any more
   * @throws {Overloaded} too many are waiting, or its turn did not come in time
   */
  async inTurn<Result>(streamId: string, until: number, work: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(streamId);
    const length = (line?.length ?? 0) + 1;
    if (length > this.mostWaiting) throw new Overloaded(`${this.mostWaiting} commands are waiting for ${streamId}`);
    const turn = (line?.last ?? Promise.resolve()).then(() => {
      if (performance.now() > until) throw new Overloaded(`Commands for ${streamId} come faster than they are taken`);
      return work();
    });
    const settled = turn.then(nothing, nothing);
    this.#lines.set(streamId, { last: settled, length });
    try {
      return await turn;
    } finally {
      const now = this.#lines.get(streamId)!;
      if (now.length === 1) this.#lines.delete(streamId);
      else this.#lines.set(streamId, { ...now, length: now.length - 1 });
    }
  }
}

function nothing(): void {}
