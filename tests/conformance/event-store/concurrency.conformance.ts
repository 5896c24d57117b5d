import { WrongExpectedRevision } from '@praxis/event-sourcing';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ConformanceOptions, CurrentStore } from './store-under-test.js';
import { collect, event, numbered, readToEnd } from './event.builders.js';

export function concurrencyConformance(current: CurrentStore, options: ConformanceOptions): void {
  it.each(['no-stream', 2n] as const)('lets exactly one of many win that expect %s', async (expectedRevision) => {
    const store = current();
    const existing = expectedRevision === 'no-stream' ? 0 : 3;
    if (existing > 0) await store.append('worker-w-1', numbered(existing), { expectedRevision: 'no-stream' });
    const attempts = await Promise.allSettled(
      Array.from({ length: 16 }, (_, writer) =>
        store.append('worker-w-1', [event({ writer }), event({ writer })], { expectedRevision }),
      ),
    );
    const winners = attempts.flatMap((attempt, writer) => (attempt.status === 'fulfilled' ? [writer] : []));
    expect(winners).toHaveLength(1);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(WrongExpectedRevision);
    }
    const written = (await collect(store.readStream('worker-w-1'))).slice(existing);
    expect(written.map(({ data }) => data['writer'])).toEqual([winners[0], winners[0]]);
    expect(await readToEnd(store)).toHaveLength(existing + 2);
  });

  it('takes 64 concurrent appends to different streams, all of them', async () => {
    const store = current();
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, writer) =>
        store.append(`worker-w-${writer}`, numbered(3, writer * 3), { expectedRevision: 'no-stream' }),
      ),
    );
    expect(results.every(({ revision }) => revision === 2n)).toBe(true);
    const all = await readToEnd(store);
    expect(new Set(all.map(({ data }) => data['n'])).size).toBe(192);
    expect(new Set(all.map(({ position }) => position)).size).toBe(192);
    for (let writer = 0; writer < 64; writer += 1) {
      const own = await collect(store.readStream(`worker-w-${writer}`));
      expect(own.map(({ data }) => data['n'])).toEqual([writer * 3, writer * 3 + 1, writer * 3 + 2]);
      expect(own.at(-1)!.position).toBe(results[writer]!.position);
    }
    if (options.gapFree) {
      expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 192 }, (_, index) => BigInt(index + 1)));
    }
  });

  it('lets a refusal spoil neither its neighbours nor the order', async () => {
    const store = current();
    await store.append('worker-taken', numbered(1), { expectedRevision: 'no-stream' });
    const attempts = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        store.append(index % 4 === 0 ? 'worker-taken' : `worker-${index}`, numbered(2), {
          expectedRevision: 'no-stream',
        }),
      ),
    );
    expect(attempts.map(({ status }) => status)).toEqual(
      attempts.map((_, index) => (index % 4 === 0 ? 'rejected' : 'fulfilled')),
    );
    const all = await readToEnd(store);
    expect(all).toHaveLength(1 + 30 * 2);
    if (options.gapFree) expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
  });

  it('shows no reader a part of an append', async () => {
    const store = current();
    let writing = true;
    const writer = (async () => {
      for (let n = 0; n < 40; n += 1) await store.append('worker-w-1', numbered(5, n * 5), { expectedRevision: 'any' });
    })().finally(() => (writing = false));
    while (writing) {
      const stream = await collect(store.readStream('worker-w-1'));
      expect(stream.map(({ revision }) => revision)).toEqual(stream.map((_, index) => BigInt(index)));
      expect(stream.length % 5).toBe(0);
      // A store in this process may answer without ever letting the event loop turn, and the writer needs it to.
      await nextTurn();
    }
    await writer;
    const all = await readToEnd(store);
    expect(all.map(({ data }) => data['n'])).toEqual(Array.from({ length: 200 }, (_, index) => index));
  });

  it('skips and repeats nothing for a reader that follows along', async () => {
    const store = current();
    const target = 300;
    const writers = [0, 1, 2].map(async (writer) => {
      for (let n = 0; n < target / 3; n += 1) {
        await store.append(`worker-w-${writer}`, [event({ writer, n })], { expectedRevision: 'any' });
      }
    });
    const seen: string[] = [];
    for (let after = 0n; seen.length < target;) {
      const page = await store.readAll({ after, maxCount: 7 });
      if (page.length === 0) await store.waitForMore(after, { timeoutMs: 1_000 });
      for (const { data, position } of page) {
        seen.push(`${String(data['writer'])}/${String(data['n'])}`);
        after = position;
      }
    }
    await Promise.all(writers);
    expect(new Set(seen).size).toBe(target);
    for (const writer of [0, 1, 2]) {
      const own = seen.filter((one) => one.startsWith(`${writer}/`));
      expect(own).toEqual(own.map((_, index) => `${writer}/${index}`));
    }
  });
}
