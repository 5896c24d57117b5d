import { jsonEvent, type EventData, type JSONType, type ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata, EventToAppend, ExpectedRevision, JsonObject, StoredEvent } from '@praxis/event-sourcing';

/**
 * The event's metadata on the server. The server keeps one JSON value beside the data, so what belongs to the event but
 * is not its data travels there. `format` tells our events from those of other programs on the same server.
 */
interface StoredMetadata {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly effectiveAt: string;
  readonly metadata: EventMetadata;
}
const FORMAT = 'praxis/1';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LAST_REVISION = 2n ** 63n - 1n;
/** What the server answers for a position that it does not know. */
const NO_POSITION = 2n ** 64n - 1n;

/** An append in the client's form, and how large it is as the server counts: data, metadata, and types in UTF-16. */
export interface SizedProposal {
  readonly events: EventData[];
  readonly bytes: number;
}

/**
 * An append in the client's form. Everything that would break the stream shared by all appends, or leave one without
 * an answer for ever, is found here, before the client sees it.
 *
 * @throws {RangeError} no events, or a name, an id or a revision that the server cannot take
 * @throws {TypeError} data or metadata that JSON cannot carry
 */
export function toProposal(
  streamId: string,
  events: readonly EventToAppend[],
  expectedRevision: ExpectedRevision,
): SizedProposal {
  requireUserStream(streamId);
  requireRevision(expectedRevision);
  if (events.length === 0) throw new RangeError(`An append to ${streamId} needs at least one event`);
  let bytes = 0;
  const proposed = events.map((event) => {
    if (event.type === '' || event.type.startsWith('$')) throw new RangeError(`${event.type} is no event type of ours`);
    if (!UUID.test(event.id)) throw new RangeError(`${event.id} is not the UUID that an event needs`);
    const { id, type, data, version, effectiveAt, metadata } = event;
    const stored: StoredMetadata = { format: FORMAT, version, effectiveAt, metadata };
    bytes += bytesOfJson(data, `data of ${type}`) + bytesOfJson(stored, `metadata of ${type}`) + 2 * type.length;
    return jsonEvent({ id, type, data: data as JSONType, metadata: stored as object });
  });
  return { events: proposed, bytes };
}

export function requireUserStream(streamId: string): void {
  if (streamId === '' || isBesideTheLog(streamId)) throw new RangeError(`“${streamId}” is no stream name of ours`);
}

export function requireRevision(revision: ExpectedRevision): void {
  if (typeof revision === 'bigint' && (revision < 0n || revision > LAST_REVISION)) {
    throw new RangeError(`${revision} is no revision: they go from 0 to ${LAST_REVISION}`);
  }
}

function bytesOfJson(value: unknown, what: string): number {
  // Throws a TypeError by itself for a bigint or a cycle.
  const json: string | undefined = typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
  if (json === undefined) throw new TypeError(`The ${what} is not a JSON object`);
  return Buffer.byteLength(json);
}

/** Streams of ours beside the log: see `event-store-db.command-memory.ts`. */
export const MEMORY_STREAMS = 'praxisCommandMemory-';

/** What the server, or we ourselves, keep beside the log. */
export function isSystemEvent(resolved: ResolvedEvent): boolean {
  const event = resolved.event;
  return event === undefined || event.type.startsWith('$') || isBesideTheLog(event.streamId);
}

function isBesideTheLog(streamId: string): boolean {
  return streamId.startsWith('$') || streamId.startsWith(MEMORY_STREAMS);
}

export function isOurs(resolved: ResolvedEvent): boolean {
  return !isSystemEvent(resolved) && hasOurFormat(resolved.event?.metadata);
}

/** @throws {Error} the event was not written by this adapter, or the server does not say where it stands */
export function toStored(resolved: ResolvedEvent): StoredEvent {
  const event = resolved.event;
  const stored: unknown = event?.metadata;
  if (event === undefined || !event.isJson || !isStoredMetadata(stored)) {
    throw new Error(`Event ${event?.id ?? '?'} in ${event?.streamId ?? '?'} is not in the form that Praxis writes`);
  }
  return {
    id: event.id,
    type: event.type,
    version: stored.version,
    effectiveAt: stored.effectiveAt,
    data: event.data as JsonObject,
    metadata: stored.metadata,
    streamId: event.streamId,
    revision: toBigInt(event.revision),
    position: positionOf(resolved),
    loggedAt: event.created.toISOString(),
  };
}

/**
 * Where an event stands in the log: its commit position. Adding the prepare position would tell nothing more, as every
 * record that gRPC can append commits itself, so both are equal. (Only a transaction opened through the TCP protocol,
 * which 24.2 dropped, gives several events one commit position; `readAll` refuses such a log rather than skip events.)
 *
 * @throws {Error} the server does not say (in stream reads, those before 22.6 do not)
 */
export function positionOf(resolved: ResolvedEvent): bigint {
  const given: unknown = resolved.commitPosition ?? resolved.event?.position?.commit;
  const position = given === undefined || given === null ? NO_POSITION : toBigInt(given);
  if (position >= NO_POSITION || position < 0n) {
    throw new Error(`EventStoreDB gives event ${resolved.event?.id ?? '?'} no position: it must be 22.6 or newer`);
  }
  return position;
}

/**
 * The client's types say bigint, but numbers (and, from the wire, digits) have been seen.
 *
 * @throws {RangeError} a number too large to be exact
 */
export function toBigInt(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'string' && /^\d+$/.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new RangeError(`${String(value)} is not an exact position or revision`);
}

function hasOurFormat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}

function isStoredMetadata(value: unknown): value is StoredMetadata {
  if (!hasOurFormat(value)) return false;
  const { version, effectiveAt, metadata } = value as Partial<StoredMetadata>;
  return typeof version === 'number' && typeof effectiveAt === 'string' && typeof metadata === 'object';
}
