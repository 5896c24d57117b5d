import { setTimeout as pause } from 'node:timers/promises';
import { type AnalyticsStore, AnalyticsQueryCancelled } from '@praxis/analytics-store';
import { expect, it } from 'vitest';
import type { CurrentStore } from './store-under-test.js';
import { rejectionOf } from './fact-tables.builders.js';

const endless = 'SELECT sum(sipHash64(number)) AS s FROM numbers(200000000000)';
const endlessRows = 'SELECT number, sipHash64(number) AS hash FROM numbers(200000000000)';
/** Far less than the queries here would take, far more than stopping one takes on a busy machine. */
const soon = 10_000;

async function running(store: AnalyticsStore, tag: string): Promise<number> {
  const [row] = await store.query<{ found: string }>(
    "SELECT count() AS found FROM system.processes WHERE position(query, {tag:String}) > 0 AND query NOT LIKE '%system.processes%'",
    { tag },
  );
  return Number(row!.found);
}

async function until(store: AnalyticsStore, tag: string, wanted: number): Promise<void> {
  const started = performance.now();
  while ((await running(store, tag)) !== wanted) {
    if (performance.now() - started > soon) throw new Error(`${tag}: not ${wanted} running`);
    await pause(20);
  }
}

export function cancellingConformance(current: CurrentStore): void {
  it('stops a query in the engine when it is aborted', async () => {
    const store = current();
    const controller = new AbortController();
    const options = { signal: controller.signal, tag: 'stopped-query', maxSeconds: 60 };
    const outcome = rejectionOf(store.query(endless, {}, options));
    await until(store, 'stopped-query', 1);
    controller.abort(new Error('no longer wanted'));
    const error = await outcome;
    expect(error).toBeInstanceOf(AnalyticsQueryCancelled);
    expect((error as Error).cause).toMatchObject({ message: 'no longer wanted' });
    await until(store, 'stopped-query', 0);
  });

  it('stops a query with parameters too, whose text the engine writes anew', async () => {
    const store = current();
    const controller = new AbortController();
    const salted = 'SELECT sum(sipHash64(number, {salt:UInt64})) AS s FROM numbers(200000000000)';
    const outcome = rejectionOf(
      store.query(salted, { salt: '987654321987' }, { signal: controller.signal, maxSeconds: 60 }),
    );
    await until(store, 'sum(sipHash64(number', 1);
    controller.abort();
    expect(await outcome).toBeInstanceOf(AnalyticsQueryCancelled);
    await until(store, 'sum(sipHash64(number', 0);
  });

  it('stops a stream in the engine when it is aborted, before and after its first rows', async () => {
    const store = current();
    for (const sql of [endless, endlessRows]) {
      const controller = new AbortController();
      const options = { signal: controller.signal, tag: 'stopped-stream', maxSeconds: 60 };
      const read = async (): Promise<void> => {
        for await (const row of store.stream(sql, {}, options)) expect(row).toBeDefined();
      };
      const outcome = rejectionOf(read());
      await until(store, 'stopped-stream', 1);
      controller.abort();
      expect(await outcome).toBeInstanceOf(AnalyticsQueryCancelled);
      await until(store, 'stopped-stream', 0);
    }
  });

  it('stops a stream in the engine when its reader leaves', async () => {
    const store = current();
    let seen = 0;
    for await (const row of store.stream<{ number: string }>(endlessRows, {}, { tag: 'left-stream' })) {
      expect(row.number).toBe(String(seen));
      if (++seen === 1_000) break;
    }
    await until(store, 'left-stream', 0);
    expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('does not begin what was aborted before', async () => {
    const error = await rejectionOf(current().query(endless, {}, { signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(AnalyticsQueryCancelled);
  });

  it('stops those that wait their turn, and answers again afterwards', async () => {
    const store = current();
    const controller = new AbortController();
    const options = { signal: controller.signal, tag: 'crowd', maxSeconds: 60 };
    const outcomes = Array.from({ length: 12 }, () => rejectionOf(store.query(endless, {}, options)));
    await pause(200);
    controller.abort();
    for (const error of await Promise.all(outcomes)) expect(error).toBeInstanceOf(AnalyticsQueryCancelled);
    await until(store, 'crowd', 0);
    expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('streams two million rows to a slow reader in bounded memory', { timeout: 120_000 }, async () => {
    const held = (): number => {
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = held();
    let most = 0;
    let rows = 0;
    // 260 MB as text.
    const sql = "SELECT number AS n, repeat('x', 100) AS padding FROM numbers(2000000)";
    for await (const row of current().stream<{ n: string }>(sql)) {
      if (rows % 100_000 === 0) await pause(10);
      if (rows % 20_000 === 0) most = Math.max(most, held());
      if (Number(row.n) !== rows) throw new Error(`row ${rows} is ${row.n}`);
      rows++;
    }
    expect(rows).toBe(2_000_000);
    expect(most - before).toBeLessThan(130_000_000);
  });
}
