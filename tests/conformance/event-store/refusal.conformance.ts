import { WrongExpectedRevision, type EventToAppend, type ExpectedRevision } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { collect, event, numbered, readToEnd, rejectionOf } from './event.builders.js';

/** No promise may be left hanging by an append that cannot be made: the client library of one store does just that. */
const PROMPT = 2_000;

export function refusalConformance(current: CurrentStore): void {
  const conflicts: readonly [string, number, ExpectedRevision, bigint | 'no-stream'][] = [
    ['no stream, but there is one', 1, 'no-stream', 0n],
    ['a revision, but there is no stream', 0, 0n, 'no-stream'],
    ['a revision behind the stream', 3, 1n, 2n],
    ['a revision ahead of the stream', 3, 3n, 2n],
  ];
  it.each(conflicts)('refuses an append that expects %s', async (_, existing, expected, actual) => {
    const store = current();
    if (existing > 0) await store.append('worker-w-1', numbered(existing), { expectedRevision: 'no-stream' });
    const error = await rejectionOf(store.append('worker-w-1', numbered(2, 100), { expectedRevision: expected }));
    expect(error).toBeInstanceOf(WrongExpectedRevision);
    const refusal = error as WrongExpectedRevision;
    expect([refusal.streamId, refusal.expected]).toEqual(['worker-w-1', expected]);
    expect([actual, undefined]).toContain(refusal.actual);
    expect(await readToEnd(store)).toHaveLength(existing);
    expect(await collect(store.readStream('worker-w-1'))).toHaveLength(existing);
  });

  it('goes on normally after a refusal', async () => {
    const store = current();
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    await rejectionOf(store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' }));
    expect((await store.append('worker-w-1', numbered(1, 1), { expectedRevision: 0n })).revision).toBe(1n);
    expect((await store.append('worker-w-2', numbered(1), { expectedRevision: 'no-stream' })).revision).toBe(0n);
  });

  it.each([-1n, -2n, 2n ** 64n])(
    'refuses %s as an expected revision at once',
    { timeout: PROMPT },
    async (revision) => {
      const store = current();
      const error = await rejectionOf(store.append('worker-w-1', numbered(1), { expectedRevision: revision }));
      expect(error).toBeInstanceOf(RangeError);
      expect(error).not.toBeInstanceOf(WrongExpectedRevision);
      expect(await readToEnd(store)).toEqual([]);
      // The store still works, and so does the very stream.
      await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    },
  );

  it('refuses an append without events', { timeout: PROMPT }, async () => {
    const store = current();
    expect(await rejectionOf(store.append('worker-w-1', [], { expectedRevision: 'any' }))).toBeInstanceOf(RangeError);
    expect(await collect(store.readStream('worker-w-1'))).toEqual([]);
  });

  it.each(['', '$ce-worker'])('refuses %j as a stream name', { timeout: PROMPT }, async (name) => {
    const store = current();
    const error = await rejectionOf(store.append(name, numbered(1), { expectedRevision: 'any' }));
    expect(error).toBeInstanceOf(RangeError);
    expect(await readToEnd(store)).toEqual([]);
  });

  it('refuses an event type that readers would take for one of the system’s', { timeout: PROMPT }, async () => {
    const store = current();
    const disguised = event({}, { type: '$metadata' });
    const error = await rejectionOf(store.append('worker-w-1', [disguised], { expectedRevision: 'any' }));
    expect(error).toBeInstanceOf(RangeError);
    expect(await readToEnd(store)).toEqual([]);
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const unserialisable: readonly [string, unknown][] = [
    ['a bigint', { amount: 10n }],
    ['a cycle', cycle],
    ['nothing at all', undefined],
  ];
  it.each(unserialisable)('refuses data holding %s promptly', { timeout: PROMPT }, async (_, data) => {
    const store = current();
    const events = [...numbered(2), { ...event(), data } as unknown as EventToAppend];
    const error = await rejectionOf(store.append('worker-w-1', events, { expectedRevision: 'no-stream' }));
    expect(error).toBeInstanceOf(TypeError);
    expect(await readToEnd(store)).toEqual([]);
    await store.append('worker-w-1', numbered(1), { expectedRevision: 'no-stream' });
    expect(await readToEnd(store)).toHaveLength(1);
  });

  it('refuses metadata that JSON cannot carry promptly', { timeout: PROMPT }, async () => {
    const store = current();
    const broken = { ...event(), metadata: { ...event().metadata, source: 1n } } as unknown as EventToAppend;
    const error = await rejectionOf(store.append('worker-w-1', [broken], { expectedRevision: 'no-stream' }));
    expect(error).toBeInstanceOf(TypeError);
    expect(await readToEnd(store)).toEqual([]);
  });
}
