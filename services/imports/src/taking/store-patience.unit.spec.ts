import { AppendOutcomeUnknown, EventStoreUnavailable, StorageFull, type StoredEvent } from '@praxis/event-sourcing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StorePatience } from './store-patience.js';

const away = new EventStoreUnavailable('EventStoreDB cannot be reached', { mayComeBack: true });

let told: string[];
let patience: StorePatience;
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  patience = new StorePatience({ onWaiting: (message) => told.push(message) });
});
afterEach(() => vi.useRealTimers());

/** Fails for a while, then works. */
function after(ms: number, error: Error = away) {
  const from = performance.now() + ms;
  return vi.fn(async () => {
    if (performance.now() < from) throw error;
    return 'done';
  });
}

async function outcomeOf(promise: Promise<unknown>, ms: number): Promise<unknown> {
  const settled = promise.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(ms);
  return Promise.race([settled, Promise.resolve().then(() => 'still waiting')]);
}

it.each([
  ['a store that is away', away],
  ['an append whose outcome is unknown', new AppendOutcomeUnknown('no answer')],
])('waits out %s for two minutes', async (_, error) => {
  expect(await outcomeOf(patience.untilAnswered(after(119_000, error)), 121_000)).toBe('done');
  expect(await outcomeOf(patience.untilAnswered(after(123_000, error)), 122_000)).toBe(error);
});

it('does not ask more often than a store that starts can bear', async () => {
  const work = after(60_000);
  await outcomeOf(patience.untilAnswered(work), 62_000);
  expect(work.mock.calls.length).toBeLessThan(40);
});

it.each([
  ['a store that was closed', new EventStoreUnavailable('closed')],
  ['a full disk', new StorageFull('full')],
  ['a mistake', new TypeError('x is not a function')],
])('does not wait for %s', async (_, error) => {
  expect(await outcomeOf(patience.untilAnswered(after(1_000, error)), 0)).toBe(error);
  expect(told).toEqual([]);
});

it('tells once that it waits and once that it goes on, however many wait', async () => {
  const lanes = Promise.all(Array.from({ length: 64 }, () => patience.untilAnswered(after(3_000))));
  await outcomeOf(lanes, 6_000);
  expect(told).toEqual([
    'EventStoreDB cannot be reached. Waiting for it, up to 120 seconds …',
    'The event store answers again: going on.',
  ]);
  await outcomeOf(patience.untilAnswered(after(100)), 3_000);
  expect(told).toHaveLength(4);
});

it('goes on with a stream where it broke off', async () => {
  const revisions = [0n, 1n, 2n, 3n];
  const store = {
    readStream: vi.fn(async function* (_: string, { fromRevision = 0n }: { fromRevision?: bigint } = {}) {
      for (const revision of revisions.slice(Number(fromRevision))) {
        yield { revision } as StoredEvent;
        if (revision === 1n && fromRevision === 0n) throw away;
      }
    }),
    readAll: vi.fn(after(500) as never),
  };
  const read = async () => {
    const seen: bigint[] = [];
    for await (const { revision } of patience.reading(store).readStream('worker-1')) seen.push(revision);
    return seen;
  };
  expect(await outcomeOf(read(), 3_000)).toEqual(revisions);
  expect(await outcomeOf(patience.reading(store).readAll({ after: 0n, maxCount: 1 }), 3_000)).toBe('done');
});
