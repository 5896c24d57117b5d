import type { EventMetadata, EventToAppend, JsonObject } from '@praxis/event-sourcing';
import type { EventRow } from './append-messages.js';

/** @throws {TypeError} the event holds something that JSON cannot carry */
export function eventRow(event: EventToAppend): EventRow {
  const data = objectText(event.data, `the data of ${event.type}`);
  return [event.id, event.type, event.version, event.effectiveAt, data, metadataText(event.metadata)];
}

function objectText(value: unknown, what: string): string {
  const text = JSON.stringify(value) as string | undefined;
  if (typeof value !== 'object' || value === null || text === undefined) throw new TypeError(`${what} is no object`);
  return text;
}

type PackedMetadata = readonly [
  commandId: string,
  commandDigest: string,
  correlationId: string | 0,
  causationId: string | 0,
  actorId: string,
  actorRole: string,
  source: string,
  attestedAt?: string | 0,
  chainDigest?: string,
];

/**
 * Metadata is most of a small event. A list without member names, with 0 for an id that repeats the command's and for
 * a member that is not there, takes less than half the room and time. Whatever does not fit the list, such as a member added by a later release, is kept
 * as the object it is.
 */
export function metadataText(metadata: EventMetadata): string {
  const { commandId, commandDigest, correlationId, causationId, actor, ...more } = metadata;
  const { source, attestedAt, chainDigest, ...others } = more;
  const { id, role, ...othersOfActor } = actor;
  const list = [
    commandId,
    commandDigest,
    correlationId === commandId ? 0 : correlationId,
    causationId === commandId ? 0 : causationId,
    id,
    role,
    source,
  ];
  if (attestedAt !== undefined || chainDigest !== undefined) list.push(attestedAt ?? 0);
  if (chainDigest !== undefined) list.push(chainDigest);
  const fits = Object.keys(others).length === 0 && Object.keys(othersOfActor).length === 0;
  return fits && list.every((item) => item === 0 || typeof item === 'string')
    ? JSON.stringify(list)
    : objectText(metadata, 'the metadata');
}

export function metadataFrom(text: string): EventMetadata {
  const parsed = JSON.parse(text) as PackedMetadata | EventMetadata;
  if (!isPacked(parsed)) return parsed;
  const [commandId, commandDigest, correlationId, causationId, id, role, source, attestedAt, chainDigest] = parsed;
  return {
    commandId,
    commandDigest,
    correlationId: correlationId === 0 ? commandId : correlationId,
    causationId: causationId === 0 ? commandId : causationId,
    actor: { id, role: role as EventMetadata['actor']['role'] },
    source,
    ...(attestedAt === undefined || attestedAt === 0 ? {} : { attestedAt }),
    ...(chainDigest === undefined ? {} : { chainDigest }),
  };
}

function isPacked(value: PackedMetadata | EventMetadata): value is PackedMetadata {
  return Array.isArray(value);
}

export function dataFrom(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
