import type { z } from 'zod';
import type { DomainEvent } from './event.js';
import type { JsonObject } from './json.js';

/** What reading an event may use beside its data: the same for the same text in one installation, and no clock. */
export interface Reading {
  /** Stands for a text that must not be readable. */
  readonly pseudonym: (kind: string, text: string) => string;
}

/** Turns the data of one version into the data of the next. Pure. */
export type Upcaster = (data: JsonObject, reading: Reading) => JsonObject;

/**
 * Names the field that says whose data a personal field is, or `$stream` when it is the person the stream is about. Any
 * other name that begins so is of nobody in particular, such as `$organisation`: its key is nobody's to erase. Only top-level string fields can be personal: the analytics side then never has to look inside anything.
 */
export type PersonalFields<Data> = { readonly [Field in keyof Data]?: (keyof Data & string) | `$${string}` };

export interface EventDefinition<Type extends string = string, Data = unknown> {
  /** The wire name. Explicit and stable: never derived from a class or a variable. */
  readonly type: Type;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  readonly personal: Readonly<Record<string, string>>;
  /** Name of the aggregate, where the event says that the person its stream is about is erased. */
  readonly erases?: string;
  /** Keyed by the version each one reads: `{ 1: v1 → v2 }`. Every older version must be covered. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

export function defineEvent<Type extends string, Schema extends z.ZodType>(
  type: Type,
  definition: {
    readonly version?: number;
    readonly schema: Schema;
    readonly personal?: PersonalFields<z.infer<Schema>>;
    readonly erases?: string;
    readonly upcasters?: Readonly<Record<number, Upcaster>>;
  },
): EventDefinition<Type, z.infer<Schema>> & { readonly schema: Schema } {
  const version = definition.version ?? 1;
  const upcasters = definition.upcasters ?? {};
  for (let old = 1; old < version; old += 1) {
    if (!upcasters[old]) throw new Error(`${type} v${version} has no upcaster from v${old}`);
  }
  return {
    type,
    version,
    schema: definition.schema as Schema & z.ZodType<z.infer<Schema>>,
    personal: (definition.personal ?? {}) as Readonly<Record<string, string>>,
    ...(definition.erases === undefined ? {} : { erases: definition.erases }),
    upcasters,
  };
}

/** The union of domain events that a list of definitions stands for. */
export type EventOf<Definitions extends readonly EventDefinition[]> = Definitions[number] extends infer Definition
  ? Definition extends EventDefinition<infer Type, infer Data>
    ? DomainEvent<Type, Data>
    : never
  : never;

/** Brings stored data to the newest version. @throws {UnreadableEvent} a version this code does not know */
export function upcast(definition: EventDefinition, version: number, data: JsonObject, reading: Reading): JsonObject {
  if (version > definition.version) {
    throw new UnreadableEvent(
      `${definition.type} v${version} was written by a newer release; this one reads up to v${definition.version}`,
    );
  }
  let current = data;
  for (let old = version; old < definition.version; old += 1) {
    const step = definition.upcasters[old];
    if (!step) throw new UnreadableEvent(`${definition.type} has no upcaster from v${old}`);
    current = step(current, reading);
  }
  return current;
}

export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}
