import type { z } from 'zod';
import type { Actor, DomainEvent } from './event.js';
import type { EventDefinition, EventOf } from './event-definition.js';

/** Something in another stream that a command speaks of, and that has to stand on the day its fact speaks of. */
export interface Reference<Kind extends string = string> {
  readonly kind: Kind;
  readonly id: string;
  /** Narrows the id where one is not enough: the framework of an element. */
  readonly within?: string;
  /** The version of what it is within, where the command names one; otherwise the one of the day. */
  readonly version?: string;
  /** The day it has to stand on, `YYYY-MM-DD`; null where any will do: it only has to be known. */
  readonly on: string | null;
  /** The last day, where the fact speaks of a period: standing on one day of it will do. */
  readonly until?: string;
  /** The command's field that holds it, for the problem document. */
  readonly field: string;
}

/** How what a reference names stands on the reference's day. */
export type Standing =
  | { readonly is: 'standing' }
  | { readonly is: 'unknown' }
  /** `inferred`: nobody said since when; the day was put together from what was known, and moves back. */
  | { readonly is: 'not-yet'; readonly from: string; readonly inferred: boolean }
  | { readonly is: 'no-longer'; readonly since: string };

export const STANDING: Standing = { is: 'standing' };
export const UNKNOWN: Standing = { is: 'unknown' };

/**
 * The reference's day, or period, against the days between which something stands.
 *
 * @param until the first day on which it no longer stands; undefined while it does
 */
export function standingBetween(
  { on, until: lastDay = on ?? undefined }: Pick<Reference, 'on' | 'until'>,
  from: string,
  until: string | undefined,
  inferred = false,
): Standing {
  if (on === null) return STANDING;
  if (lastDay !== undefined && lastDay < from) return { is: 'not-yet', from, inferred };
  if (until !== undefined && on >= until) return { is: 'no-longer', since: until };
  return STANDING;
}

/** The words for a reference that was not yet, or is no longer, what it names. */
export interface RefusedReference {
  readonly code: string;
  /** Between its name and the day: `was closed on`. */
  readonly says: string;
  readonly remedy: string;
}

/** How the streams of an aggregate answer for one kind of reference. */
export interface ReferenceAnswer<State> {
  /** The id part of the stream that knows. */
  readonly streamOf: (reference: Reference) => string;
  readonly standing: (state: State, reference: Reference) => Standing;
  /** What somebody does whose reference names nothing. */
  readonly remedy: string;
  readonly notYet?: RefusedReference;
  readonly noLonger?: RefusedReference;
  /** The command, to the stream that answers, that moves back a day which was only inferred. */
  readonly moveBack?: (reference: Reference, on: string) => AnyCommand;
}

/**
 * Everything about a command but its decision. Route, handler, validation and OpenAPI are derived from it. Which roles
 * and kinds of references there are, the domain says.
 */
export interface CommandDeclaration<
  Schema extends z.ZodType = z.ZodType,
  Role extends string = string,
  Kind extends string = string,
> {
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly schema: Schema;
  /** What it speaks of, each with its day. The state is the stream's own, where the command leaves it to that. */
  readonly references?: (data: z.infer<Schema>, id: string, state: unknown) => readonly Reference<Kind>[];
  /** Fields that name what the command records for the first time, or may: whoever sends it need not find an id for it. */
  readonly makes?: readonly string[];
  /**
   * Fields whose ids no aggregate answers for: a file makes one known by naming it, and only one that is known that way
   * can be named over the API.
   */
  readonly named?: readonly string[];
  /**
   * What whoever gives it is told beside its answer, by what its stream said before it: such as what it replaces, and
   * what follows. Asked again for the same command, it says the same.
   */
  readonly remark?: (data: z.infer<Schema>, before: readonly DomainEvent[]) => string | undefined;
  /** Names of the fields whose text is sealed in the events that follow; the domain derives them from the schema. */
  readonly personal?: readonly string[];
}

export type CommandDeclarations = Readonly<Record<string, CommandDeclaration>>;

/** Keeps each schema's type, so that `references` and `decide` see the parsed data. */
export function command<Schema extends z.ZodType, Role extends string, Kind extends string>(
  declaration: CommandDeclaration<Schema, Role, Kind>,
): CommandDeclaration<Schema, Role, Kind> {
  return declaration;
}

/** The union of commands that a record of declarations stands for. */
export type CommandOf<Declarations> = {
  [Type in keyof Declarations & string]: Declarations[Type] extends CommandDeclaration<infer Schema, any, any>
    ? { readonly type: Type; readonly data: z.infer<Schema> }
    : never;
}[keyof Declarations & string];

export interface AnyCommand {
  readonly type: string;
  readonly data: unknown;
}

/** What a decision may know beside the state: who, on which stream, and what day it is. */
export interface DecisionContext {
  readonly id: string;
  readonly actor: Actor;
  /** When the fact is being recorded (ISO instant), from outside the domain: the clock, or what an import attests. */
  readonly now: string;
  /** The day on which that is, where the organisation is. */
  readonly today: string;
}

export interface Aggregate<
  State = any,
  Event extends DomainEvent = any,
  Command extends AnyCommand = any,
  Definitions extends readonly EventDefinition[] = readonly EventDefinition[],
> {
  /** Stream prefix, and the word for it everywhere: `supervision` gives `supervision-{id}`. */
  readonly name: string;
  /** Plural as it stands in a URL: `supervisions`. */
  readonly plural: string;
  readonly description: string;
  /** The command that its streams begin with, where they go by an id that is made for them. */
  readonly begins?: string;
  /** Name of the aggregate whose streams its own go by the ids of: there is one of those first. */
  readonly beside?: string;
  /** Whose record a stream is: `$stream` of the person it goes by, or the field of its first event that says so. */
  readonly about?: string;
  readonly events: Definitions;
  readonly commands: CommandDeclarations;
  /** The kinds of references that its streams answer for. */
  readonly answers?: Readonly<Record<string, ReferenceAnswer<State>>>;
  readonly initialState: State;
  readonly evolve: (state: State, event: Event) => State;
  /** The facts that follow, or none when there is nothing to do. @throws {RuleBroken} */
  readonly decide: (command: Command, state: State, context: DecisionContext) => readonly Event[];
}

/** Keeps the types of the events, so that a list of aggregates knows the union of all of them. */
export function defineAggregate<
  const Name extends string,
  State,
  const Definitions extends readonly EventDefinition[],
  Commands extends CommandDeclarations,
>(
  aggregate: Aggregate<State, EventOf<Definitions>, CommandOf<Commands>, Definitions> & {
    readonly name: Name;
    readonly commands: Commands;
  },
): typeof aggregate {
  return aggregate;
}

/** A rule of the domain refuses the command. The code is stable; the remedy says what to do about it. */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  constructor(
    readonly code: string,
    message: string,
    readonly options: { readonly field?: string; readonly remedy: string },
  ) {
    super(message);
  }
}
