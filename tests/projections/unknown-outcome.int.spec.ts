import { InsertOutcomeUnknown } from '@praxis/analytics-store';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultyAnalytics, type Insertion } from './faulty-analytics.js';
import { eventually, ProjectionBench, SOME_PROJECTIONS } from './projection.bench.js';
import { appendSamples } from './sample-log.js';
import { numbersFrom } from './sample-values.js';

const bench = await ProjectionBench.open(SOME_PROJECTIONS);
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };
const unknown = () => new InsertOutcomeUnknown('the connection was lost');
const table = 'learning_facts_v1';

/** Something happens to the second batch of one table, once. */
function onceTo(fault: (insertion: Insertion) => Promise<void>): FaultyAnalytics {
  let seen = 0;
  return new FaultyAnalytics(bench.analytics, (insertion) => {
    if (insertion.table === table) seen += 1;
    return insertion.table === table && seen === 2 ? fault(insertion) : insertion.insert();
  });
}

const insertsInto = (analytics: FaultyAnalytics) => analytics.insertions.filter((one) => one.table === table);

describe('an insert of unknown outcome', () => {
  it('that had no effect is made again, with exactly the same range and token', async () => {
    const analytics = onceTo(() => Promise.reject(unknown()));
    const head = await appendSamples(bench.store, 300);
    const runner = await bench.start({ analytics });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
    const [, failed, again] = insertsInto(analytics);
    expect(insertsInto(analytics)).toHaveLength(4);
    expect(again!.options.deduplicationToken).toBe(failed!.options.deduplicationToken);
    expect(again!.options.queryId).not.toBe(failed!.options.queryId);
    expect(runner.status().problems).toEqual([]);
  });

  it('that had its effect is not made again', async () => {
    const analytics = onceTo(async ({ insert }) => {
      await insert();
      throw unknown();
    });
    const head = await appendSamples(bench.store, 300);
    const runner = await bench.start({ analytics });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
    expect(insertsInto(analytics)).toHaveLength(3);
  });

  it('whose effect comes late counts once', async () => {
    let late: Promise<void> = Promise.resolve();
    const analytics = onceTo(({ insert }) => {
      late = new Promise((resolve) => setTimeout(resolve, 60)).then(insert);
      return Promise.reject(unknown());
    });
    const head = await appendSamples(bench.store, 300);
    const runner = await bench.start({ analytics });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await late;
    await bench.expectEqual();
  });

  it('that the runner did not live to resolve is resolved by the next one, late effect or not', async () => {
    const head = await appendSamples(bench.store, 300);
    let late: Promise<void> = Promise.resolve();
    let isGone = false;
    const analytics = new FaultyAnalytics(bench.analytics, async ({ table: of, number, insert }) => {
      if (of !== table || number < 12) return insert();
      if (!isGone) late = new Promise((resolve) => setTimeout(resolve, 300)).then(insert);
      isGone = true;
      throw unknown();
    });
    const first = await bench.start({ analytics, tuning: { retryMs: 60_000, retryAtMostMs: 60_000 } });
    await eventually(() => isGone);
    await eventually(() => first.status().problems.length > 0);
    await first.stop();
    const second = await bench.start({ tuning: { batchEvents: 1_000 } });
    expect(await second.waitUntil(head, isReached)).toBe(true);
    await late;
    const { tables } = await bench.expectEqual();
    // The range as the first one had cut it, then all the rest at once.
    expect(tables.find(({ projection }) => projection === 'learning_facts')?.chain.batches).toBe(3);
    expect(second.status().repairs).toEqual([]);
  });

  it.each([1, 2, 3])('changes nothing, however often and wherever it happens (%i)', async (seed) => {
    const numbers = numbersFrom(seed);
    const analytics = new FaultyAnalytics(bench.analytics, async ({ insert }) => {
      const dice = numbers(6);
      if (dice === 0) throw unknown();
      await insert();
      if (dice === 1) throw unknown();
    });
    const head = await appendSamples(bench.store, 500, seed);
    const runner = await bench.start({ analytics });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
  });

  it('whose rows turn out to be there in part is cleared away and made again', async () => {
    const analytics = onceTo(async ({ insert, options }) => {
      await insert();
      const [, from, to] = /-(\d+)-(\d+)-e/.exec(options.deduplicationToken)!;
      await bench.analytics.command(
        `ALTER TABLE ${table} DELETE WHERE batch_from = ${from} AND batch_to = ${to}
         AND position = (SELECT max(position) FROM ${table} WHERE batch_to = ${to}) SETTINGS mutations_sync = 1`,
      );
      throw unknown();
    });
    const head = await appendSamples(bench.store, 300);
    const runner = await bench.start({ analytics });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
  });
});
