import type { AnalyticsReader } from '@praxis/metrics';
import { describe, expect, it } from 'vitest';
import { TablesRead } from './tables-read.js';

const nothing: AnalyticsReader = { query: async () => [] };
const filled = { workforce_facts: 90n, learning_facts: 77n, event_index: 91n, improvement_facts: 12n };

async function asked(tables: TablesRead, ...statements: string[]): Promise<bigint | undefined> {
  const reader = tables.through(nothing);
  for (const sql of statements) await reader.query(sql);
  return tables.upTo;
}

describe('how far a report is', () => {
  it('is how far the table is that stands still, when it is read', async () =>
    expect(
      await asked(
        new TablesRead(filled),
        'SELECT 1 FROM event_index_v1',
        'SELECT 1 FROM workforce_facts_v1 AS w JOIN learning_facts_v12 USING worker_id',
      ),
    ).toBe(77n));

  it('does not depend on a table that stands still and is not read', async () =>
    expect(await asked(new TablesRead(filled), 'SELECT 1 FROM workforce_facts_v1, event_index_v1')).toBe(90n));

  it('is nowhere while a table is read that has nothing', async () =>
    expect(await asked(new TablesRead(filled), 'SELECT 1 FROM policy_facts_v2, event_index_v1')).toBe(0n));

  it('is not known where nobody fills the tables', async () =>
    expect(await asked(new TablesRead(undefined), 'SELECT 1 FROM event_index_v1')).toBeUndefined());
});

it('hands on what is asked, and the answer', async () => {
  const calls: unknown[] = [];
  const reader: AnalyticsReader = {
    query: async (...call) => {
      calls.push(call);
      return [{ n: 1 }] as never[];
    },
  };
  expect(await new TablesRead(filled).through(reader).query('SELECT {n:UInt8}', { n: 1 }, { tag: 'test' })).toEqual([
    { n: 1 },
  ]);
  expect(calls).toEqual([['SELECT {n:UInt8}', { n: 1 }, { tag: 'test' }]]);
});
