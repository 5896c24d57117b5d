import type { StoredEvent } from '@praxis/event-sourcing';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLogChild, temporaryLog } from '../testing/child-process.js';
import { openEmbeddedEventStore } from './index.js';

let log: ReturnType<typeof temporaryLog>;
beforeEach(() => (log = temporaryLog()));
afterEach(() => log.remove());

async function readWhole(path: string): Promise<StoredEvent[]> {
  const store = await openEmbeddedEventStore({ path });
  const all: StoredEvent[] = [];
  for (let after = 0n; ; after = all.at(-1)!.position) {
    const page = await store.readAll({ after, maxCount: 10_000 });
    if (page.length === 0) break;
    all.push(...page);
  }
  await store.close();
  return all;
}

it('keeps every acknowledged append, whole and in order, when the process is killed at any moment', async () => {
  const ROUNDS = 6;
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = await startLogChild('write', log.path);
    await pause(20 + Math.random() * 300);
    await child.kill();
    acknowledged.push(...child.lines());

    const all = await readWhole(log.path);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));

    const parts = new Map<string, StoredEvent[]>();
    const streams = new Map<string, bigint>();
    for (const event of all) {
      expect(event.revision).toBe((streams.get(event.streamId) ?? -1n) + 1n);
      streams.set(event.streamId, event.revision);
      const key = `${String(event.data['run'])} ${String(event.data['n'])}`;
      parts.set(key, [...(parts.get(key) ?? []), event]);
    }
    for (const events of parts.values()) {
      expect(events.map(({ data }) => data['index'])).toEqual(events.map((_, index) => index));
      expect(events).toHaveLength(events[0]!.data['of'] as number);
    }
    expect(acknowledged.filter((key) => !parts.has(key))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 10);
});
