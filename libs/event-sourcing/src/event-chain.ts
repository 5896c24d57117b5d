import { hash } from 'node:crypto';
import type { EventToAppend, StoredEvent } from './event.js';
import { canonicalJson } from './json.js';

/**
 * Keyed digest under a key that serves chains alone: nobody without the key can make one that fits. Implemented by
 * libs/personal-data.
 */
export type ChainDigest = (text: string) => string;

/** Where a stream ends: its last revision, and that event's digest; undefined where there is none. */
export interface StreamEnd {
  readonly revision: bigint | undefined;
  readonly chainDigest: string | undefined;
}

type Content = Pick<StoredEvent, 'streamId' | 'revision'> & EventToAppend;

/** Stands for everything of an event that is fixed before the log takes it, sealed fields as sealed: SHA-256, unkeyed. */
export function contentHash({ streamId, revision, id, type, version, effectiveAt, data, metadata }: Content): string {
  const { chainDigest: _, ...others } = metadata;
  const head = [streamId, String(revision), id, type, version, effectiveAt];
  return hash('sha256', canonicalJson([...head, data, others]), 'base64url');
}

/** The digest that an event's metadata carries: over the event and its predecessor's digest in the stream. */
export function streamLink(digest: ChainDigest, previous: string | undefined, content: string): string {
  return digest(`stream\n${previous ?? ''}\n${content}`);
}

/**
 * Events as they are appended after the end of their stream, each with its digest. A stream that began before there
 * were digests has its chain begin here.
 */
export function chained(
  digest: ChainDigest,
  streamId: string,
  end: StreamEnd,
  events: readonly EventToAppend[],
): EventToAppend[] {
  let previous = end.chainDigest;
  let revision = end.revision ?? -1n;
  return events.map((event) => {
    revision += 1n;
    previous = streamLink(digest, previous, contentHash({ ...event, streamId, revision }));
    return { ...event, metadata: { ...event.metadata, chainDigest: previous } };
  });
}

/** What the chain over the whole log begins with. */
export const LOG_BEGINNING = '';

/** The digest over an event with its place and time in the log, and over all events before it. */
export function logLink(digest: ChainDigest, previous: string, stored: StoredEvent, content: string): string {
  const { position, loggedAt, metadata } = stored;
  return digest(`log\n${previous}\n${position}\n${loggedAt}\n${content}\n${metadata.chainDigest ?? ''}`);
}
