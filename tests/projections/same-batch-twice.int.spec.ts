import { ensureTables, insertFacts, physicalName, type FactBatch } from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';
import { afterAll, expect, it } from 'vitest';
import { ProjectionBench } from './projection.bench.js';
import { appendSamples, codec } from './sample-log.js';

const bench = await ProjectionBench.open();
await bench.reset();
afterAll(() => bench.close());

const head = await appendSamples(bench.store, 400);
const recorded = (await bench.store.readAll({ after: 0n, maxCount: 400 })).map((stored) => codec.decode(stored));

it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
  '%s has the same totals after the same batch has come twice',
  async (_, projection) => {
    const facts = recorded.flatMap((event) =>
      projection.project(event).map((values, ordinal) => ({ position: event.position, ordinal, values })),
    );
    const batch: FactBatch = { from: 0n, to: head, facts };
    const table = physicalName(projection.table);
    const totals = () =>
      bench.analytics.query(
        `SELECT count() AS rows, sum(cityHash64(toString(tuple(${projection.columnNames.join(', ')})))) AS digest FROM ${table}`,
      );
    await ensureTables(bench.analytics, [projection.table]);
    await insertFacts(bench.analytics, projection.table, batch, { deduplicationToken: 'once', queryId: 'first' });
    const before = await totals();
    expect(before).toMatchObject([{ rows: String(facts.length) }]);
    expect(facts.length).toBeGreaterThan(0);
    await insertFacts(bench.analytics, projection.table, batch, { deduplicationToken: 'once', queryId: 'second' });
    expect(await totals()).toEqual(before);
  },
);
