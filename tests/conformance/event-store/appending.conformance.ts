import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { JsonObject } from '@praxis/event-sourcing';
import type { ConformanceOptions, CurrentStore } from './store-under-test.js';
import { asAppended, collect, event, metadata, numbered, readToEnd } from './event.builders.js';

const AWKWARD: JsonObject = {
  unicode: 'Zoë Ó Briain — 日本語 — 👩🏽‍⚕️ — \u0000 — \u2028 — "quoted" \\ back\r\nslash',
  loneSurrogate: '\ud83d',
  bigAsText: '12345678901234567890123456789',
  nested: { list: [1, [2, [3, { deep: [null, true, false, '', {}, []] }]]], empty: {} },
  numbers: [0, -1, 1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER],
  '': 'a member without a name',
  'key with "quotes"': 'value',
};

export function appendingConformance(current: CurrentStore, options: ConformanceOptions): void {
  it('gives back every part of an event as it was given', async () => {
    const store = current();
    const given = event(AWKWARD, {
      type: 'praxis.awkward',
      version: 7,
      effectiveAt: '1999-12-31',
      metadata: metadata({
        correlationId: randomUUID(),
        causationId: randomUUID(),
        actor: { id: 'w-π', role: 'data-steward' },
        source: 'import:2026-03 "Ünïcode"',
        attestedAt: '2019-05-06T07:08:09.010Z',
      }),
    });
    await store.append('worker-w-1', [given], { expectedRevision: 'no-stream' });
    const [fromStream] = await collect(store.readStream('worker-w-1'));
    const [fromAll] = await readToEnd(store);
    expect(fromAll).toStrictEqual(fromStream);
    expect(asAppended(fromStream!)).toStrictEqual(given);
    expect(JSON.stringify(fromStream!.data)).toBe(JSON.stringify(AWKWARD));
    expect(Object.keys(fromStream!).sort()).toEqual(
      [...Object.keys(given), 'streamId', 'revision', 'position', 'loggedAt'].sort(),
    );
  });

  it('leaves attestedAt out when it was not given', async () => {
    const store = current();
    await store.append('worker-w-1', [event()], { expectedRevision: 'any' });
    const [stored] = await collect(store.readStream('worker-w-1'));
    expect(Object.keys(stored!.metadata)).not.toContain('attestedAt');
  });

  it('keeps what a later release adds to the metadata', async () => {
    const store = current();
    const extended = { ...metadata(), addedLater: { any: ['thing'] } };
    await store.append('worker-w-1', [event({}, { metadata: extended })], { expectedRevision: 'any' });
    const [stored] = await collect(store.readStream('worker-w-1'));
    expect(stored!.metadata).toStrictEqual(extended);
  });

  it('says when it took an event, in UTC with milliseconds', async () => {
    const store = current();
    await store.append('worker-w-1', [event()], { expectedRevision: 'any' });
    const [stored] = await collect(store.readStream('worker-w-1'));
    expect(stored!.loggedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('numbers a stream from 0n and the log by strictly increasing bigints, never 0n', async () => {
    const store = current();
    const first = await store.append('worker-w-1', numbered(2), { expectedRevision: 'no-stream' });
    const other = await store.append('worker-w-2', numbered(1), { expectedRevision: 'no-stream' });
    const second = await store.append('worker-w-1', numbered(1, 2), { expectedRevision: first.revision });
    expect([first.revision, other.revision, second.revision]).toEqual([1n, 0n, 2n]);

    const stream = await collect(store.readStream('worker-w-1'));
    expect(stream.map((stored) => stored.revision)).toEqual([0n, 1n, 2n]);
    const positions = (await readToEnd(store)).map((stored) => stored.position);
    expect(positions.every((position) => typeof position === 'bigint' && position > 0n)).toBe(true);
    expect(positions.every((position, index) => index === 0 || position > positions[index - 1]!)).toBe(true);
    expect([first.position, other.position, second.position]).toEqual([positions[1], positions[2], positions[3]]);
    if (options.gapFree) expect(positions).toEqual([1n, 2n, 3n, 4n]);
  });

  it('appends several events as one: contiguous in their stream, in order', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    const { revision } = await store.append('worker-w-1', numbered(250, 1), { expectedRevision: 0n });
    expect(revision).toBe(250n);
    const stored = await collect(store.readStream('worker-w-1'));
    expect(stored.map(({ data }) => data['n'])).toEqual(Array.from({ length: 251 }, (_, index) => index));
    expect(stored.map((one) => one.revision)).toEqual(Array.from({ length: 251 }, (_, index) => BigInt(index)));
  });

  it('appends where it does not matter what is there', async () => {
    const store = current();
    expect((await store.append('worker-w-1', numbered(1), { expectedRevision: 'any' })).revision).toBe(0n);
    expect((await store.append('worker-w-1', numbered(2, 1), { expectedRevision: 'any' })).revision).toBe(2n);
  });

  it('takes any stream name a person or a program may come up with', async () => {
    const store = current();
    const names = ['worker-ñ/ü 100%', "o'brien-1", 'a"b`c;--', '日本語-1', 'Worker-w-1', 'worker-w-1'];
    for (const name of names) await store.append(name, [event({ name })], { expectedRevision: 'no-stream' });
    for (const name of names) {
      const stored = await collect(store.readStream(name));
      expect(stored.map((one) => [one.streamId, one.data['name'], one.revision])).toEqual([[name, name, 0n]]);
    }
  });

  it('takes a large event', async () => {
    const store = current();
    // 700 kB: EventStoreDB takes 1 MiB in one append unless it was told otherwise.
    const text = 'é"\\x'.repeat(100_000);
    await store.append('worker-w-1', [event({ text })], { expectedRevision: 'no-stream' });
    const [stored] = await collect(store.readStream('worker-w-1'));
    expect(stored!.data['text'] === text).toBe(true);
    expect((await readToEnd(store))[0]!.data['text'] === text).toBe(true);
  });

  it('does not write a repeated append twice, whether it confirms or refuses it', async () => {
    const store = current();
    const events = numbered(2);
    const append = () => store.append('worker-w-1', events, { expectedRevision: 'no-stream' });
    const first = await append();
    const again = await append().catch((error: Error) => error.name);
    if (typeof again === 'string') expect(again).toBe('WrongExpectedRevision');
    else expect(again.revision).toBe(first.revision);
    expect(await collect(store.readStream('worker-w-1'))).toHaveLength(2);
  });
}
