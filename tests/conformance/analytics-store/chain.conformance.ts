import { findBatch, inspectChain, physicalName, readChain, removeBatch } from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { batchOf, countOf, insert, madeTable } from './fact-tables.builders.js';

export function chainConformance(current: CurrentStore): void {
  it('is at 0 for an empty table', async () => {
    const definition = await madeTable(current());
    const report = await inspectChain(current(), physicalName(definition));
    expect(report).toMatchObject({ head: 0n, end: 0n, batches: 0, whole: true });
  });

  it('covers batches with and without facts', async () => {
    const store = current();
    const definition = await madeTable(store);
    const table = physicalName(definition);
    await insert(store, definition, batchOf(0, 10));
    await insert(store, definition, { from: 10n, to: 900n, facts: [] });
    await insert(store, definition, { ...batchOf(900, 905), from: 900n, to: 1_000n });
    expect(await inspectChain(store, table)).toMatchObject({ head: 1_000n, end: 1_000n, batches: 3, whole: true });
    const { batches } = await readChain(store, table);
    expect(batches).toEqual([
      { from: 0n, to: 10n, rows: 10, expected: 10 },
      { from: 10n, to: 900n, rows: 1, expected: 1 },
      { from: 900n, to: 1_000n, rows: 5, expected: 5 },
    ]);
    expect(await findBatch(store, table, { from: 10n, to: 900n })).toEqual(batches[1]);
    expect(await findBatch(store, table, { from: 10n, to: 901n })).toBeUndefined();
    const [row] = await store.query(`SELECT unit, minutes, position, marker FROM ${table} WHERE marker = 1`);
    expect(row).toEqual({ unit: '', minutes: 0, position: '900', marker: 1 });
  });

  it('finds a gap, a torn batch, one written twice and one that overlaps, and is whole again after repair', async () => {
    const store = current();
    const definition = await madeTable(store);
    const table = physicalName(definition);
    for (const [from, to] of [
      [0, 10],
      [10, 20],
      [30, 40],
      [40, 50],
      [50, 60],
      [55, 70],
      [60, 70],
    ] as const) {
      await insert(store, definition, batchOf(from, to));
    }
    await insert(store, definition, batchOf(40, 50));
    await store.command(`ALTER TABLE ${table} DELETE WHERE position = 35 SETTINGS mutations_sync = 1`);

    const report = await inspectChain(store, table);
    expect(report).toEqual({
      head: 20n,
      end: 70n,
      batches: 7,
      faulty: [
        { from: 30n, to: 40n, rows: 9, expected: 10, fault: 'torn' },
        { from: 40n, to: 50n, rows: 20, expected: 10, fault: 'torn' },
        { from: 55n, to: 70n, rows: 15, expected: 15, fault: 'overlapping' },
      ],
      missing: [{ from: 20n, to: 50n }],
      whole: false,
    });

    for (const batch of report.faulty) await removeBatch(store, table, batch);
    for (const { from, to } of report.missing) await insert(store, definition, batchOf(Number(from), Number(to)));
    expect(await inspectChain(store, table)).toMatchObject({ head: 70n, end: 70n, whole: true });
    expect(await countOf(store, definition)).toBe(70);
  });

  it('takes a removed batch again under another token only', async () => {
    const store = current();
    const definition = await madeTable(store);
    await insert(store, definition, batchOf(0, 10), 'first');
    await removeBatch(store, physicalName(definition), { from: 0n, to: 10n });
    expect(await countOf(store, definition)).toBe(0);
    await insert(store, definition, batchOf(0, 10), 'first');
    expect(await countOf(store, definition)).toBe(0);
    await insert(store, definition, batchOf(0, 10), 'second');
    expect(await countOf(store, definition)).toBe(10);
  });
}
