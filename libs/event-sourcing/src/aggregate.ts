import type { z } from 'zod';
import type { Actor, ActorRole, DomainEvent } from './event.js';
import type { EventDefinition } from './event-definition.js';

/** Something in another stream that a command speaks of and that must exist before it is accepted. */
export interface Reference {
  readonly kind:
    'unit' | 'worker' | 'framework' | 'element' | 'role-profile' | 'indicator' | 'improvement' | 'learning';
  readonly id: string;
  /** Narrows the id where one is not enough: the framework of an element. */
  readonly within?: string;
  /** The command's field that holds it, for the problem document. */
  readonly field: string;
}

/** Everything about a command but its decision. Route, handler, validation and OpenAPI are derived from it. */
export interface CommandDeclaration<Schema extends z.ZodType = z.ZodType> {
  readonly summary: string;
  readonly roles: readonly ActorRole[];
  readonly schema: Schema;
  readonly references?: (data: z.infer<Schema>, id: string) => readonly Reference[];
}

export type CommandDeclarations = Readonly<Record<string, CommandDeclaration>>;

/** Keeps each schema's type, so that `references` and `decide` see the parsed data. */
export function command<Schema extends z.ZodType>(declaration: CommandDeclaration<Schema>): CommandDeclaration<Schema> {
  return declaration;
}

/** The union of commands that a record of declarations stands for. */
export type CommandOf<Declarations> = {
  [Type in keyof Declarations & string]: Declarations[Type] extends CommandDeclaration<infer Schema>
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

export interface Aggregate<State = any, Event extends DomainEvent = any, Command extends AnyCommand = any> {
  /** Stream prefix, and the word for it everywhere: `supervision` gives `supervision-{id}`. */
  readonly name: string;
  /** Plural as it stands in a URL: `supervisions`. */
  readonly plural: string;
  readonly description: string;
  readonly events: readonly EventDefinition[];
  readonly commands: CommandDeclarations;
  readonly initialState: State;
  readonly evolve: (state: State, event: Event) => State;
  /** The facts that follow, or none when there is nothing to do. @throws {RuleBroken} */
  readonly decide: (command: Command, state: State, context: DecisionContext) => readonly Event[];
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
