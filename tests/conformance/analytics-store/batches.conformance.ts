import {
  AnalyticsQueryError,
  AnalyticsStorageFull,
  ensureTables,
  InvalidBatch,
  maximumBatchRows,
  physicalName,
} from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { batchOf, countOf, insert, madeTable, partsOf, rejectionOf } from './fact-tables.builders.js';

const options = { deduplicationToken: 'a token', queryId: 'a-query' };

export function batchesConformance(current: CurrentStore): void {
  it('makes one part of a batch, also of the largest', async () => {
    const store = current();
    const definition = await madeTable(store);
    await insert(store, definition, batchOf(0, maximumBatchRows));
    expect(await countOf(store, definition)).toBe(maximumBatchRows);
    expect(await partsOf(store, definition)).toBe(1);
    await insert(store, definition, batchOf(maximumBatchRows, maximumBatchRows + 1));
    expect(await partsOf(store, definition)).toBe(2);
  });

  it('drops a batch whose token it has seen, and only that', async () => {
    const store = current();
    const definition = await madeTable(store);
    await insert(store, definition, batchOf(0, 10), 'facts:1:0-10');
    await insert(store, definition, batchOf(0, 10), 'facts:1:0-10');
    expect(await countOf(store, definition)).toBe(10);
    // The same rows under another token are other rows: nothing is told apart by its content.
    await insert(store, definition, batchOf(0, 10), 'facts:1:0-10 again');
    expect(await countOf(store, definition)).toBe(20);
    const other = await madeTable(store);
    await insert(store, other, batchOf(0, 10), 'facts:1:0-10');
    expect(await countOf(store, other)).toBe(10);
  });

  it('writes concurrent batches of the same token once', async () => {
    const store = current();
    const definition = await madeTable(store);
    await Promise.all(Array.from({ length: 6 }, () => insert(store, definition, batchOf(0, 50), 'concurrent')));
    expect(await countOf(store, definition)).toBe(50);
  });

  it('refuses no rows, too many, an uneven row, a column it does not know, one given twice', async () => {
    const store = current();
    const definition = await madeTable(store);
    const table = physicalName(definition);
    const tooMany = Array.from({ length: maximumBatchRows + 1 }, () => ['a', 1]);
    const cases: readonly [readonly string[], readonly (readonly unknown[])[], RegExp][] = [
      [['unit', 'minutes'], [], /1 to 100000 rows/],
      [['unit', 'minutes'], tooMany, /100001/],
      [['unit', 'minutes'], [['a', 1], ['b']], /Row 1 has 1 values/],
      [['unit', 'hours'], [['a', 1]], /no column hours/],
      [['unit', 'unit'], [['a', 'b']], /twice/],
    ];
    for (const [columns, rows, message] of cases) {
      const error = await rejectionOf(store.insertBatch(table, columns, rows, options));
      expect(error).toBeInstanceOf(InvalidBatch);
      expect((error as Error).message).toMatch(message);
    }
    expect(await countOf(store, definition)).toBe(0);
  });

  it('says that there is no such table', async () => {
    const error = await rejectionOf(current().insertBatch('no_such_table', ['a'], [[1]], options));
    expect(error).toBeInstanceOf(AnalyticsQueryError);
    expect(error).toMatchObject({ code: 60 });
  });

  it('says that the disk is full, having written nothing', async () => {
    const store = current();
    const definition = await madeTable(store);
    const setFree = (bytes: bigint): Promise<void> =>
      store.command(
        `ALTER TABLE ${physicalName(definition)} MODIFY SETTING min_free_disk_bytes_to_perform_insert = ${bytes}`,
      );
    await setFree(10n ** 18n);
    const error = await rejectionOf(insert(store, definition, batchOf(0, 5), 'full'));
    expect(error).toBeInstanceOf(AnalyticsStorageFull);
    expect(error).toMatchObject({ code: 243 });
    expect(await countOf(store, definition)).toBe(0);
    await setFree(0n);
    await insert(store, definition, batchOf(0, 5), 'full');
    expect(await countOf(store, definition)).toBe(5);
  });

  it('does not write to a column of another type than it last saw', async () => {
    const store = current();
    const definition = await madeTable(store);
    await insert(store, definition, batchOf(0, 1));
    await store.command(
      `ALTER TABLE ${physicalName(definition)} MODIFY COLUMN minutes String SETTINGS mutations_sync = 1`,
    );
    expect(await rejectionOf(insert(store, definition, batchOf(1, 2)))).toBeInstanceOf(InvalidBatch);
    expect(await countOf(store, definition)).toBe(1);
  });

  it('keeps a roll-up in step with the rows', async () => {
    const store = current();
    const definition = await madeTable(store);
    const rolled = {
      ...definition,
      name: `${definition.name}_rolled`,
      rollUps: [{ name: 'by_unit', select: 'SELECT unit, sum(minutes) GROUP BY unit' }],
    };
    await ensureTables(store, [rolled]);
    await insert(store, rolled, batchOf(0, 300));
    const [row] = await store.query(
      'SELECT count() AS parts FROM system.projection_parts WHERE active AND database = currentDatabase() AND table = {table:String}',
      { table: physicalName(rolled) },
    );
    expect(row).toEqual({ parts: '1' });
  });
}
