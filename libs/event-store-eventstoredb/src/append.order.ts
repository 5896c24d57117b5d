import { AppendOutcomeUnknown, WrongExpectedRevision, type AppendResult, type RestsOn } from '@praxis/event-sourcing';

/** Streams whose ends are kept at most: more than are appended to between a look and the append that rests on it. */
const MOST_KEPT = 20_000;
const NOTHING: RestsOn = new Map();

interface Begun {
  readonly streamId: string;
  readonly restsOn: RestsOn;
  readonly over: Promise<AppendResult>;
}

/**
 * Keeps apart what the server would take in either order: an append, and another one of this process to a stream that it
 * rests on. Of two such the later one waits until the earlier one is over. By then it is known, without asking, whether
 * the stream still is where it was looked at.
 *
 * Everybody waits for those alone who came before: nobody for each other, and nobody for ever.
 */
export class AppendOrder {
  readonly #begun = new Set<Begun>();
  /** Where appends of this process have led streams to, the latest last. */
  readonly #ends = new Map<string, bigint>();

  /** @param lastSeen revision of the last event of a stream that was come across otherwise, as by reading it */
  constructor(
    private readonly lastSeen: (streamId: string) => bigint | undefined,
    private readonly mostKept = MOST_KEPT,
  ) {}

  /** @throws {WrongExpectedRevision} nothing was sent: a stream that it rests on has moved on, or may have */
  inOrder(
    streamId: string,
    restsOn: RestsOn | undefined = NOTHING,
    append: () => Promise<AppendResult>,
  ): Promise<AppendResult> {
    const earlier = [...this.#begun].filter((one) => restsOn.has(one.streamId) || one.restsOn.has(streamId));
    const over = this.#after(earlier, streamId, restsOn, append);
    const begun = { streamId, restsOn, over };
    this.#begun.add(begun);
    const end = (): void => void this.#begun.delete(begun);
    over.then(end, end);
    return over;
  }

  async #after(
    earlier: readonly Begun[],
    streamId: string,
    restsOn: RestsOn,
    append: () => Promise<AppendResult>,
  ): Promise<AppendResult> {
    if (earlier.length > 0) await waitFor(earlier, restsOn);
    this.#requireUnmoved(restsOn);
    const appended = await append();
    this.#note(streamId, appended.revision);
    return appended;
  }

  #requireUnmoved(restsOn: RestsOn): void {
    for (const [streamId, looked] of restsOn) {
      const beyond = [this.#ends.get(streamId), this.lastSeen(streamId)].find(
        (end) => end !== undefined && (looked === 'no-stream' || end > looked),
      );
      if (beyond !== undefined) throw new WrongExpectedRevision(streamId, looked, beyond);
    }
  }

  #note(streamId: string, end: bigint): void {
    this.#ends.delete(streamId);
    this.#ends.set(streamId, end);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > this.mostKept) this.#ends.delete(oldest!);
  }
}

/** @throws {WrongExpectedRevision} nobody knows what became of one of them, in a stream that is rested on */
async function waitFor(earlier: readonly Begun[], restsOn: RestsOn): Promise<void> {
  const outcomes = await Promise.allSettled(earlier.map(({ over }) => over));
  for (const [index, outcome] of outcomes.entries()) {
    const { streamId } = earlier[index]!;
    const looked = restsOn.get(streamId);
    const isUnknown = outcome.status === 'rejected' && outcome.reason instanceof AppendOutcomeUnknown;
    if (looked !== undefined && isUnknown) throw new WrongExpectedRevision(streamId, looked, undefined);
  }
}
