import type { EventStore, StoredEvent } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import { collect, numbered } from './event.builders.js';

/** Streams are asked about again and again, and mostly hold nothing new: whatever was written before is seen all the same. */
export function newsConformance(current: () => { readonly store: EventStore; readonly another: EventStore }): void {
  const STREAMS = Array.from({ length: 6 }, (_, n) => `worker-w-${n}`);
  const read = async (store: EventStore, streamId: string, fromRevision = 0n) =>
    (await collect(store.readStream(streamId, { fromRevision }))).map((stored: StoredEvent) => stored.data['n']);
  const upTo = (count: number, from = 0) => Array.from({ length: count - from }, (_, index) => from + index);

  it('sees what another client wrote between two looks at many streams, and its own appends', async () => {
    const { store, another } = current();
    const counts = [2, 1, 1, 0, 0, 0];
    const write = async (by: EventStore, n: number, count: number) => {
      const expectedRevision = counts[n] === 0 ? 'no-stream' : BigInt(counts[n]! - 1);
      await by.append(STREAMS[n]!, numbered(count, counts[n]), { expectedRevision });
      counts[n]! += count;
    };
    for (const [n, count] of [...counts.entries()].filter(([, some]) => some > 0)) {
      counts[n] = 0;
      await write(n === 0 ? another : store, n, count);
    }
    const all = () => Promise.all(STREAMS.map((streamId) => read(store, streamId)));
    for (const [by, n] of [
      [another, 0],
      [another, 3],
      [store, 4],
      [another, 4],
      [store, 1],
      [another, 1],
    ] as const) {
      expect(await all()).toEqual(counts.map((count) => upTo(count)));
      await write(by, n, 3);
      expect(await read(store, STREAMS[n]!, BigInt(counts[n]! - 1))).toEqual([counts[n]! - 1]);
      expect(await all()).toEqual(counts.map((count) => upTo(count)));
      expect(await read(store, STREAMS[n]!, BigInt(counts[n]!))).toEqual([]);
    }
  });

  it('shows every reader what was acknowledged before it asked, however many read and write meanwhile', async () => {
    const { store, another } = current();
    const acknowledged = STREAMS.map(() => 0);
    const write = async (by: EventStore, own: readonly number[]) => {
      for (let round = 0; round < 12; round += 1) {
        const n = own[round % own.length]!;
        await by.append(STREAMS[n]!, numbered(2, acknowledged[n]), { expectedRevision: 'any' });
        acknowledged[n]! += 2;
      }
    };
    let isOver = false;
    const writing = Promise.all([write(store, [0, 1, 2]), write(another, [3, 4, 5])]).finally(() => (isOver = true));
    const reading = async (n: number) => {
      while (!isOver) {
        const before = acknowledged[n]!;
        const found = await read(store, STREAMS[n]!);
        expect(found.length).toBeGreaterThanOrEqual(before);
        expect(found).toEqual(upTo(found.length));
        await new Promise(setImmediate);
      }
    };
    await Promise.all([writing, ...STREAMS.map((_, n) => reading(n))]);
    for (const n of STREAMS.keys()) expect(await read(store, STREAMS[n]!)).toEqual(upTo(8));
  });
}
