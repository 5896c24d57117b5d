import { beforeEach, expect, it } from 'vitest';
import { LogDamaged } from './event-store.js';
import { readPast } from './read-past.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { pinnedNote } from './testing/pinned-note.js';

const DAMAGED = 3n;
let store: InMemoryEventStore;
let asked: bigint[];

/** Six events; a page ends before the one that is none any more, as those of both stores do. */
beforeEach(async () => {
  store = new InMemoryEventStore();
  asked = [];
  const notes = [1, 2, 3, 4, 5, 6].map((n) => pinnedNote(n));
  await store.append('noticeboard-b-1', notes, { expectedRevision: 'any' });
  store.readAll = async ({ after, maxCount }) => {
    asked.push(after);
    if (after === DAMAGED - 1n) throw new LogDamaged('The third is none', { position: DAMAGED });
    const isHere = (position: bigint) => position > after && (after >= DAMAGED || position < DAMAGED);
    return store.log.filter(({ position }) => isHere(position)).slice(0, maxCount);
  };
});

/** Of each page the positions; of what is damaged, where it is. */
async function read(range: Parameters<typeof readPast>[1]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const page of readPast(store, range))
    found.push(page instanceof LogDamaged ? page.place?.position : page.map(({ position }) => Number(position)));
  return found;
}

it('reads on after what is damaged, to the end of the log', async () => {
  expect(await read({ after: 0n, maxCount: 2 })).toEqual([[1, 2], DAMAGED, [4, 5], [6]]);
  expect(await read({ after: 3n, maxCount: 10 })).toEqual([[4, 5, 6]]);
  expect(await read({ after: 6n, maxCount: 10 })).toEqual([]);
});

it('reads nothing beyond the position it was told, and asks for nothing beyond', async () => {
  expect(await read({ after: 0n, upTo: 5n, maxCount: 2 })).toEqual([[1, 2], DAMAGED, [4, 5]]);
  expect(asked).toEqual([0n, 2n, 3n]);
  expect(await read({ after: 3n, upTo: 5n, maxCount: 10 })).toEqual([[4, 5]]);
  expect(await read({ after: 5n, upTo: 5n, maxCount: 10 })).toEqual([]);
  expect(await read({ after: 3n, upTo: 9n, maxCount: 10 })).toEqual([[4, 5, 6]]);
});

it.each([
  ['damage without a place', new LogDamaged('The file cannot be read')],
  ['another failure', new Error('The event log does not answer')],
])('passes nothing over for %s', async (_, error) => {
  store.readAll = () => Promise.reject(error);
  await expect(read({ after: 0n, maxCount: 2 })).rejects.toBe(error);
});
