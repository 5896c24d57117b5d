import type { StoredEvent } from '@praxis/event-sourcing';
import { beforeEach, expect, it } from 'vitest';
import { StreamMemory } from './stream.memory.js';

const events = (count: number): readonly StoredEvent[] =>
  Array.from({ length: count }, (_, revision) => ({ revision: BigInt(revision) }) as StoredEvent);

let memory: StreamMemory;
beforeEach(() => {
  memory = new StreamMemory(100);
});

it('knows what it was given, and nothing of other streams', () => {
  memory.keep('worker-1', events(3));
  expect(memory.known('worker-1')).toHaveLength(3);
  expect(memory.known('worker-2')).toEqual([]);
});

it('keeps the longer of two looks at a stream', () => {
  memory.keep('worker-1', events(3));
  memory.keep('worker-1', events(2));
  expect(memory.known('worker-1')).toHaveLength(3);
  memory.keep('worker-1', events(5));
  expect(memory.known('worker-1')).toHaveLength(5);
});

it('forgets the streams that were not used for longest, as soon as there are too many events', () => {
  for (let n = 0; n < 10; n += 1) memory.keep(`worker-${n}`, events(10));
  memory.known('worker-0');
  memory.keep('worker-10', events(5));
  expect(memory.known('worker-1')).toEqual([]);
  expect(memory.known('worker-0')).toHaveLength(10);
  // Five are free now.
  memory.keep('worker-11', events(5));
  expect(memory.known('worker-2')).toHaveLength(10);
  memory.keep('worker-12', events(1));
  expect(memory.known('worker-3')).toEqual([]);
});

it('does not keep a stream that would take the room of many others, nor what it had of it', () => {
  memory.keep('worker-1', events(10));
  memory.keep('worker-1', events(11));
  expect(memory.known('worker-1')).toEqual([]);
  for (let n = 2; n < 12; n += 1) memory.keep(`worker-${n}`, events(10));
  expect(memory.known('worker-2')).toHaveLength(10);
});

it('forgets when it is told to', () => {
  memory.keep('worker-1', events(10));
  memory.forget('worker-1');
  memory.forget('worker-1');
  expect(memory.known('worker-1')).toEqual([]);
});

const told = (...given: readonly (readonly [revision: number, id: string])[]): readonly StoredEvent[] =>
  given.map(([revision, id]) => ({ revision: BigInt(revision), id }) as StoredEvent);
const idsOf = (streamId: string): readonly string[] => memory.known(streamId).map(({ id }) => id);

it('goes on with what was come across in the log, known or not, and from the first event on', () => {
  memory.goOn('worker-1', told([0, 'a'], [1, 'b']));
  memory.goOn('worker-1', told([1, 'b'], [2, 'c']));
  memory.goOn('worker-1', told([0, 'a']));
  expect(idsOf('worker-1')).toEqual(['a', 'b', 'c']);
});

it('forgets a stream where something else was come across, or where some is missing', () => {
  memory.goOn('worker-1', told([0, 'a'], [1, 'b']));
  memory.goOn('worker-1', told([1, 'other'], [2, 'c']));
  expect(idsOf('worker-1')).toEqual([]);
  memory.goOn('worker-1', told([1, 'b']));
  expect(idsOf('worker-1')).toEqual([]);
  memory.keep('worker-2', told([3, 'd'], [4, 'e']));
  memory.goOn('worker-2', told([4, 'e'], [5, 'f']));
  expect(idsOf('worker-2')).toEqual(['d', 'e', 'f']);
  memory.goOn('worker-2', told([7, 'h']));
  expect(idsOf('worker-2')).toEqual([]);
});
