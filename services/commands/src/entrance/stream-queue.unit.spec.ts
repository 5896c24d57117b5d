import { Overloaded } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import { StreamQueue } from './stream-queue.js';

const FOR_EVER = Number.POSITIVE_INFINITY;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('lets the commands for one stream go one after another, in the order in which they came', async () => {
  const queue = new StreamQueue();
  const told: string[] = [];
  const work = (name: string) => async () => {
    told.push(`${name} begins`);
    await turn();
    told.push(`${name} ends`);
    return name;
  };

  const results = ['one', 'two', 'three'].map((name) => queue.inTurn('stream', FOR_EVER, work(name)));

  expect(await Promise.all(results)).toEqual(['one', 'two', 'three']);
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

it('does not keep one stream waiting for another', async () => {
  const queue = new StreamQueue();
  let release = () => {};
  const slow = queue.inTurn('slow', FOR_EVER, () => new Promise<void>((resolve) => (release = resolve)));

  expect(await queue.inTurn('quick', FOR_EVER, async () => 'done')).toBe('done');
  release();
  await slow;
});

it('goes on after a command that failed', async () => {
  const queue = new StreamQueue();
  const failing = queue.inTurn('stream', FOR_EVER, () => Promise.reject(new Error('no')));
  const next = queue.inTurn('stream', FOR_EVER, async () => 'done');

  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

it('turns away what comes on top of those that wait already, and takes commands again afterwards', async () => {
  const queue = new StreamQueue(2);
  const waiting = [1, 2].map(() => queue.inTurn('stream', FOR_EVER, turn));

  await expect(queue.inTurn('stream', FOR_EVER, turn)).rejects.toBeInstanceOf(Overloaded);
  await expect(queue.inTurn('another', FOR_EVER, turn)).resolves.toBeUndefined();
  await Promise.all(waiting);
  await expect(queue.inTurn('stream', FOR_EVER, turn)).resolves.toBeUndefined();
});

it('does not begin what has waited too long', async () => {
  const queue = new StreamQueue();
  let begun = false;
  const first = queue.inTurn('stream', FOR_EVER, () => new Promise<void>((resolve) => setTimeout(resolve, 20)));
  const late = queue.inTurn('stream', performance.now() + 1, async () => void (begun = true));

  await expect(late).rejects.toBeInstanceOf(Overloaded);
  await first;
  expect(begun).toBe(false);
});
