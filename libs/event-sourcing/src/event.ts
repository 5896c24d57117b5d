import type { JsonObject } from './json.js';

/** What a decision returns: a fact, and the day it was true in the world (`YYYY-MM-DD`). */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly effectiveAt: string;
  readonly data: Data;
}

/** Who did it: a pseudonymous id, never a name, and the role they acted in. Which roles there are, the domain says. */
export interface Actor<Role extends string = string> {
  readonly id: string;
  readonly role: Role;
}

/** Whether two are one person in one role: in another role somebody is told other things. */
export function isSameActor(one: Actor, other: Actor): boolean {
  return one.id === other.id && one.role === other.role;
}

export interface EventMetadata {
  readonly commandId: string;
  /**
   * Keyed digest of the command's body without its personal texts: tells a repeated command from a reused id without
   * revealing the body. Where texts are sealed and there is no `sealedDigest`, it covers them as well, and is not used.
   */
  readonly commandDigest: string;
  /** Digest of the command's personal texts, under the keys of the people they are about: see command-digest.ts. */
  readonly sealedDigest?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  /** `ui`, `api`, or `import:` and what stands for the file: see import-source.ts. */
  readonly source: string;
  /**
   * When the source system says it recorded the fact (ISO instant), for records carried over by an import.
   * Absent for everything recorded here first. See docs/adr/0003.
   */
  readonly attestedAt?: string;
  /**
   * Keyed digest over the event as it is stored and over its predecessor's digest in the stream: see event-chain.ts.
   * Absent from events of before there were any.
   */
  readonly chainDigest?: string;
  /**
   * Of facts out of a numbered source, such as the rows of a file: up to which number everything in it that is about
   * this stream was dealt with once this was on record. On the last event of an append.
   */
  readonly sourceReached?: number;
  /** That by then everything in the source was dealt with, in every stream. */
  readonly sourceEnded?: true;
}

/** An event in the form the log takes it: plain JSON, personal fields already sealed. */
export interface EventToAppend {
  /** UUID, derived from the command id and the event's place in the command, so that a retry carries the same ids. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly effectiveAt: string;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/** An event as the log gives it back. */
export interface StoredEvent extends EventToAppend {
  readonly streamId: string;
  /** Place in its stream, from 0n. */
  readonly revision: bigint;
  /** Place in the whole log: strictly increasing, never 0n. Only the embedded log promises that there are no gaps. */
  readonly position: bigint;
  /** When the log took it: ISO instant, UTC, milliseconds. */
  readonly loggedAt: string;
}

/** A stored event read at its newest version. Personal fields are still sealed. */
export interface RecordedEvent<Event extends DomainEvent = DomainEvent> {
  readonly event: Event;
  readonly streamId: string;
  readonly revision: bigint;
  readonly position: bigint;
  /** The time *known by* asks for: the source system's where an import attests one, otherwise the log's. */
  readonly recordedAt: string;
  readonly loggedAt: string;
  readonly metadata: EventMetadata;
}

/** The id part of a stream name: `worker-w-7f3a` gives `w-7f3a` for the aggregate `worker`. */
export function streamIdOf(aggregateName: string, id: string): string {
  return `${aggregateName}-${id}`;
}

export function idInStream(aggregateName: string, streamId: string): string {
  return streamId.slice(aggregateName.length + 1);
}
