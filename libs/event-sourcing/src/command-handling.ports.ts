import type { Reference } from './aggregate.js';
import type { DayOf } from './calendar-day.js';
import type { Digest } from './command-digest.js';
import type { CommandMemory } from './command-memory.js';
import type { CommandEnvelope } from './commands.js';
import type { ChainDigest } from './event-chain.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore, RestsOn } from './event-store.js';
import type { LongStreams } from './long-streams.js';

/** One look at what commands speak of: what it has read of a stream, it does not read again. */
export interface ReferenceRound {
  /** The streams that were looked at so far, each where the look found it, or where settling has led it from there. */
  readonly restsOn: RestsOn;
  /**
   * @returns those that would stand if a day that was only inferred were moved back
   * @throws {RuleBroken} for the first that does not stand on its day
   */
  require(references: readonly Reference[]): Promise<readonly Reference[]>;
  /**
   * Moves inferred days back, before the facts that need it are on record.
   *
   * @throws {WrongExpectedRevision} others have written there since the look
   */
  settle(early: readonly EarlyReference[]): Promise<void>;
}

/** What an accepted command speaks of, of a day before it was taken to begin. */
export interface EarlyReference {
  readonly reference: Reference;
  readonly cause: CommandEnvelope;
}

export interface CommandHandlingPorts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  /** ISO instant. */
  readonly now: () => string;
  /** Which day an instant is on, by the organisation's time zones as they are known now. */
  readonly calendar: () => Promise<DayOf>;
  readonly digest: Digest;
  readonly chainDigest: ChainDigest;
  /** With everything that was written before it is asked for. */
  readonly references: () => ReferenceRound;
  /** Where commands without events are remembered; without it they are not. */
  readonly memory?: CommandMemory;
  /** Streams that are too long to be read again for every command; without it they are. */
  readonly longStreams?: LongStreams;
  /** Waits before the next attempt; false when that is not worth while any more. Unless given, there are five. */
  readonly again?: (attempt: number) => Promise<boolean>;
}
