/** Kept at most; all are forgotten when there are more, and found out again by reading. */
const MOST_KEPT = 20_000;

/**
 * From which revision a stream is known to hold nothing, by whoever alone appends to the log. Commands ask for what is
 * new in a stream far more often than there is anything: that takes no look at the file.
 */
export class StreamEnds {
  readonly #ends = new Map<string, bigint>();
  /** Appends that are under way, by stream: until one is over, nobody can tell where its stream ends. */
  readonly #appending = new Map<string, number>();

  isEnd(streamId: string, revision: bigint): boolean {
    return this.#ends.get(streamId) === revision;
  }

  /** After a look at the file that found nothing from there on. */
  note(streamId: string, revision: bigint): void {
    if (this.#appending.has(streamId)) return;
    if (this.#ends.size >= MOST_KEPT) this.#ends.clear();
    this.#ends.set(streamId, revision);
  }

  /** Whatever became of an append, the file is looked at after it. */
  async during<Result>(streamId: string, append: Promise<Result>): Promise<Result> {
    this.#ends.delete(streamId);
    this.#appending.set(streamId, (this.#appending.get(streamId) ?? 0) + 1);
    try {
      return await append;
    } finally {
      const others = this.#appending.get(streamId)! - 1;
      if (others === 0) this.#appending.delete(streamId);
      else this.#appending.set(streamId, others);
    }
  }
}
