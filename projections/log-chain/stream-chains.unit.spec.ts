import { chained, contentHash, type EventToAppend, type StoredEvent } from '@praxis/event-sourcing';
import { pinnedNote } from '@praxis/event-sourcing/testing';
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { StreamChains } from './stream-chains.js';

const digest = (text: string): string => createHmac('sha256', 'key').update(text).digest('base64url');
const STREAM = 'noticeboard-b-1';

const stored = (appended: EventToAppend, revision: number): StoredEvent => ({
  ...appended,
  streamId: STREAM,
  revision: BigInt(revision),
  // As of EventStoreDB: what is missing leaves no gap that could be seen in the positions.
  position: BigInt(1_000 + revision * 137),
  loggedAt: '2026-06-30T12:00:00.000Z',
});

const bare = [0, 1].map((n) => stored(pinnedNote(n), n));
const whole = chained(
  digest,
  STREAM,
  { revision: 1n, chainDigest: undefined },
  [2, 3, 4].map((n) => pinnedNote(n)),
).map((each, n) => stored(each, n + 2));
const [first, second, third] = whole as [StoredEvent, StoredEvent, StoredEvent];

function verdicts(...events: readonly StoredEvent[]): string[] {
  return verdictsWhere(undefined, ...events);
}

function verdictsWhere(digestsDue: bigint | undefined, ...events: readonly StoredEvent[]): string[] {
  const chains = new StreamChains(digest, digestsDue);
  return events.map((each) => chains.judge(each, contentHash(each)));
}

it('says nothing against events from before there were digests, nor against those that follow with them', () => {
  expect(verdicts(...bare, first, second, third)).toEqual(['without', 'without', 'whole', 'whole', 'whole']);
});

it('misses an event that is gone from the middle of its stream, also where positions have gaps of their own', () => {
  expect(verdicts(...bare, first, third)).toEqual(['without', 'without', 'whole', 'gap']);
  expect(verdicts(bare[1]!, first)).toEqual(['gap', 'whole']);
});

it('misses every digest of a stream, where each event was given one', () => {
  const [one, other] = bare as [StoredEvent, StoredEvent];
  expect(verdictsWhere(one.position, one, other)).toEqual(['stripped', 'stripped']);
  expect(verdictsWhere(other.position, one, other)).toEqual(['without', 'stripped']);
  expect(verdictsWhere(other.position + 1n, one, other, first)).toEqual(['without', 'without', 'whole']);
  const chains = new StreamChains(digest, other.position);
  for (const each of [one, other]) chains.judge(each, contentHash(each));
  expect([...chains.begunBefore()]).toEqual([{ streamId: STREAM, events: 1 }]);
});

it('misses a digest that was taken away, and finds one that does not fit', () => {
  const { chainDigest: _, ...metadata } = second.metadata;
  expect(verdicts(...bare, first, { ...second, metadata })).toEqual(['without', 'without', 'whole', 'stripped']);
  expect(verdicts(...bare, first, { ...second, version: 2 })).toEqual(['without', 'without', 'whole', 'broken']);
});
