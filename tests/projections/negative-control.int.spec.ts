import { ensureTables, InsertOutcomeUnknown } from '@praxis/analytics-store';
import { PROJECTIONS, verify } from '@praxis/projections';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultyAnalytics } from './faulty-analytics.js';
import { NaiveProjector } from './naive-projector.js';
import { EVENT_INDEX as table, ProjectionBench } from './projection.bench.js';
import { appendSamples, chainDigest, codec } from './sample-log.js';

const bench = await ProjectionBench.open();
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const projection = PROJECTIONS.find(({ name }) => name === 'event_index')!;
const faults = ['no effect', 'an effect'] as const;

/** The third insert into the table is of unknown outcome. */
function faulty(fault: (typeof faults)[number]): FaultyAnalytics {
  let seen = 0;
  return new FaultyAnalytics(bench.analytics, async ({ table: of, insert }) => {
    if (of === table) seen += 1;
    const isIt = of === table && seen === 3;
    if (!isIt || fault === 'an effect') await insert();
    if (isIt) throw new InsertOutcomeUnknown('the connection was lost');
  });
}

async function rowsInTable(): Promise<{ rows: number; events: number }> {
  const rows = await bench.count(`SELECT countIf(marker = 0) AS n FROM ${table}`);
  const events = await bench.count(`SELECT uniqExactIf(position, marker = 0) AS n FROM ${table}`);
  return { rows, events };
}

describe.each(faults)('an insert of unknown outcome that had %s, and a restart', (fault) => {
  it('does nothing to the runner', async () => {
    const head = await appendSamples(bench.store, 500);
    const analytics = faulty(fault);
    const first = await bench.start({ analytics });
    await first.waitUntil(250n, { timeoutMs: 10_000 });
    await first.stop();
    const second = await bench.start({ analytics });
    expect(await second.waitUntil(head, { timeoutMs: 10_000 })).toBe(true);
    expect(await rowsInTable()).toEqual({ rows: 500, events: 500 });
    await bench.expectEqual();
  });

  it.each(['checkpoint-first', 'insert-first'] as const)('against a naive projector, %s', async (order) => {
    await appendSamples(bench.store, 500);
    await ensureTables(bench.analytics, [projection.table]);
    const naive = new NaiveProjector(bench.store, faulty(fault), projection, order);
    await expect(naive.run()).rejects.toThrow(InsertOutcomeUnknown);
    await naive.run();
    expect(naive.checkpoint).toBe(500n);
    const breaks = (order === 'checkpoint-first') === (fault === 'no effect');
    const broken = order === 'checkpoint-first' ? { rows: 400, events: 400 } : { rows: 600, events: 500 };
    expect(await rowsInTable()).toEqual(breaks ? broken : { rows: 500, events: 500 });
    const { isEqual } = await verify({
      store: bench.store,
      codec,
      analytics: bench.analytics,
      chainDigest,
      projections: [projection],
    });
    expect(isEqual).toBe(!breaks);
  });
});
