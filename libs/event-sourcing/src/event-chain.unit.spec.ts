import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EventToAppend, StoredEvent } from './event.js';
import { chained, contentHash, logLink, streamLink, type ChainDigest } from './event-chain.js';
import { pinnedNote } from './testing/pinned-note.js';

const under =
  (key: string): ChainDigest =>
  (text) =>
    createHmac('sha256', key).update(text).digest('base64url');
const digest = under('key');

const event = (n: number): EventToAppend =>
  pinnedNote(n, { version: 3, data: { author: 'w-1', note: { $sealed: 'AQ', subject: 'w-1' }, words: n } });

const stored = (streamId: string, events: readonly EventToAppend[], from = 0): StoredEvent[] =>
  events.map((each, index) => ({
    ...each,
    streamId,
    revision: BigInt(from + index),
    position: BigInt(from + index + 1),
    loggedAt: '2026-06-30T12:00:00.000Z',
  }));

/** The places at which the chain of a stream does not hold. */
function broken(events: readonly StoredEvent[], key = digest): number[] {
  let previous: string | undefined;
  return events.flatMap((each, index) => {
    const fits = streamLink(key, previous, contentHash(each)) === each.metadata.chainDigest;
    previous = each.metadata.chainDigest;
    return fits ? [] : [index];
  });
}

const NOTHING = { revision: undefined, chainDigest: undefined };
const whole = stored('noticeboard-b-1', chained(digest, 'noticeboard-b-1', NOTHING, [event(1), event(2), event(3)]));

describe('the chain along a stream', () => {
  it('holds, and holds across appends', () => {
    const [, second] = whole;
    const end = { revision: 1n, chainDigest: second!.metadata.chainDigest };
    expect(broken(whole)).toEqual([]);
    expect(chained(digest, 'noticeboard-b-1', end, [event(3)])[0]!.metadata).toEqual(whole[2]!.metadata);
  });

  const changes: Readonly<Record<string, Partial<StoredEvent>>> = {
    id: { id: 'event-9' },
    type: { type: 'NotePinner' },
    version: { version: 2 },
    'effective day': { effectiveAt: '2026-06-29' },
    data: { data: { ...event(2).data, words: 3 } },
    'sealed data': { data: { ...event(2).data, note: { $sealed: 'AR', subject: 'w-1' } } },
    metadata: { metadata: { ...whole[1]!.metadata, source: 'apj' } },
    actor: { metadata: { ...whole[1]!.metadata, actor: { id: 'w-8', role: 'worker' } } },
    stream: { streamId: 'noticeboard-b-2' },
    revision: { revision: 7n },
  };
  it.each(Object.keys(changes))('breaks at the event whose %s was changed', (what) => {
    expect(broken(whole.with(1, { ...whole[1]!, ...changes[what] }))).toEqual([1]);
  });

  it('breaks at an event whose digest was changed, and at the next', () => {
    const metadata = { ...whole[1]!.metadata, chainDigest: whole[0]!.metadata.chainDigest! };
    expect(broken(whole.with(1, { ...whole[1]!, metadata }))).toEqual([1, 2]);
  });

  it('breaks where an event was taken out or two were exchanged', () => {
    expect(broken([whole[0]!, whole[2]!])).toEqual([1]);
    expect(broken([whole[1]!, whole[0]!, whole[2]!])).toEqual([0, 1, 2]);
  });

  it('cannot be made or checked without the key', () => {
    expect(broken(whole, under('another key'))).toEqual([0, 1, 2]);
  });

  it('begins in the middle of a stream from before there were digests', () => {
    const [next] = chained(digest, 'noticeboard-b-1', { revision: 4n, chainDigest: undefined }, [event(5)]);
    const there = { ...next!, streamId: 'noticeboard-b-1', revision: 5n };
    expect(next!.metadata.chainDigest).toBe(streamLink(digest, undefined, contentHash(there)));
  });

  it('does not depend on the order of members, nor on members that are not there', () => {
    const { actor, source, ...others } = whole[1]!.metadata;
    const metadata = { source, ...others, attestedAt: undefined, actor: { role: actor.role, id: actor.id } };
    const again = JSON.parse(JSON.stringify({ ...whole[1], revision: 0, position: 0, metadata })) as StoredEvent;
    expect(contentHash({ ...again, revision: 1n })).toBe(contentHash(whole[1]!));
  });
});

describe('the chain over the log', () => {
  const link = (each: StoredEvent, previous = 'before') => logLink(digest, previous, each, contentHash(each));
  const [first] = whole;

  it.each<[string, StoredEvent, string?]>([
    ['position', { ...first!, position: 2n }],
    ['time', { ...first!, loggedAt: '2026-06-30T12:00:00.001Z' }],
    ['content', { ...first!, version: 2 }],
    ['own digest', { ...first!, metadata: event(1).metadata }],
    ['predecessor', first!, 'another'],
  ])('is another when the %s is', (_, changed, previous) => {
    expect(link(changed, previous)).not.toBe(link(first!));
  });

  it('is never taken for a stream’s', () => {
    const content = contentHash(first!);
    expect(streamLink(digest, 'before\n1\n2026-06-30T12:00:00.000Z', content)).not.toBe(link(first!));
  });
});
