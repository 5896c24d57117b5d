import type { z } from 'zod';
import type { Actor, DomainEvent } from './event.js';
import type { EventDefinition, EventOf } from './event-definition.js';

/** Something in another stream that a command speaks of and that must exist before it is accepted. */
export interface Reference<Kind extends string = string> {
  readonly kind: Kind;
  readonly id: string;
  /** Narrows the id where one is not enough: the framework of an element. */
  readonly within?: string;
  /** The command's field that holds it, for the problem document. */
  readonly field: string;
}

/** How the streams of an aggregate answer for one kind of reference. */
export interface ReferenceAnswer<State> {
  /** The id part of the stream that knows. */
  readonly streamOf: (reference: Reference) => string;
  readonly exists: (state: State, reference: Reference) => boolean;
  /** What somebody does whose reference names nothing. */
  readonly remedy: string;
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
  readonly references?: (data: z.infer<Schema>, id: string) => readonly Reference<Kind>[];
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
    readonly options: { readonly field?: string; readonly remedy?: string } = {},
  ) {
    super(message);
  }
}
