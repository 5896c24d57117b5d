import { chained, contentHash, streamLink } from '@praxis/event-sourcing';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { collect, event, metadata, numbered, readToEnd } from './event.builders.js';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
/** Values that a store could give back otherwise spelled, or in another order. */
const AWKWARD = { 'b c': [1e21, -0, 0.1, [], {}], a: null, é: 'naïve \u2028 \ud83d\ude00 "', '10': true, '9': '' };

export function readingConformance(current: CurrentStore): void {
  it('is empty at first', async () => {
    const store = current();
    expect(await store.head()).toBe(0n);
    expect(await store.readAll({ after: 0n, maxCount: 100 })).toEqual([]);
  });

  it('reads an unknown stream as empty, from any revision', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    expect(await collect(store.readStream('worker-w-2'))).toEqual([]);
    expect(await collect(store.readStream('worker-w-2', { fromRevision: 5n }))).toEqual([]);
    expect(await collect(store.readStream('worker-w'))).toEqual([]);
  });

  it('reads a stream from a revision on', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(5), { expectedRevision: 'no-stream' });
    const revisions = async (fromRevision: bigint) =>
      (await collect(store.readStream('worker-w-1', { fromRevision }))).map((stored) => stored.revision);
    expect(await revisions(0n)).toEqual([0n, 1n, 2n, 3n, 4n]);
    expect(await revisions(3n)).toEqual([3n, 4n]);
    expect(await revisions(4n)).toEqual([4n]);
    expect(await revisions(5n)).toEqual([]);
  });

  it('gives an event back so that its digest still fits', async () => {
    const store = current();
    const attested = event(AWKWARD, { metadata: metadata({ attestedAt: '2019-01-01T00:00:00.000Z' }) });
    const end = { revision: undefined, chainDigest: undefined };
    const events = chained(digest, 'worker-w-1', end, [event(AWKWARD), attested]);
    await store.append('worker-w-1', events, { expectedRevision: 'no-stream' });
    for (const read of [await collect(store.readStream('worker-w-1')), await readToEnd(store)]) {
      let previous: string | undefined;
      for (const stored of read) {
        previous = streamLink(digest, previous, contentHash(stored));
        expect(stored.metadata.chainDigest).toBe(previous);
      }
    }
  });

  it('has one identity from its first event on', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    const identity = await store.identity();
    expect(identity).toMatch(/^[0-9a-f-]{36}$/);
    await store.append('worker-w-2', numbered(2), { expectedRevision: 'no-stream' });
    expect(await store.identity()).toBe(identity);
  });

  it('reads a long stream whole', async () => {
    const store = current();
    for (let first = 0; first < 3_000; first += 1_000) {
      await store.append('worker-w-1', numbered(1_000, first), { expectedRevision: 'any' });
    }
    const stored = await collect(store.readStream('worker-w-1'));
    expect(stored.map(({ data }) => data['n'])).toEqual(Array.from({ length: 3_000 }, (_, index) => index));
  });

  it('may be left in the middle of a stream', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(50), { expectedRevision: 'no-stream' });
    for await (const stored of store.readStream('worker-w-1')) if (stored.revision === 3n) break;
    await store.append('worker-w-1', numbered(1, 50), { expectedRevision: 49n });
    expect(await collect(store.readStream('worker-w-1'))).toHaveLength(51);
  });

  it('reads the whole log in the order in which it was appended', async () => {
    const store = current();
    for (let n = 0; n < 30; n += 1) {
      await store.append(`worker-w-${n % 4}`, [event({ n })], { expectedRevision: 'any' });
    }
    const all = await readToEnd(store);
    expect(all.map(({ data }) => data['n'])).toEqual(Array.from({ length: 30 }, (_, index) => index));
    for (const id of [0, 1, 2, 3]) {
      const ofStream = all.filter((stored) => stored.streamId === `worker-w-${id}`);
      expect(ofStream).toStrictEqual(await collect(store.readStream(`worker-w-${id}`)));
    }
  });

  it('reads the same log in pages of any size', async () => {
    const store = current();
    for (let n = 0; n < 40; n += 4) {
      await store.append(`worker-w-${n % 3}`, numbered(4, n), { expectedRevision: 'any' });
    }
    const whole = await readToEnd(store, 1_000);
    expect(whole).toHaveLength(40);
    for (const size of [1, 3, 7, 40, 41]) expect(await readToEnd(store, size)).toStrictEqual(whole);
  });

  it('reads after any event, also from the middle of an append', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(6), { expectedRevision: 'no-stream' });
    const all = await readToEnd(store);
    for (const [index, { position }] of all.entries()) {
      const rest = await store.readAll({ after: position, maxCount: 100 });
      expect(rest.map((stored) => stored.position)).toEqual(all.slice(index + 1).map((stored) => stored.position));
    }
    expect(await store.readAll({ after: all.at(-1)!.position + 1_000n, maxCount: 100 })).toEqual([]);
  });

  it('reads only what was appended, nothing of the system’s own', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(3), { expectedRevision: 'no-stream' });
    const all = await readToEnd(store);
    expect(all).toHaveLength(3);
    expect(all.filter(({ streamId, type }) => streamId.startsWith('$') || type.startsWith('$'))).toEqual([]);
  });

  it('knows the position of the last event', async () => {
    const store = current();
    for (const n of [1, 2, 3]) {
      const { position } = await store.append(`worker-w-${n}`, numbered(n), { expectedRevision: 'no-stream' });
      expect(await store.head()).toBe(position);
    }
    expect((await readToEnd(store)).at(-1)!.position).toBe(await store.head());
  });
}
