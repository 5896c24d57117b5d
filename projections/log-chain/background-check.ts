import { LogDamaged, readPast, type ChainDigest, type EventStore, type StoredEvent } from '@praxis/event-sourcing';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChainNotes } from './chain-notes.js';
import { LogCheck, type LogFinding } from './log-check.js';
import { StreamChains } from './stream-chains.js';

export interface BackgroundCheckTuning {
  /** Events between two pauses. */
  readonly checkEvents: number;
  /** Share of one processor that checking takes, from 0 to 1. */
  readonly checkShare: number;
  /**
   * Milliseconds from the beginning of one check of the whole log to that of the next, while it goes on running; more
   * where one takes longer, as each is finished.
   */
  readonly checkEveryMs: number;
  /** Milliseconds at the end of what there is before it is looked for more. */
  readonly checkLookMs: number;
  /** Milliseconds to wait where the log did not answer: it is not damaged, and somebody else says that it is away. */
  readonly checkAgainMs: number;
}

export interface BackgroundCheckReports {
  /** Everything up to here has been compared, in this round. */
  readonly checked: (position: bigint) => void;
  readonly found: (findings: readonly LogFinding[]) => void;
  /** The first stretch since the start has been compared, once: that in which something was found last, if ever. */
  readonly begun: () => void;
  /** All of the log that there then was has been compared, and nothing found: when, in milliseconds since 1970. */
  readonly whole: (at: number) => void;
  /** Whether the log is the one that the notes are about. */
  readonly isOwnLog: () => boolean;
}

/** Streams whose last digest is held; those of others are looked up. */
const STREAMS_HELD = 20_000;

const UNREADABLE: LogFinding = {
  kind: 'damage',
  position: undefined,
  streamId: undefined,
  what: 'part of it cannot be read',
};

/**
 * Reads the log again and again behind everything else, stretch by stretch as far as the tables were filled, and
 * compares it with what was noted. Begins at the beginning at every start, as what happened to the file meanwhile shows
 * in nothing else; a round that was cut off is finished before, so that a server that is started again and again gets
 * to the end as well. Stays before the first stretch in which something was found, so that it is found again at once
 * until the log has been mended; and reads the first stretch without a rest, as somebody waits for it.
 */
export class BackgroundCheck {
  readonly #streams: StreamChains;
  /** Of this process: a log is mended while nothing runs. */
  #isWhole = true;
  #isToldWhole = false;
  #hasBegun = false;
  /** Whether all from the beginning on has been, or is being, read since the start. */
  #isFromBeginning = false;
  #began = performance.now();

  constructor(
    private readonly store: EventStore,
    private readonly notes: ChainNotes,
    private readonly digest: ChainDigest,
    private readonly tuning: BackgroundCheckTuning,
    private readonly reports: BackgroundCheckReports,
    digestsDue: bigint | undefined,
  ) {
    this.#streams = new StreamChains(digest, digestsDue, STREAMS_HELD);
  }

  /** Resolves once it was told to stop, or cannot go on. */
  async run(signal: AbortSignal): Promise<void> {
    const { wholeAt, checked } = this.notes;
    if (wholeAt !== undefined) this.reports.whole(wholeAt);
    this.reports.checked(checked);
    this.#isFromBeginning = checked === 0n;
    for (let at = checked; !signal.aborted;) {
      try {
        // What was noted begins anew where the tables are filled from another log.
        if (this.notes.end.position < at) at = this.#again();
        const isOwn = this.reports.isOwnLog();
        const next = isOwn ? await this.#stretch(at, signal) : at;
        if (isOwn && (next !== at || at === 0n)) this.#begin();
        const isEnd = isOwn && next === at && at > 0n;
        if (isEnd && this.#isFromBeginning) await this.#tellWholeUpTo(at);
        if (next !== at) at = next;
        else if (isEnd && (!this.#isFromBeginning || this.#isDue())) at = this.#again();
        else await pause(this.tuning.checkLookMs, signal);
      } catch (error) {
        if (error instanceof LogDamaged) return this.reports.found([UNREADABLE]);
        if (!signal.aborted) await pause(this.tuning.checkAgainMs, signal);
      }
    }
  }

  /** Also where there is nothing to compare yet. */
  #begin(): void {
    if (!this.#hasBegun) this.reports.begun();
    this.#hasBegun = true;
  }

  #isDue(): boolean {
    return performance.now() - this.#began > this.tuning.checkEveryMs;
  }

  #again(): bigint {
    this.#began = performance.now();
    this.#isFromBeginning = true;
    this.#isToldWhole = false;
    this.reports.checked(0n);
    return 0n;
  }

  /** Where the tables are still being filled, what they do not hold yet has been compared with nothing. */
  async #tellWholeUpTo(position: bigint): Promise<void> {
    if (!this.#isWhole || this.#isToldWhole || (await this.store.head()) > position) return;
    this.#isToldWhole = true;
    this.reports.whole((this.notes.wholeAt = Date.now()));
  }

  /** @returns where the next one begins; the same place when there is none yet */
  async #stretch(position: bigint, signal: AbortSignal): Promise<bigint> {
    const from = this.notes.endUpTo(position);
    const stretch = this.notes.stretchAfter(from.position);
    if (stretch === undefined) return position;
    const check = new LogCheck(this.digest, this.#streams, this.notes, from);
    const upTo = stretch.end.position;
    const { checkEvents: maxCount } = this.tuning;
    for await (const read of readPast(this.store, { after: from.position, upTo, maxCount })) {
      const begun = performance.now();
      if (read instanceof LogDamaged) check.passOver(read);
      else for (const stored of read) await this.#take(stored, check);
      await this.#rest(performance.now() - begun, signal);
      signal.throwIfAborted();
    }
    check.finish(upTo);
    if (check.findings.length > 0) {
      this.reports.found(check.findings);
      this.#isWhole = false;
      if (from.position < this.notes.checked) this.notes.checked = from.position;
    }
    if (this.#isWhole) this.notes.checked = upTo;
    this.reports.checked(upTo);
    return upTo;
  }

  async #take(stored: StoredEvent, check: LogCheck): Promise<void> {
    await this.#streams.lookUp(stored, this.store);
    check.take(stored);
  }

  #rest(worked: number, signal: AbortSignal): Promise<void> {
    const { checkShare } = this.tuning;
    return checkShare >= 1 || !this.#hasBegun
      ? pause(0, signal)
      : pause((worked * (1 - checkShare)) / checkShare, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
