import { expect, it } from 'vitest';
import { StreamEnds } from './stream-ends.js';

it('know where a stream ends after a look, until something is appended to it', async () => {
  const ends = new StreamEnds();
  ends.note('worker-1', 3n);
  ends.note('worker-2', 5n);
  expect([2n, 3n, 4n].map((revision) => ends.isEnd('worker-1', revision))).toEqual([false, true, false]);

  await ends.during('worker-1', Promise.resolve());
  expect(ends.isEnd('worker-1', 3n)).toBe(false);
  expect(ends.isEnd('worker-2', 5n)).toBe(true);

  ends.note('worker-1', 4n);
  expect(ends.isEnd('worker-1', 4n)).toBe(true);
});

it('know nothing of a stream after an append that failed: it may have been written all the same', async () => {
  const ends = new StreamEnds();
  ends.note('worker-1', 3n);
  await expect(ends.during('worker-1', Promise.reject(new Error('unknown')))).rejects.toThrow('unknown');
  expect(ends.isEnd('worker-1', 3n)).toBe(false);
});

it('take no look for an answer while an append is under way, until the last of them is over', async () => {
  const ends = new StreamEnds();
  const appends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const [first, second] = appends.map(({ promise }) => ends.during('worker-1', promise));
  const look = () => {
    ends.note('worker-1', 3n);
    return ends.isEnd('worker-1', 3n);
  };

  expect(look()).toBe(false);
  appends[1]!.resolve();
  await second;
  expect(look()).toBe(false);
  appends[0]!.resolve();
  await first;
  expect(look()).toBe(true);
});

it('are not kept of more and more streams', () => {
  const ends = new StreamEnds();
  for (let stream = 0; stream <= 20_000; stream += 1) ends.note(`worker-${stream}`, 1n);
  expect(ends.isEnd('worker-20000', 1n)).toBe(true);
  expect(ends.isEnd('worker-0', 1n)).toBe(false);
});
