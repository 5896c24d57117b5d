import { StoreLocked } from '@praxis/event-sourcing';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLogChild, temporaryLog } from '../testing/child-process.js';
import { openEmbeddedEventStore } from './index.js';

let log: ReturnType<typeof temporaryLog>;
beforeEach(() => (log = temporaryLog()));
afterEach(() => log.remove());

it('refuses a second process while the first lives, and lets it in once the first was killed', async () => {
  const child = await startLogChild('hold', log.path);
  try {
    const refusal = openEmbeddedEventStore({ path: log.path });
    await expect(refusal).rejects.toThrow(StoreLocked);
    await expect(refusal).rejects.toThrow(/log\.sqlite is in use/);
  } finally {
    await child.kill();
  }
  const store = await openEmbeddedEventStore({ path: log.path });
  expect(await store.head()).toBe(0n);
  await store.close();
});

it('refuses a second writer in the same process, until the first is closed', async () => {
  const first = await openEmbeddedEventStore({ path: log.path });
  await expect(openEmbeddedEventStore({ path: log.path })).rejects.toThrow(StoreLocked);
  await first.close();
  const second = await openEmbeddedEventStore({ path: log.path });
  await second.close();
});

it('lets a reader in beside the writer, but takes no append from it', async () => {
  const child = await startLogChild('write', log.path);
  const reader = await openEmbeddedEventStore({ path: log.path, readOnly: true });
  try {
    const head = await reader.head();
    expect(await reader.waitForMore(head, { timeoutMs: 10_000 })).toBe(true);
    const page = await reader.readAll({ after: head, maxCount: 10 });
    expect(page[0]!.position).toBe(head + 1n);
    await expect(reader.append('kill-0', [page[0]!], { expectedRevision: 'any' })).rejects.toMatchObject({
      name: 'EventStoreUnavailable',
    });
  } finally {
    await reader.close();
    await child.kill();
  }
});

it('does not keep a process alive that forgot to close it', { timeout: 10_000 }, async () => {
  const child = await startLogChild('leave', log.path);
  const [code] = child.process.exitCode === null ? await once(child.process, 'exit') : [child.process.exitCode];
  expect(code).toBe(0);
  const store = await openEmbeddedEventStore({ path: log.path });
  expect(await store.head()).toBe(1n);
  await store.close();
});
