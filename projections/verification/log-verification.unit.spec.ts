import { InMemoryEventStore, pinnedNote } from '@praxis/event-sourcing/testing';
import { expect, it } from 'vitest';
import { LogVerifying } from './log-verification.js';

async function verified(digestsDue: bigint | undefined) {
  const store = new InMemoryEventStore();
  await store.append('noticeboard-b-1', [pinnedNote(1), pinnedNote(2)], { expectedRevision: 'no-stream' });
  const verifying = new LogVerifying({ chainDigest: (text) => text, digestsDue });
  for (const stored of store.log) verifying.take(stored);
  return verifying.conclude();
}

it.each([
  ['that nobody knows', undefined, undefined, 0],
  ['that the log has not come to yet: all of it is from before', 3n, undefined, 0],
  ['at its last event', 2n, 2n, 1],
  ['at its first event', 1n, 1n, 2],
])('says of a log without digests where every event was given one: %s', async (_, due, told, stripped) => {
  const { digestsDue, findings, digestsFrom } = await verified(due);
  expect(digestsDue).toBe(told);
  expect(findings).toHaveLength(stripped);
  expect(digestsFrom).toBeUndefined();
});
