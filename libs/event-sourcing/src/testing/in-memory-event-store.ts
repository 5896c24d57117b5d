import type { EventToAppend, StoredEvent } from '../event.js';
import {
  WrongExpectedRevision,
  type AppendOptions,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type RestsOn,
} from '../event-store.js';

/** What happens instead of one append: throw before calling `append`, or call it and then throw, or let it be. */
export type AppendStep = (append: () => AppendResult) => AppendResult | Promise<AppendResult>;

/** The event-store port over an array, with a script of what goes wrong. For tests of the kernel alone. */
export class InMemoryEventStore implements EventStore {
  readonly log: StoredEvent[] = [];
  /** One step per append, in order; appends after the last step go through. */
  script: AppendStep[] = [];
  appendsAsked = 0;
  eventsRead = 0;

  constructor(private readonly now: () => string = () => '2026-06-30T12:00:00.000Z') {}

  async append(
    streamId: string,
    events: readonly EventToAppend[],
    { expectedRevision, restsOn = new Map() }: AppendOptions,
  ): Promise<AppendResult> {
    this.appendsAsked += 1;
    const write = () => this.#write(streamId, events, expectedRevision, restsOn);
    const step = this.script.shift();
    return step ? step(write) : write();
  }

  async *readStream(streamId: string, { fromRevision = 0n }: { readonly fromRevision?: bigint } = {}) {
    for (const stored of this.log.filter((event) => event.streamId === streamId)) {
      if (stored.revision < fromRevision) continue;
      this.eventsRead += 1;
      yield structuredClone(stored);
    }
  }

  async readAll({ after, maxCount }: { readonly after: bigint; readonly maxCount: number }) {
    return this.log.filter(({ position }) => position > after).slice(0, maxCount);
  }

  async head(): Promise<bigint> {
    return BigInt(this.log.length);
  }

  async identity(): Promise<string> {
    return 'in-memory';
  }

  async waitForMore(after: bigint): Promise<boolean> {
    return BigInt(this.log.length) > after;
  }

  async close(): Promise<void> {}

  #write(streamId: string, events: readonly EventToAppend[], expectedRevision: ExpectedRevision, restsOn: RestsOn) {
    for (const [name, expected] of [[streamId, expectedRevision] as const, ...restsOn]) {
      const actual = this.#lengthOf(name) === 0 ? 'no-stream' : BigInt(this.#lengthOf(name) - 1);
      if (expected !== 'any' && expected !== actual) throw new WrongExpectedRevision(name, expected, actual);
    }
    const length = this.#lengthOf(streamId);
    events.forEach((event, index) => {
      const position = BigInt(this.log.length + 1);
      this.log.push({ ...event, streamId, revision: BigInt(length + index), position, loggedAt: this.now() });
    });
    return { revision: BigInt(length + events.length - 1), position: BigInt(this.log.length) };
  }

  #lengthOf(streamId: string): number {
    return this.log.filter((event) => event.streamId === streamId).length;
  }
}
