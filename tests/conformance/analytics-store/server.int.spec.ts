import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AnalyticsStore,
  AnalyticsUnavailable,
  findBatch,
  InsertOutcomeUnknown,
  openAnalyticsStore,
  physicalName,
} from '@praxis/analytics-store';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseFront, startClickHouseFront } from '../../clickhouse-front/clickhouse-front.js';
import { analyticsStoreConformance } from './analytics-store.conformance.js';
import { batchOf, countOf, insert, madeTable, rejectionOf } from './fact-tables.builders.js';

const realServer = process.env['CLICKHOUSE_URL'];
const directory = await mkdtemp(join(tmpdir(), 'praxis-clickhouse-'));
const front: ClickHouseFront | undefined =
  realServer === undefined ? await startClickHouseFront(join(directory, 'front')) : undefined;
const database = `praxis_conformance_${randomUUID().replaceAll('-', '')}`;
console.info(
  front === undefined
    ? `The HTTP path is tested against the ClickHouse server at ${new URL(realServer ?? '').host}`
    : 'The HTTP path is tested against a front of the embedded engine: CLICKHOUSE_URL is not set',
);

const open = (): Promise<AnalyticsStore> => {
  const { username, password, origin } = new URL(front?.url ?? realServer ?? '');
  const account = username === '' ? {} : { username, password };
  return openAnalyticsStore({ kind: 'server', url: origin, database, graceMilliseconds: 500, ...account });
};

analyticsStoreConformance(front === undefined ? 'A ClickHouse server' : 'The HTTP path', async () => {
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    cleanUp: () => store.close(),
  };
});

afterAll(async () => {
  const store = await open();
  await store.command(`DROP DATABASE ${database}`);
  await store.close();
  await front?.close();
  await rm(directory, { recursive: true, force: true });
});

it('says that nobody is there', async () => {
  const error = await rejectionOf(openAnalyticsStore({ kind: 'server', url: 'http://127.0.0.1:1' }));
  expect(error).toBeInstanceOf(AnalyticsUnavailable);
  expect((error as Error).message).toContain('ECONNREFUSED');
});

// Only the front can be told to misbehave.
describe.runIf(front !== undefined)('a server in trouble', () => {
  let store: AnalyticsStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('leaves an insert of unknown outcome when it resets the connection after it, found by its range', async () => {
    const definition = await madeTable(store);
    front!.provoke('reset-after', /INSERT INTO/);
    const error = await rejectionOf(insert(store, definition, batchOf(0, 10), 'reset'));
    expect(error).toBeInstanceOf(InsertOutcomeUnknown);
    const found = await findBatch(store, physicalName(definition), { from: 0n, to: 10n });
    expect(found).toEqual({ from: 0n, to: 10n, rows: 10, expected: 10 });
    await insert(store, definition, batchOf(0, 10), 'reset');
    expect(await countOf(store, definition)).toBe(10);
  });

  it('leaves an insert of unknown outcome when a proxy in between gives up', async () => {
    const definition = await madeTable(store);
    front!.provoke('bad-gateway-after', /INSERT INTO/);
    expect(await rejectionOf(insert(store, definition, batchOf(0, 10), 'gone'))).toBeInstanceOf(InsertOutcomeUnknown);
    expect(await countOf(store, definition)).toBe(10);
  });

  it('leaves an insert of unknown outcome when it does not answer within the limit and the grace', async () => {
    const definition = await madeTable(store);
    front!.provoke('hang', /INSERT INTO/);
    const columns = ['unit', 'minutes'];
    const options = { deduplicationToken: 'hang', queryId: randomUUID(), maxSeconds: 0.5 };
    const started = performance.now();
    const error = await rejectionOf(store.insertBatch(physicalName(definition), columns, [['a', 1]], options));
    expect(error).toBeInstanceOf(InsertOutcomeUnknown);
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await countOf(store, definition)).toBe(0);
  });

  it('is unavailable for a query it does not answer', async () => {
    front!.provoke('hang', /SELECT 42/);
    const error = await rejectionOf(store.query('SELECT 42 AS x', {}, { maxSeconds: 0.5 }));
    expect(error).toBeInstanceOf(AnalyticsUnavailable);
    expect((error as Error).message).toContain('ETIMEDOUT');
  });

  it('is unavailable when a proxy says so, for an insert too, which went nowhere', async () => {
    const definition = await madeTable(store);
    front!.provoke('unavailable', /SELECT 43/);
    expect(await rejectionOf(store.query('SELECT 43 AS x'))).toBeInstanceOf(AnalyticsUnavailable);
    front!.provoke('unavailable', /INSERT INTO/);
    expect(await rejectionOf(insert(store, definition, batchOf(0, 10)))).toBeInstanceOf(AnalyticsUnavailable);
    expect(await countOf(store, definition)).toBe(0);
  });

  it('is unavailable when the connection breaks during a query', async () => {
    front!.provoke('reset-after', /SELECT 44/);
    expect(await rejectionOf(store.query('SELECT 44 AS x'))).toBeInstanceOf(AnalyticsUnavailable);
    expect(await store.query('SELECT 45 AS x')).toEqual([{ x: 45 }]);
  });
});
