import { contentHash, type ChainDigest, type LogDamaged, type StoredEvent } from '@praxis/event-sourcing';
import type { ChainNotes } from './chain-notes.js';
import { isSameContent, LogFold, MARK_BYTES, type LogEnd, type LogStretch } from './log-fold.js';
import type { StreamChains, StreamVerdict } from './stream-chains.js';

/** A place at which the log is not what it was. */
export interface LogFinding {
  /** `other`: a whole event, but not the one that the tables were filled from there: the log was put back. */
  readonly kind: 'damage' | 'other';
  /** Undefined only where not even that can be said. */
  readonly position: bigint | undefined;
  readonly streamId: string | undefined;
  /** A clause: `it is not what was appended`. */
  readonly what: string;
}

const FINDINGS_KEPT = 1_000;

const CHANGED = 'it is not what was appended: its digest does not fit';
const GAP = 'the event before it in its stream is missing or cannot be read';
const STRIPPED = 'it has no digest any more, and was given one when it was appended';
const MOVED = 'its time or its place is not what it was when the tables were filled from it';
const REPLACED = 'it is not the event that the tables were filled from';
const OUT_OF_PLACE = 'events before it are missing, or are in another order than when the tables were filled from them';
const GONE = 'events that the tables were filled from are missing';

const BY_ITS_DIGEST: Readonly<Partial<Record<StreamVerdict, string>>> = {
  broken: CHANGED,
  stripped: STRIPPED,
  gap: GAP,
};

/**
 * Compares a log, read in order, with the digests that its events carry and with the chain that the projector noted.
 * Every event is judged by its own digest; by the projector's chain, the first in each stretch of some thousand.
 */
export class LogCheck {
  readonly findings: LogFinding[] = [];
  readonly #whole: LogFold;
  #stretch: LogStretch | undefined;
  /** Of the stretch, where the fold of everything read is not in step with what was noted before it. */
  #fold: LogFold | undefined;
  #taken = 0;
  /** Whether something was found in this stretch: the chain says nothing about the rest of it. */
  #isOff = false;

  /** @param from where reading begins: the beginning, or the end of a noted stretch */
  constructor(
    private readonly digest: ChainDigest,
    private readonly streams: StreamChains,
    private readonly notes: ChainNotes | undefined,
    private readonly from: LogEnd,
  ) {
    this.#whole = new LogFold(digest, from);
    this.#turn();
  }

  /** The fold of what was read. */
  get end(): LogEnd {
    return this.#whole.end;
  }

  /** @returns what is wrong with the event; undefined when nothing is */
  take(stored: StoredEvent, content = contentHash(stored)): LogFinding | undefined {
    const { position, streamId } = stored;
    const verdict = this.streams.judge(stored, content);
    this.#reach(position);
    const mark = this.#whole.take(stored, content)!;
    const ofChain = this.#compare(stored, this.#fold ? this.#fold.take(stored, content)! : mark, verdict === 'whole');
    const what = BY_ITS_DIGEST[verdict];
    if (what !== undefined) return this.#found({ kind: 'damage', position, streamId, what });
    return ofChain && this.#found({ position, streamId, ...ofChain });
  }

  /** An event that could not be read. */
  passOver({ place }: LogDamaged): void {
    const { position, streamId } = place ?? {};
    if (position !== undefined) this.#reach(position);
    this.#isOff = true;
    this.#found({ kind: 'damage', position, streamId, what: 'it is missing, or is not an event any more' });
  }

  /** Everything there is up to a position (all, unless told) was taken: nothing else that was noted may lie before it. */
  finish(upTo?: bigint): void {
    const before = this.findings.length;
    for (; this.#stretch !== undefined && this.findings.length === before; this.#turn()) {
      if (upTo !== undefined && this.#stretch.end.position > upTo) return;
      this.#close();
    }
  }

  #reach(position: bigint): void {
    while (this.#stretch !== undefined && position > this.#stretch.end.position) {
      this.#close();
      this.#turn();
    }
  }

  #compare(
    { position }: StoredEvent,
    mark: Uint8Array,
    isWhole: boolean,
  ): Pick<LogFinding, 'kind' | 'what'> | undefined {
    if (this.#stretch === undefined || this.#isOff) return undefined;
    const noted = this.#stretch.marks.subarray(this.#taken * MARK_BYTES, (this.#taken + 1) * MARK_BYTES);
    this.#taken += 1;
    const isLast = position === this.#stretch.end.position;
    const digest = (this.#fold ?? this.#whole).end.digest;
    if (Buffer.compare(mark, noted) === 0 && (!isLast || digest === this.#stretch.end.digest)) return undefined;
    this.#isOff = true;
    if (isSameContent(mark, noted)) return { kind: 'damage', what: MOVED };
    if (this.#standsLater(mark)) return { kind: 'damage', what: OUT_OF_PLACE };
    return { kind: isWhole ? 'other' : 'damage', what: REPLACED };
  }

  #standsLater(mark: Uint8Array): boolean {
    const { marks } = this.#stretch!;
    for (let at = this.#taken * MARK_BYTES; at < marks.length; at += MARK_BYTES) {
      if (isSameContent(mark, marks.subarray(at, at + MARK_BYTES))) return true;
    }
    return false;
  }

  #close(): void {
    const { end, marks } = this.#stretch!;
    if (this.#isOff || this.#taken * MARK_BYTES === marks.length) return;
    this.#found({ kind: 'damage', position: end.position, streamId: undefined, what: GONE });
  }

  #turn(): void {
    const before = this.#stretch?.end.position ?? this.from.position;
    this.#stretch = this.notes?.stretchAfter(before);
    const isInStep = this.#stretch?.after.digest === this.#whole.end.digest;
    this.#fold = this.#stretch && !isInStep ? new LogFold(this.digest, this.#stretch.after) : undefined;
    this.#taken = 0;
    this.#isOff = false;
  }

  #found(finding: LogFinding): LogFinding {
    if (this.findings.length < FINDINGS_KEPT) this.findings.push(finding);
    return finding;
  }
}

/** `The log is damaged at position 60 in worker-w-1: it is …`. */
export function sentenceOf({ kind, position, streamId, what }: LogFinding): string {
  const at = position === undefined ? '' : ` at position ${position}`;
  const stream = streamId === undefined ? '' : ` in ${streamId}`;
  return `The log is ${kind === 'damage' ? 'damaged' : 'another'}${at}${stream}: ${what}`;
}
