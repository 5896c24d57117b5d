import {
  AnalyticsUnavailable,
  chainColumns,
  ensureTables,
  InvalidStatement,
  physicalName,
  TableMismatch,
} from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { batchOf, countOf, definitionOf, insert, madeTable, minutes, rejectionOf } from './fact-tables.builders.js';

export function tablesConformance(current: CurrentStore, reopen: () => Promise<void>): void {
  it('makes a table once, with the chain columns after its own, durable and deduplicating', async () => {
    const store = current();
    const definition = definitionOf(minutes, { version: 3, orderBy: ['unit', 'position'], comment: "It's \\ one" });
    await ensureTables(store, [definition]);
    await insert(store, definition, batchOf(0, 3));
    await ensureTables(store, [definition, definition]);
    expect(await countOf(store, definition)).toBe(3);
    const table = physicalName(definition);
    expect(table).toBe(`${definition.name}_v3`);
    const columns = await store.query(
      'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} ORDER BY position',
      { table },
    );
    expect(columns).toEqual([...minutes, ...chainColumns]);
    const [row] = await store.query<{ statement: string; comment: string }>(
      'SELECT create_table_query AS statement, comment FROM system.tables WHERE database = currentDatabase() AND name = {table:String}',
      { table },
    );
    expect(row!.comment).toBe(definition.comment);
    for (const setting of [
      'non_replicated_deduplication_window = 1000',
      'fsync_after_insert = 1',
      'fsync_part_directory = 1',
      'min_bytes_for_wide_part = 268435456',
      'max_bytes_to_merge_at_max_space_in_pool = 33554432',
      'merge_max_block_size = 1024',
      'merge_max_block_size_bytes = 1048576',
      'old_parts_lifetime = 1',
      'cleanup_delay_period = 2',
      'cleanup_delay_period_random_add = 0',
      'cleanup_thread_preferred_points_per_iteration = 0',
      'max_cleanup_delay_period = 5',
    ]) {
      expect(row!.statement).toContain(setting);
    }
  });

  it('refuses a table that is not as defined, saying what differs and what to do, and makes no other', async () => {
    const store = current();
    const definition = await madeTable(store);
    const changed = {
      ...definition,
      columns: [
        { name: 'unit', type: 'String' },
        { name: 'team', type: 'String' },
      ],
      orderBy: ['unit', 'team'],
    };
    const beside = definitionOf(minutes);
    const error = await rejectionOf(ensureTables(store, [beside, changed]));
    expect(error).toBeInstanceOf(TableMismatch);
    const { message } = error as Error;
    expect(message).toContain(`The table ${physicalName(definition)} exists`);
    expect(message).toContain('unit is LowCardinality(String), the definition says String');
    expect(message).toContain('team is missing');
    expect(message).toContain('minutes is not in the definition');
    expect(message).toContain('it is ordered by unit');
    expect(message).toContain('Give the definition version 2');
    expect(await rejectionOf(countOf(store, beside))).toMatchObject({ code: 60 });
    await ensureTables(store, [{ ...changed, version: 2 }]);
  });

  const unusable: readonly [string, Parameters<typeof definitionOf>[1]][] = [
    ['a strange name', { name: 'facts; DROP TABLE x' }],
    ['a strange column', { columns: [{ name: 'a b', type: 'String' }] }],
    ['a column of the chain', { columns: [...minutes, { name: 'position', type: 'UInt64' }] }],
    ['a type that cannot be written', { columns: [...minutes, { name: 'map', type: 'Map(String, String)' }] }],
    ['no sort key', { orderBy: [] }],
    ['an unknown sort key', { orderBy: ['nowhere'] }],
    ['no version', { version: 0 }],
  ];
  it.each(unusable)('refuses a definition with %s', async (_, overrides) => {
    const error = await rejectionOf(ensureTables(current(), [definitionOf(minutes, overrides)]));
    expect(error).toBeInstanceOf(InvalidStatement);
  });

  it('keeps tables, rows and tokens over a reopening', async () => {
    const definition = await madeTable(current());
    await insert(current(), definition, batchOf(0, 10), 'kept');
    const closed = current();
    await reopen();
    expect(await rejectionOf(closed.query('SELECT 1'))).toBeInstanceOf(AnalyticsUnavailable);
    await closed.close();
    await ensureTables(current(), [definition]);
    expect(await countOf(current(), definition)).toBe(10);
    await insert(current(), definition, batchOf(0, 10), 'kept');
    expect(await countOf(current(), definition)).toBe(10);
  });

  it('stops what is running when it is closed', async () => {
    const endless = current().query(
      'SELECT sum(sipHash64(number)) AS s FROM numbers(200000000000)',
      {},
      { maxSeconds: 60 },
    );
    const outcome = rejectionOf(endless);
    const started = performance.now();
    await reopen();
    expect(await outcome).toBeInstanceOf(AnalyticsUnavailable);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await current().query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
}
