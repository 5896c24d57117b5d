import { contentHash, LOG_BEGINNING, logLink, type ChainDigest, type StoredEvent } from '@praxis/event-sourcing';

/** How far a fold of the log has come, and everything it has to know to go on from there. */
export interface LogEnd {
  /** Of the last event; 0n before the first. */
  readonly position: bigint;
  /** Keyed, over every event up to there with its position and time, in order. */
  readonly digest: string;
  /** ISO instant: the latest at which any of them was logged. Empty before the first. */
  readonly loggedAt: string;
  readonly events: number;
}

export const NO_EVENTS: LogEnd = { position: 0n, digest: LOG_BEGINNING, loggedAt: '', events: 0 };

/**
 * What tells one event of a stretch from others, eight bytes of it: four of the chain up to there, four of what the
 * event holds. Only for finding the place; whether a stretch is what it was, its whole digest says.
 */
export const MARK_BYTES = 8;
const HALF = MARK_BYTES / 2;

/** A run of events as they were when they were folded first. */
export interface LogStretch {
  readonly after: LogEnd;
  readonly end: LogEnd;
  /** {@link MARK_BYTES} for each event. */
  readonly marks: Uint8Array;
}

/** The event, logged no earlier than any before it: a clock that was set back does not make it look older. */
export function notBefore(stored: StoredEvent, loggedAt: string): StoredEvent {
  return stored.loggedAt < loggedAt ? { ...stored, loggedAt } : stored;
}

/** Chains the events of the log one after another. Events it has seen before are passed over. */
export class LogFold {
  #end: LogEnd;

  constructor(
    private readonly digest: ChainDigest,
    from: LogEnd,
  ) {
    this.#end = from;
  }

  get end(): LogEnd {
    return this.#end;
  }

  /** @returns the event's mark; undefined for one that was taken before */
  take(stored: StoredEvent, content?: string): Buffer | undefined {
    if (stored.position <= this.#end.position) return undefined;
    const hash = content ?? contentHash(stored);
    const digest = logLink(this.digest, this.#end.digest, stored, hash);
    const loggedAt = stored.loggedAt < this.#end.loggedAt ? this.#end.loggedAt : stored.loggedAt;
    this.#end = { position: stored.position, digest, loggedAt, events: this.#end.events + 1 };
    return markOf(digest, hash);
  }
}

/** A fold that keeps what is to be noted of it. */
export class StretchFold {
  readonly #fold: LogFold;
  #after: LogEnd;
  #marks: Buffer[] = [];

  constructor(digest: ChainDigest, from: LogEnd) {
    this.#fold = new LogFold(digest, from);
    this.#after = from;
  }

  get end(): LogEnd {
    return this.#fold.end;
  }

  /** @returns false for an event that was taken before */
  take(stored: StoredEvent): boolean {
    const mark = this.#fold.take(stored);
    if (mark !== undefined) this.#marks.push(mark);
    return mark !== undefined;
  }

  /** What was taken since the last cut; undefined when nothing was. */
  cut(): LogStretch | undefined {
    if (this.#marks.length === 0) return undefined;
    const stretch = { after: this.#after, end: this.end, marks: Buffer.concat(this.#marks) };
    this.#after = this.end;
    this.#marks = [];
    return stretch;
  }
}

function markOf(digest: string, content: string): Buffer {
  const mark = Buffer.allocUnsafe(MARK_BYTES);
  mark.write(digest.slice(0, 6), 0, HALF, 'base64url');
  mark.write(content.slice(0, 6), HALF, HALF, 'base64url');
  return mark;
}

export function isSameContent(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one.subarray(HALF), other.subarray(HALF)) === 0;
}

/** A head as somebody can note it elsewhere: position and digest in one word. */
export function headText({ position, digest }: Pick<LogEnd, 'position' | 'digest'>): string {
  return `${position}-${digest}`;
}

/** @throws {Error} not what `headText` writes */
export function headFrom(text: string): Pick<LogEnd, 'position' | 'digest'> {
  const [, position, digest] = /^([1-9]\d{0,18})-([\w-]{43})$/.exec(text.trim()) ?? [];
  if (position === undefined || digest === undefined) {
    throw new Error(`“${text}” is not a head of a log: it has to be as praxis verify prints it, such as 1234-h7K…`);
  }
  return { position: BigInt(position), digest };
}
