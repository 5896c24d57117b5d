import type { StoredEvent } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import { EarlierTaking } from './earlier-taking.js';

const SOURCE = 'import:i-abcdefghijklmnopqrstuvwxyz';
const FORMER = 'import:0123456789ab';
const ACTOR = { id: 'w-first', role: 'data-steward' };
const earlier = (statedOn?: string, isTrial = false) =>
  new EarlierTaking('worker', [SOURCE, FORMER], statedOn, (instant) => instant.slice(0, 10), { actor: ACTOR, isTrial });

function fact(metadata: Partial<StoredEvent['metadata']>, streamId = 'worker-w-1'): StoredEvent {
  const loggedAt = '2026-06-30T10:00:00.000Z';
  return { streamId, loggedAt, metadata: { source: SOURCE, actor: ACTOR, ...metadata } } as StoredEvent;
}

it('a row that was not dealt with passed for done: only those up to the furthest that a part says are', () => {
  const taking = earlier();
  // The last fact of every append alone says how far.
  for (const sourceReached of [10, undefined, 20, 15, undefined]) {
    taking.note(fact(sourceReached === undefined ? {} : { sourceReached }));
  }
  expect([2, 15, 20, 21].map((row) => taking.isSettled('w-1', row))).toEqual([true, true, true, false]);
  expect(taking.isSettled('w-2', 2)).toBe(false);
  expect(taking.ended).toBe(false);
  taking.note(fact({ sourceReached: 30, sourceEnded: true }));
  expect(taking.ended).toBe(true);
});

it('facts of before there were parts say that all rows about their stream were dealt with', () => {
  const taking = earlier();
  taking.note(fact({}));
  expect(taking.isSettled('w-1', 1_000_000)).toBe(true);
  expect(taking.ended).toBe(true);
});

it('a file that an earlier release took in part, under the name that it gave it, is one and the same', () => {
  const taking = earlier();
  taking.note(fact({ source: FORMER, sourceReached: 10 }));
  expect([10, 11].map((row) => taking.isSettled('w-1', row))).toEqual([true, false]);
  taking.note(fact({ sourceReached: 20 }));
  expect([11, 20, 21].map((row) => taking.isSettled('w-1', row))).toEqual([true, true, false]);
  taking.note(fact({ source: 'import:0123456789ac', sourceReached: 30 }));
  taking.note(fact({ source: `${FORMER}:part`, sourceReached: 30 }));
  expect(taking.isSettled('w-1', 21)).toBe(false);
});

it('takes no notice of other files, other kinds of streams, and the same upload of another day', () => {
  const taking = earlier('2026-06-30');
  taking.note(fact({ source: `${SOURCE}:part`, sourceReached: 9 }));
  taking.note(fact({ sourceReached: 9 }, 'learning-log-w-1'));
  taking.note(fact({ sourceReached: 9, attestedAt: '2026-05-31T12:00:00.000Z' }));
  expect(taking.isKnown).toBe(false);
  taking.note(fact({ sourceReached: 9 }));
  expect(taking.isSettled('w-1', 9)).toBe(true);
});

it.each([
  ['another id', { ...ACTOR, id: 'w-other' }],
  ['another role', { ...ACTOR, role: 'administrator' }],
])('says of which streams somebody else dealt with any part: %s', (_who, actor) => {
  const taking = earlier();
  taking.note(fact({ sourceReached: 10 }, 'worker-w-1'));
  taking.note(fact({ sourceReached: 10, actor }, 'worker-w-2'));
  taking.note(fact({ sourceReached: 20 }, 'worker-w-2'));
  expect(['w-1', 'w-2', 'w-3'].map((id) => taking.isByOthers(id))).toEqual([false, true, false]);
});

it('a trial told others by the file alone whether it was taken: it takes notice of no facts but of its own actor', () => {
  const taking = earlier(undefined, true);
  taking.note(fact({ sourceReached: 10, sourceEnded: true, actor: { id: 'w-other', role: 'data-steward' } }));
  expect([taking.isKnown, taking.ended, taking.isSettled('w-1', 2)]).toEqual([false, false, false]);
  taking.note(fact({ sourceReached: 10 }));
  expect([taking.isKnown, taking.isSettled('w-1', 2)]).toEqual([true, true]);
});
