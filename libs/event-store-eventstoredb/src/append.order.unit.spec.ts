import {
  AppendOutcomeUnknown,
  WrongExpectedRevision,
  type AppendResult,
  type StreamRevision,
} from '@praxis/event-sourcing';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { AppendOrder } from './append.order.js';

let order: AppendOrder;
/** What was sent, in order. */
let sent: string[];
let seen: Map<string, bigint>;
beforeEach(() => {
  sent = [];
  seen = new Map();
  order = new AppendOrder((streamId) => seen.get(streamId));
});

interface Asked {
  readonly answered: Promise<AppendResult>;
  answer(revision?: bigint): void;
  fail(error: Error): void;
}

function ask(streamId: string, restsOn: Readonly<Record<string, StreamRevision>> = {}): Asked {
  const { promise, resolve, reject } = Promise.withResolvers<AppendResult>();
  const answered = order.inOrder(streamId, new Map(Object.entries(restsOn)), () => {
    sent.push(streamId);
    return promise;
  });
  answered.catch(() => undefined);
  return { answered, answer: (revision = 0n) => resolve({ revision, position: 1n }), fail: reject };
}

it('sends at once whatever has nothing to do with what is under way', async () => {
  ask('unit-1', { 'unit-9': 0n });
  ask('worker-1', { 'unit-2': 0n, 'unit-9': 0n });
  ask('worker-2', { 'unit-2': 0n });
  ask('unit-1');
  expect(sent).toEqual(['unit-1', 'worker-1', 'worker-2', 'unit-1']);
});

it('sent at the same moment as a change of what it rests on, was taken after it', async () => {
  const closing = ask('unit-1');
  const naming = ask('worker-1', { 'unit-1': 3n });
  await nextTurn();
  expect(sent).toEqual(['unit-1']);
  closing.answer(4n);
  await expect(naming.answered).rejects.toEqual(new WrongExpectedRevision('unit-1', 3n, 4n));
  expect(sent).toEqual(['unit-1']);
});

it('lets a change wait until what rests on its not having been made is over', async () => {
  const naming = ask('worker-1', { 'unit-1': 3n });
  const closing = ask('unit-1');
  await nextTurn();
  expect(sent).toEqual(['worker-1']);
  naming.answer();
  await nextTurn();
  expect(sent).toEqual(['worker-1', 'unit-1']);
  closing.answer(4n);
  await closing.answered;
});

it('lets nobody wait for who came later: a change that waits is not overtaken for ever', async () => {
  const first = ask('worker-1', { 'unit-1': 3n });
  ask('unit-1');
  const later = ask('worker-2', { 'unit-1': 3n });
  first.answer();
  await nextTurn();
  expect(sent).toEqual(['worker-1', 'unit-1']);
  expect(await Promise.race([later.answered, nextTurn('waiting')])).toBe('waiting');
});

it('goes on where the change came to nothing, or came before the look', async () => {
  const refused = ask('unit-1');
  const naming = ask('worker-1', { 'unit-1': 3n });
  refused.fail(new WrongExpectedRevision('unit-1', 1n, 3n));
  await nextTurn();
  expect(sent).toEqual(['unit-1', 'worker-1']);
  naming.answer();
  await naming.answered;
  const earlier = ask('unit-2');
  const after = ask('worker-2', { 'unit-2': 7n });
  earlier.answer(7n);
  await nextTurn();
  expect(sent.at(-1)).toBe('worker-2');
  after.answer();
  await after.answered;
});

it('was taken although nobody knew what had become of the change it waited for', async () => {
  const lost = ask('unit-1');
  const naming = ask('worker-1', { 'unit-1': 3n });
  lost.fail(new AppendOutcomeUnknown('no answer'));
  await expect(naming.answered).rejects.toEqual(new WrongExpectedRevision('unit-1', 3n, undefined));
  const again = ask('worker-1', { 'unit-1': 3n });
  again.answer();
  await expect(again.answered).resolves.toBeDefined();
});

it('minds no outcome that is unknown of something else that rests on the same', async () => {
  const other = ask('worker-1', { 'unit-1': 3n });
  const closing = ask('unit-1', { 'unit-2': 0n });
  other.fail(new AppendOutcomeUnknown('no answer'));
  await nextTurn();
  expect(sent).toEqual(['worker-1', 'unit-1']);
  closing.answer(4n);
  await closing.answered;
});

it.each([
  ['no-stream', 0n],
  [2n, 3n],
] as const)(
  'knows from earlier answers, and from what was read, that a look found %s and there is more',
  async (looked, end) => {
    const before = ask('unit-1');
    before.answer(end);
    await before.answered;
    await expect(ask('worker-1', { 'unit-1': looked }).answered).rejects.toEqual(
      new WrongExpectedRevision('unit-1', looked, end),
    );
    seen.set('unit-2', end);
    await expect(ask('worker-1', { 'unit-2': looked }).answered).rejects.toMatchObject({
      streamId: 'unit-2',
      actual: end,
    });
    expect(sent).toEqual(['unit-1']);
    ask('worker-1', { 'unit-1': end, 'unit-2': end });
    expect(sent).toEqual(['unit-1', 'worker-1']);
  },
);

it('keeps the ends of so many streams and no more, the latest', async () => {
  order = new AppendOrder((streamId) => seen.get(streamId), 2);
  for (const streamId of ['unit-1', 'unit-2', 'unit-1', 'unit-3']) {
    const one = ask(streamId);
    one.answer(5n);
    await one.answered;
  }
  await expect(ask('worker-1', { 'unit-1': 4n }).answered).rejects.toThrow('unit-1');
  await expect(ask('worker-1', { 'unit-3': 4n }).answered).rejects.toThrow('unit-3');
  ask('worker-1', { 'unit-2': 4n });
  expect(sent.at(-1)).toBe('worker-1');
});
