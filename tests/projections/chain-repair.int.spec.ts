import {
  AnalyticsQueryError,
  findBatch,
  inspectChain,
  insertFacts,
  readChain,
  removeBatch,
} from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultyAnalytics } from './faulty-analytics.js';
import { EVENT_INDEX, ProjectionBench, SOME_PROJECTIONS } from './projection.bench.js';
import { appendSamples, codec } from './sample-log.js';

const bench = await ProjectionBench.open(SOME_PROJECTIONS);
beforeEach(() => bench.reset(SOME_PROJECTIONS));
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };
const table = 'supervision_facts_v1';
const projection = PROJECTIONS.find(({ name }) => name === 'supervision_facts')!;

async function projected(events = 500) {
  const head = await appendSamples(bench.store, events);
  const runner = await bench.start();
  await runner.waitUntil(head, isReached);
  const { batches } = await readChain(bench.analytics, table);
  return { head, runner, batches };
}

async function factsBetween(from: bigint, to: bigint) {
  const events = await bench.store.readAll({ after: from, maxCount: Number(to - from) });
  return events.flatMap((stored) =>
    projection.project(codec.decode(stored)).map((values, ordinal) => ({ position: stored.position, ordinal, values })),
  );
}

describe('the chain check', () => {
  it('finds a batch that is gone, and projects exactly that one again', async () => {
    const { runner, batches } = await projected();
    await removeBatch(bench.analytics, table, batches[2]!);
    expect((await bench.verify()).isEqual).toBe(false);
    await runner.checkChains();
    await bench.expectEqual();
    const { from, to } = batches[2]!;
    expect(runner.status().repairs).toEqual([{ projection: 'supervision_facts', from, to }]);
    expect((await readChain(bench.analytics, table)).batches).toEqual(batches);
  });

  it('finds a batch with rows missing', async () => {
    const { runner, batches } = await projected();
    const { to } = batches.find(({ rows }) => rows > 2)!;
    await bench.analytics.command(
      `ALTER TABLE ${table} DELETE WHERE batch_to = ${to}
       AND position = (SELECT min(position) FROM ${table} WHERE batch_to = ${to}) SETTINGS mutations_sync = 1`,
    );
    expect((await inspectChain(bench.analytics, table)).faulty).toHaveLength(1);
    await runner.checkChains();
    await bench.expectEqual();
    expect(runner.status().repairs).toHaveLength(1);
  });

  it('finds a batch that is there twice', async () => {
    const { runner, batches } = await projected();
    const { from, to } = batches[1]!;
    const batch = { from, to, facts: await factsBetween(from, to) };
    await insertFacts(bench.analytics, projection.table, batch, { deduplicationToken: 'other', queryId: 'other' });
    expect((await bench.verify()).isEqual).toBe(false);
    await runner.checkChains();
    await bench.expectEqual();
  });

  it('finds a batch across others', async () => {
    const { runner, batches } = await projected();
    const [from, to] = [batches[1]!.from + 5n, batches[3]!.from + 5n];
    const batch = { from, to, facts: await factsBetween(from, to) };
    await insertFacts(bench.analytics, projection.table, batch, { deduplicationToken: 'other', queryId: 'other' });
    await runner.checkChains();
    await bench.expectEqual();
    expect(await findBatch(bench.analytics, table, batch)).toBeUndefined();
  });

  it('finds the end gone under a running projector', async () => {
    const { head, runner, batches } = await projected();
    await removeBatch(bench.analytics, table, batches.at(-1)!);
    await runner.checkChains();
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
  });

  it('says so when there is nothing to repair', async () => {
    const { runner } = await projected(200);
    await runner.checkChains();
    expect(runner.status()).toMatchObject({ problems: [], repairs: [] });
  });
});

describe('starting on damaged tables', () => {
  it('heals acknowledged rows that a power cut took, though the engine remembers their tokens', async () => {
    const { head, runner, batches } = await projected();
    await runner.stop();
    for (const batch of batches.slice(-2)) await removeBatch(bench.analytics, table, batch);
    const next = await bench.start();
    expect(await next.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
  });

  it('heals several tables at once, each in its own places', async () => {
    const { head, runner, batches } = await projected();
    await runner.stop();
    await removeBatch(bench.analytics, table, batches[0]!);
    await removeBatch(bench.analytics, table, batches[3]!);
    await removeBatch(bench.analytics, EVENT_INDEX, batches[2]!);
    const next = await bench.start();
    expect(await next.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
    expect(next.status().repairs.map(({ projection: of, to }) => `${of} ${to}`)).toEqual([
      `supervision_facts ${batches[0]!.to}`,
      `supervision_facts ${batches[3]!.to}`,
      `event_index ${batches[2]!.to}`,
    ]);
  });

  it('does not touch tables that belong to another log', async () => {
    const { runner } = await projected(300);
    await runner.stop();
    await bench.replaceLog();
    await appendSamples(bench.store, 40);
    const next = await bench.start();
    expect(await next.waitUntil(40n, isReached)).toBe(false);
    expect(next.status().problem).toMatchObject({ retrying: false });
    expect(next.status().problem!.error).toMatch(/LogMismatch: .* was filled from another log/);
    expect(await bench.count(`SELECT max(position) AS n FROM ${EVENT_INDEX}`)).toBe(300);
  });
});

describe('verify', () => {
  it('names a value that is not what the log says', async () => {
    await projected(200);
    await bench.analytics.command(
      `ALTER TABLE ${table} UPDATE code = 'tampered' WHERE marker = 0
       AND position = (SELECT min(position) FROM ${table} WHERE marker = 0) SETTINGS mutations_sync = 1`,
    );
    const { isEqual, tables } = await bench.verify();
    expect(isEqual).toBe(false);
    const { differing, differences, chain } = tables.find(({ projection: of }) => of === 'supervision_facts')!;
    expect(chain.whole).toBe(true);
    expect(differing).toBe(1);
    expect(differences).toMatchObject([{ column: 'code', actual: 'tampered' }]);
  });

  it('says how far it looked, and does not call a table complete that is behind', async () => {
    const { runner } = await projected(200);
    await runner.stop();
    await appendSamples(bench.store, 30, 2);
    expect(await bench.verify()).toMatchObject({ head: 230n, isEqual: true, isComplete: false });
  });

  it.each([
    ['compared', /marker = 0 AND position >/],
    ['summed up', /cityHash64/],
  ])('ended without a word of the log where a table could not be %s', async (_what, asked) => {
    await projected(200);
    const broken = new AnalyticsQueryError('Checksum does not match');
    const analytics = new FaultyAnalytics(bench.analytics, ({ insert }) => insert());
    const [query, stream] = [analytics.query.bind(analytics), analytics.stream.bind(analytics)];
    const said: string[] = [];
    const failing = (sql: string) => {
      said.push(sql);
      if (said.filter((text) => asked.test(text)).length === 2) throw broken;
    };
    analytics.query = (sql, ...rest) => (failing(sql), query(sql, ...rest));
    analytics.stream = (sql, ...rest) => (failing(sql), stream(sql, ...rest));
    const { log, head, tables, tablesUnseen } = await bench.verifyWithNotes({ analytics });
    expect(tablesUnseen).toBe(broken);
    expect(tables).toEqual([]);
    expect(said.at(-1), 'and asked on').toMatch(asked);
    expect({ head, events: log.events }).toEqual({ head: 200n, events: 200 });
    expect(log.head).toBe((await bench.verify()).log.head);
  });

  it('passed over what is wrong with itself', async () => {
    const away = () => Promise.reject(new RangeError('a slip'));
    await expect(bench.verifyWithNotes({ analytics: away })).rejects.toThrow('a slip');
  });

  it('gives every table with rows a digest, also where each row holds a null', async () => {
    await bench.reset(PROJECTIONS);
    await projected(200);
    for (const { table, rows, digest } of (await bench.verify()).tables) {
      expect([table, digest === '0']).toEqual([table, rows === 0]);
    }
  });

  it('gives equal tables equal digests, and others not', async () => {
    const { runner } = await projected(200);
    const digests = async () => (await bench.verify()).tables.map(({ digest }) => digest);
    const before = await digests();
    await runner.rebuild('event_index');
    await runner.waitUntil(200n, isReached);
    expect(await digests()).toEqual(before);
    await appendSamples(bench.store, 1, 3);
    await runner.waitUntil(201n, isReached);
    expect(await digests()).not.toEqual(before);
  });
});
