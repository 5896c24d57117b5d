import type { z } from 'zod';
import type { AnyCommand } from './aggregate.js';
import type { Actor, EventMetadata } from './event.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore } from './event-store.js';
import type { KeptStream } from './loaded-stream.js';
import type { FirstAnswer } from './taken-commands.js';

export interface CommandEnvelope {
  readonly commandId: string;
  /** Another id under which an earlier release may have taken it. */
  readonly formerId?: string;
  readonly command: AnyCommand;
  readonly actor: Actor;
  readonly source: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly attestedAt?: string;
}

export type CommandOutcome =
  | { readonly kind: 'done'; readonly events: number }
  | { readonly kind: 'nothing-to-do' }
  /** Its id was taken before: it has no effect, and its answer is the first one's. */
  | {
      readonly kind: 'repeated';
      readonly first: FirstAnswer;
      /** It brings a text, and this sender is not told whether that is the one on record: see docs/adr/0008. */
      readonly textUntold?: true;
    }
  | { readonly kind: 'refused'; readonly error: Error };

export interface HandlingResult {
  /** Revision after the call; undefined when the stream still does not exist. */
  readonly revision: bigint | undefined;
  /** Position of the last event appended by this call; undefined when it appended none. */
  readonly position: bigint | undefined;
  /** One per command, in order. */
  readonly outcomes: readonly CommandOutcome[];
}

export interface HandlingOptions {
  /** From If-Match: refuse unless the stream is at this revision. Conflicts are then not retried. */
  readonly expectedRevision?: bigint;
  /** `stop` (the default) throws at the first refusal and writes nothing; `collect` reports refusals and goes on. */
  readonly onRefusal?: 'stop' | 'collect';
  /** Decide, but write nothing. */
  readonly dryRun?: boolean;
  /**
   * The sender chose the command ids and may send them again: also that there was nothing to do is remembered, so that
   * it is answered again. What led to events is known from the stream either way.
   */
  readonly remember?: boolean;
  /**
   * The ids are made of what the commands say, texts included. One that leads to nothing, and that differs from one on
   * record in texts alone, is then answered as if it had that one's id: see docs/adr/0008.
   */
  readonly idsOfTexts?: boolean;
  /**
   * For trials with such ids. What is new by its text alone, beside what others have on record, is answered as if it
   * were on record as well: a trial leaves no trace, and would tell a right guess at their texts from a wrong one.
   */
  readonly tellsNoTexts?: boolean;
  /** How far the source of these commands is dealt with once they are: noted with what they append, if they do. */
  readonly reached?: Pick<EventMetadata, 'sourceReached' | 'sourceEnded'>;
  /** For who gives commands for one stream again and again: what is known of it by now is not read again. */
  readonly kept?: KeptStream;
}

/** Commands for one stream, in order, from wherever they come. */
export interface StreamCommands extends HandlingOptions {
  /** Name of the aggregate. */
  readonly aggregate: string;
  /** The id part of the stream's name. */
  readonly id: string;
  readonly envelopes: readonly CommandEnvelope[];
  /** Decide, look up and write over this instead of the log: for trial runs, which leave the log as it is. */
  readonly rehearsal?: { readonly store: EventStore; readonly codec: EventCodec };
  /** Milliseconds after which it is given up as overloaded while it waits for its turn, or conflicts go on. */
  readonly patienceMs?: number;
}

/**
 * The one way in for commands. It alone checks who may, the body, references, idempotency and conflicts.
 *
 * @throws {NotPermitted | InvalidCommand | RuleBroken | CommandIdReused} a refusal, unless refusals are collected
 * @throws {WrongExpectedRevision} the stream is not at the expected revision; it tells at which it is
 * @throws {Overloaded} too many commands for this stream
 * @throws {EventStoreUnavailable | AppendOutcomeUnknown | StorageFull}
 */
export interface CommandEntrance {
  execute(commands: StreamCommands): Promise<HandlingResult>;
}

export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor(readonly commandId: string) {
    super(`Command id ${commandId} was already used on this stream with another body`);
  }
}

/** Nothing but a sealed text differs from what is on record, which the same actor gave: see `HandlingOptions.idsOfTexts`. */
export class TextDiffers extends Error {
  override readonly name = 'TextDiffers';
  /** @param field of the command, with the text */
  constructor(readonly field: string) {
    super('The same is on record with another text');
  }
}

/** The role that the actor acts in may not give this command. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
  constructor(
    readonly what: string,
    readonly role: string,
    readonly roles: readonly string[],
  ) {
    super(`“${what}” is not open to the role ${role}`);
  }
}

/** The command does not fit its declaration. */
export class InvalidCommand extends Error {
  override readonly name = 'InvalidCommand';
  constructor(readonly error: z.ZodError) {
    super(error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '));
  }
}

/** More commands for one stream than can be taken in turn. Nothing was written; the same command may be sent again. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

const REFUSALS = ['RuleBroken', 'CommandIdReused', 'TextDiffers', 'NotPermitted', 'InvalidCommand'];

/** What a sender can do something about, as opposed to a failure. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && REFUSALS.includes(error.name);
}
