import { WrongExpectedRevision, type EventStore, type StreamRevision } from '@praxis/event-sourcing';
import { expect, it } from 'vitest';
import { collect, event, numbered, readToEnd, rejectionOf } from './event.builders.js';

const CROWD = 32;

/** An append that was decided on what other streams say is written only while they say it. */
export function restingConformance(current: () => { readonly store: EventStore; readonly another: EventStore }): void {
  const open = (unit: string, length = 1) =>
    current().store.append(unit, numbered(length), { expectedRevision: 'no-stream' });
  const close = (unit: string) => current().store.append(unit, numbered(1, 1), { expectedRevision: 0n });
  const name = (worker: string, ...looked: readonly (readonly [string, StreamRevision])[]) =>
    current().store.append(worker, [event()], { expectedRevision: 'no-stream', restsOn: new Map(looked) });
  const lengthOf = async (streamId: string) => (await collect(current().store.readStream(streamId))).length;

  it('writes it where they are as they were looked at, however many rest on one of them', async () => {
    await open('unit-1');
    await open('unit-2', 2);
    const workers = Array.from({ length: CROWD }, (_, n) => `worker-${n}`);
    const appends = workers.map((worker) => name(worker, ['unit-1', 0n], ['unit-2', 1n], ['unit-3', 'no-stream']));
    expect(new Set((await Promise.all(appends)).map(({ revision }) => revision))).toEqual(new Set([0n]));
    expect(await readToEnd(current().store)).toHaveLength(3 + CROWD);
  });

  it('writes nothing where one of them has moved on, or was begun, and names it', async () => {
    await open('unit-1');
    const moved: readonly [unit: string, looked: StreamRevision, actual: bigint][] = [
      ['unit-2', 0n, 1n],
      ['unit-3', 0n, 2n],
      ['unit-4', 'no-stream', 0n],
    ];
    for (const [unit, looked, actual] of moved) {
      await open(unit, Number(actual) + 1);
      const error = await rejectionOf(name(`worker-of-${unit}`, ['unit-1', 0n], [unit, looked]));
      expect(error).toBeInstanceOf(WrongExpectedRevision);
      expect(error).toMatchObject({ streamId: unit, expected: looked, actual });
      expect(await lengthOf(`worker-of-${unit}`)).toBe(0);
      await name(`worker-of-${unit}`, ['unit-1', 0n], [unit, actual]);
    }
    expect(await readToEnd(current().store)).toHaveLength(1 + 6 + moved.length);
    const error = await rejectionOf(name('unit-1', ['unit-2', 1n]));
    expect(error).toMatchObject({ streamId: 'unit-1', expected: 'no-stream' });
  });

  it('writes nothing where another client moved one of them on, and that was seen since', async () => {
    await open('unit-1');
    await lengthOf('unit-1');
    await current().another.append('unit-1', numbered(1, 1), { expectedRevision: 0n });
    expect(await lengthOf('unit-1')).toBe(2);
    await expect(name('worker-w-1', ['unit-1', 0n])).rejects.toMatchObject({ streamId: 'unit-1', expected: 0n });
  });

  it('writes, of two at the same moment, no change below what rests on its not having been made', async () => {
    const units = Array.from({ length: CROWD / 2 }, (_, n) => `unit-${n}`);
    await Promise.all(units.map((unit) => open(unit)));
    const pairs = await Promise.all(
      units.map((unit, n) => {
        const closing = () => close(unit);
        const naming = () => name(`worker-of-${unit}`, [unit, 0n]).catch((error: unknown) => error);
        return Promise.all(n % 2 === 0 ? [closing(), naming()] : [naming(), closing()]);
      }),
    );
    for (const [n, [first, second]] of pairs.entries()) {
      if (n % 2 === 0) expect(second).toMatchObject({ name: 'WrongExpectedRevision', streamId: units[n] });
      else expect(positionOf(first)).toBeLessThan(positionOf(second));
    }
  });

  it('does not mind a change at the same moment that is refused', async () => {
    await open('unit-1');
    const [reopening, naming] = await Promise.allSettled([open('unit-1'), name('worker-w-1', ['unit-1', 0n])]);
    expect([reopening.status, naming.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('writes one of two that rest on each other, and lets neither wait for ever', async () => {
    const attempts = await Promise.allSettled([
      name('worker-w-1', ['worker-w-2', 'no-stream']),
      name('worker-w-2', ['worker-w-1', 'no-stream']),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await readToEnd(current().store)).toHaveLength(1);
  });
}

function positionOf(appended: unknown): bigint {
  return (appended as { readonly position: bigint }).position;
}
