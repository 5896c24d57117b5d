import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { collect, numbered, rejectionOf } from './event.builders.js';

/** Well below the time-outs given to the waits that must end early, well above what a busy machine needs. */
const SOON_MS = 5_000;

export function waitingConformance(current: CurrentStore): void {
  it('does not wait when there is already more', async () => {
    const store = current();
    const { position } = await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    const started = performance.now();
    expect(await store.waitForMore(0n, { timeoutMs: 20_000 })).toBe(true);
    expect(await store.waitForMore(position - 1n, { timeoutMs: 20_000 })).toBe(true);
    expect(performance.now() - started).toBeLessThan(SOON_MS);
  });

  it('wakes every waiter on an append', async () => {
    const store = current();
    const { position } = await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    const started = performance.now();
    const waits = [1, 2, 3].map(() => store.waitForMore(position, { timeoutMs: 20_000 }));
    await pause(50);
    await store.append('worker-w-2', numbered(1), { expectedRevision: 'no-stream' });
    expect(await Promise.all(waits)).toEqual([true, true, true]);
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    expect(await store.readAll({ after: position, maxCount: 10 })).toHaveLength(1);
  });

  it('says false when nothing came in time', async () => {
    const store = current();
    expect(await store.waitForMore(0n, { timeoutMs: 100 })).toBe(false);
    const { position } = await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    expect(await store.waitForMore(position, { timeoutMs: 100 })).toBe(false);
  });

  it('stops waiting when it is aborted, also when it was aborted before', async () => {
    const store = current();
    const started = performance.now();
    const controller = new AbortController();
    const wait = store.waitForMore(0n, { timeoutMs: 20_000, signal: controller.signal });
    await pause(20);
    controller.abort();
    expect(await wait).toBe(false);
    expect(await store.waitForMore(0n, { timeoutMs: 20_000, signal: AbortSignal.abort() })).toBe(false);
    expect(performance.now() - started).toBeLessThan(SOON_MS);
  });

  it('lets nobody wait past its closing, and may be closed twice', async () => {
    const store = current();
    const started = performance.now();
    const wait = store.waitForMore(0n, { timeoutMs: 20_000 });
    await pause(20);
    await store.close();
    expect(await wait).toBe(false);
    await store.close();
    expect(performance.now() - started).toBeLessThan(SOON_MS);
  });

  it('says no to what is asked of it after closing', { timeout: SOON_MS }, async () => {
    const store = current();
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    await store.close();
    const asked = [
      store.append('worker-w-1', numbered(1), { expectedRevision: 'any' }),
      store.readAll({ after: 0n, maxCount: 1 }),
      collect(store.readStream('worker-w-1')),
      store.head(),
    ];
    for (const one of asked) expect(await rejectionOf(one)).toMatchObject({ name: 'EventStoreUnavailable' });
  });
}
