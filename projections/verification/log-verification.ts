import { contentHash, type ChainDigest, type LogDamaged, type StoredEvent } from '@praxis/event-sourcing';
import type { ChainNotes } from '../log-chain/chain-notes.js';
import { LogCheck, type LogFinding } from '../log-chain/log-check.js';
import { headText, NO_EVENTS, type LogEnd } from '../log-chain/log-fold.js';
import { StreamChains } from '../log-chain/stream-chains.js';

export interface LogVerification {
  readonly events: number;
  readonly streams: number;
  /** Position of the first event with a digest; undefined when none has one. */
  readonly digestsFrom: bigint | undefined;
  /** Position from which on every event was given one, where the log goes on so far and that is known. */
  readonly digestsDue: bigint | undefined;
  readonly withDigest: number;
  /** Streams with events from before there were digests, and how many: where each one's chain begins. */
  readonly begunBefore: readonly { readonly streamId: string; readonly events: number }[];
  /** Position up to which the projector chained the log; undefined when its notes were not there to compare with. */
  readonly chainedTo: bigint | undefined;
  /** The first thousand places at which the log is not what it was. */
  readonly findings: readonly LogFinding[];
  /** To be noted elsewhere, for `against` later. Undefined of a log without events, and of one that is not whole. */
  readonly head: string | undefined;
  /** Whether the log holds exactly what the head given as `against` stands for; undefined when none was given. */
  readonly against: 'contained' | 'different' | 'too-short' | undefined;
}

interface Options {
  readonly chainDigest: ChainDigest;
  readonly digestsDue?: bigint | undefined;
  readonly notes?: ChainNotes | undefined;
  readonly against?: Pick<LogEnd, 'position' | 'digest'> | undefined;
}

/** Looks at every event of the log in order, and says in the end what is to be said about it. */
export class LogVerifying {
  readonly #streams: StreamChains;
  readonly #check: LogCheck;
  #withDigest = 0;
  #digestsFrom: bigint | undefined;
  #against: LogVerification['against'];

  constructor(private readonly options: Options) {
    const { chainDigest, digestsDue, notes, against } = options;
    this.#streams = new StreamChains(chainDigest, digestsDue);
    this.#check = new LogCheck(chainDigest, this.#streams, notes, NO_EVENTS);
    this.#against = against && 'too-short';
  }

  /** The fold up to the last event taken. */
  get end(): LogEnd {
    return this.#check.end;
  }

  /** @returns whether something is wrong with the event */
  take(stored: StoredEvent): boolean {
    const finding = this.#check.take(stored, contentHash(stored));
    if (stored.metadata.chainDigest !== undefined) {
      this.#withDigest += 1;
      this.#digestsFrom ??= stored.position;
    }
    const { against } = this.options;
    if (against !== undefined && stored.position >= against.position && this.#against === 'too-short') {
      const isIt = stored.position === against.position && this.end.digest === against.digest;
      this.#against = isIt ? 'contained' : 'different';
    }
    return finding !== undefined;
  }

  passOver(damage: LogDamaged): void {
    this.#check.passOver(damage);
  }

  conclude(): LogVerification {
    this.#check.finish();
    const { end, findings } = this.#check;
    const { digestsDue, notes } = this.options;
    return {
      events: end.events,
      streams: this.#streams.streams,
      digestsFrom: this.#digestsFrom,
      digestsDue: digestsDue !== undefined && digestsDue <= end.position ? digestsDue : undefined,
      withDigest: this.#withDigest,
      begunBefore: [...this.#streams.begunBefore()],
      chainedTo: notes?.end.position,
      findings,
      head: findings.length === 0 && end.events > 0 ? headText(end) : undefined,
      against: this.#against,
    };
  }
}
