import { EventEmitter } from 'node:events';

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly customMetadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly streamId: string;
  readonly revision: bigint;
  readonly commit: bigint;
  readonly prepare: bigint;
  /** In 100 ns since 1970, as the server has it. */
  readonly createdTicks: bigint;
}

export type Expected = bigint | 'no-stream' | 'any' | 'stream-exists';

export type AppendOutcome =
  | { readonly kind: 'written'; readonly last: LoggedEvent; readonly repeated: boolean }
  | { readonly kind: 'wrong-version'; readonly current: bigint | undefined };

/** What the double remembers: streams, one log of them all, and the server's rules for appending. */
export class DoubleLog {
  /** Milliseconds that the server's clock is behind. */
  clockBehindMs = 0;
  readonly #all: LoggedEvent[] = [];
  readonly #streams = new Map<string, LoggedEvent[]>();
  readonly #appended = new EventEmitter().setMaxListeners(0);
  /** Positions are places in a file, so they have gaps; the file begins with the server's own records. */
  #end = 1_523n;

  get all(): readonly LoggedEvent[] {
    return this.#all;
  }

  stream(streamId: string): readonly LoggedEvent[] | undefined {
    return this.#streams.get(streamId);
  }

  append(
    streamId: string,
    expected: Expected,
    events: readonly ProposedEvent[],
    sharedPosition = false,
  ): AppendOutcome {
    const stream = this.#streams.get(streamId) ?? [];
    const repeated = repetition(stream, expected, events);
    if (repeated !== undefined) return { kind: 'written', last: repeated, repeated: true };
    const current = stream.length === 0 ? undefined : BigInt(stream.length - 1);
    if (!admits(expected, current)) return { kind: 'wrong-version', current };
    const from = this.#end;
    const logged = events.map((event, index) => this.#log(streamId, BigInt(stream.length + index), event));
    const records = sharedPosition ? logged.map((event) => ({ ...event, commit: from })) : logged;
    this.#all.push(...records);
    // In place: a copy for each append would make long streams quadratic.
    stream.push(...records);
    this.#streams.set(streamId, stream);
    this.#appended.emit('appended');
    return { kind: 'written', last: records.at(-1)!, repeated: false };
  }

  /** As after putting back an older copy: what was written since is gone. */
  empty(): void {
    this.#all.length = 0;
    this.#streams.clear();
  }

  onAppended(listener: () => void): () => void {
    this.#appended.on('appended', listener);
    return () => this.#appended.off('appended', listener);
  }

  #log(streamId: string, revision: bigint, event: ProposedEvent): LoggedEvent {
    const position = this.#end;
    this.#end += 137n + BigInt(event.data.length + event.customMetadata.length);
    const createdTicks = BigInt(Date.now() - this.clockBehindMs) * 10_000n + 1_234n;
    return { ...event, streamId, revision, commit: position, prepare: position, createdTicks };
  }
}

function admits(expected: Expected, current: bigint | undefined): boolean {
  if (expected === 'any') return true;
  if (expected === 'no-stream') return current === undefined;
  if (expected === 'stream-exists') return current !== undefined;
  return expected === current;
}

/** The server knows an append again by its event ids at the place where the expected revision puts them. */
function repetition(
  stream: readonly LoggedEvent[],
  expected: Expected,
  events: readonly ProposedEvent[],
): LoggedEvent | undefined {
  const first = events[0]?.id;
  const from =
    expected === 'no-stream'
      ? 0
      : typeof expected === 'bigint'
        ? Number(expected) + 1
        : stream.findIndex(({ id }) => id === first);
  if (from < 0 || first === undefined) return undefined;
  const there = stream.slice(from, from + events.length);
  return there.length === events.length && there.every(({ id }, index) => id === events[index]!.id)
    ? there.at(-1)
    : undefined;
}
