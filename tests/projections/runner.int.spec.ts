import { AnalyticsUnavailable, physicalName } from '@praxis/analytics-store';
import type { EventStore } from '@praxis/event-sourcing';
import { PROJECTIONS, ProjectorLocked, type RunnerStatus } from '@praxis/projections';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FaultyAnalytics } from './faulty-analytics.js';
import { EVENT_INDEX, eventually, ProjectionBench, quick, SOME_PROJECTIONS } from './projection.bench.js';
import { appendSamples } from './sample-log.js';

const bench = await ProjectionBench.open();
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };

describe('catching up', () => {
  beforeEach(() => bench.reset(PROJECTIONS));

  it('fills every table from the log, in batches that tile it', async () => {
    const head = await appendSamples(bench.store, 1_000);
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    const { events, tables } = await bench.expectEqual();
    expect(events).toBe(1_000);
    expect(tables.find(({ projection }) => projection === 'event_index')?.rows).toBe(1_000);
    for (const { chain } of tables) expect(chain.batches).toBeGreaterThanOrEqual(10);
  });

  it('writes one marker row where a batch has nothing for a table', async () => {
    const only = { ...quick, batchEvents: 1, pageEvents: 1 };
    const head = await appendSamples(bench.store, 12);
    const runner = await bench.start({ tuning: only });
    await runner.waitUntil(head, isReached);
    await bench.expectEqual();
    for (const { table } of PROJECTIONS) {
      const name = physicalName(table);
      const [row] = await bench.analytics.query(
        `SELECT uniqExact(batch_to) AS batches, countIf(marker = 1) AS markers,
                uniqExactIf(batch_to, marker = 0) AS with_facts FROM ${name}`,
      );
      expect(row!['batches'], name).toBe('12');
      expect(Number(row!['markers']) + Number(row!['with_facts']), name).toBe(12);
    }
  });

  it('has nothing to do on an empty log', async () => {
    const runner = await bench.start();
    await eventually(() => runner.status().state === 'live');
    expect(await runner.waitUntil(0n, isReached)).toBe(true);
    expect(runner.status()).toMatchObject({ head: 0n, lag: 0n, problems: [] });
  });

  it('says how far it is', async () => {
    const seen: RunnerStatus[] = [];
    const head = await appendSamples(bench.store, 600);
    const runner = await bench.start({ onProgress: (status) => seen.push(status) });
    await runner.waitUntil(head, isReached);
    await eventually(() => seen.at(-1)?.state === 'live');
    expect(runner.status()).toMatchObject({ state: 'live', head, lag: 0n, problems: [], repairs: [] });
    expect(runner.status().eventsPerSecond).toBeGreaterThan(0);
    expect(runner.status().applied['workforce_facts']).toBe(head);
  });
});

describe('following the log', () => {
  beforeEach(() => bench.reset(SOME_PROJECTIONS));

  it('projects what is appended while it runs, so that callers read their own writes', async () => {
    const runner = await bench.start();
    for (let round = 1; round <= 5; round += 1) {
      const head = await appendSamples(bench.store, 20, round);
      expect(await runner.waitUntil(head, isReached)).toBe(true);
      expect(await bench.count(`SELECT countIf(marker = 0) AS n FROM ${EVENT_INDEX}`)).toBe(round * 20);
    }
    await bench.expectEqual();
  });

  it('does not go deaf when nobody wakes it', async () => {
    const deaf: EventStore = Object.create(bench.store, {
      waitForMore: { value: () => new Promise<boolean>(() => undefined) },
      readAll: { value: (options: Parameters<EventStore['readAll']>[0]) => bench.store.readAll(options) },
      head: { value: () => bench.store.head() },
      identity: { value: () => bench.store.identity() },
    });
    const runner = await bench.start({ store: deaf, tuning: { wakeUpMs: 100 } });
    await eventually(() => runner.status().state === 'live');
    const head = await appendSamples(bench.store, 10);
    expect(await runner.waitUntil(head, { timeoutMs: 5_000 })).toBe(true);
  });

  it('does not spin when it is told of more and there is none', async () => {
    let asked = 0;
    const boastful: EventStore = Object.create(bench.store, {
      waitForMore: { value: () => Promise.resolve(true) },
      readAll: { value: () => Promise.resolve(((asked += 1), [])) },
      head: { value: () => Promise.resolve(0n) },
      identity: { value: () => bench.store.identity() },
    });
    await bench.start({ store: boastful });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked).toBeLessThan(12);
  });

  it('an import made twenty parts of every table a second: after many events the next batch comes later', async () => {
    const head = await appendSamples(bench.store, 600);
    const begun = performance.now();
    const runner = await bench.start({ tuning: { batchEvents: 1_000, pageEvents: 1_000, smallBatchMs: 200 } });
    await runner.waitUntil(head, isReached);
    const next = await appendSamples(bench.store, 1, 2);
    await runner.waitUntil(next, isReached);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(2_000);
  });

  it('answers in time that something has not been reached', async () => {
    const runner = await bench.start();
    expect(await runner.waitUntil(1_000n, { timeoutMs: 30 })).toBe(false);
  });
});

describe('stopping and starting again', () => {
  beforeEach(() => bench.reset(SOME_PROJECTIONS));

  it('goes on where the tables are, whatever any of them missed', async () => {
    await appendSamples(bench.store, 300, 1);
    const first = await bench.start();
    await first.waitUntil(300n, isReached);
    await first.stop();
    expect(first.status().state).toBe('stopped');
    await bench.analytics.command('DROP TABLE learning_facts_v1 SYNC');
    const head = await appendSamples(bench.store, 200, 2);
    const second = await bench.start();
    expect(await second.waitUntil(head, isReached)).toBe(true);
    const { tables } = await bench.expectEqual();
    const batches = Object.fromEntries(tables.map(({ projection, chain }) => [projection, chain.batches]));
    expect(batches['learning_facts']).toBe(5);
    expect(batches['unit_facts']).toBeGreaterThanOrEqual(5);
  });

  it('leaves nothing half done when it is stopped at any moment', async () => {
    const head = await appendSamples(bench.store, 1_500);
    for (const pauseMs of [0, 15, 40, 80, 150]) {
      const runner = await bench.start();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await runner.stop();
      const { tables } = await bench.verify();
      expect(tables.filter(({ isEqual }) => !isEqual)).toEqual([]);
      expect(new Set(tables.map(({ upTo }) => upTo)).size).toBe(1);
    }
    const last = await bench.start();
    await last.waitUntil(head, isReached);
    await bench.expectEqual();
    expect(last.status().repairs).toEqual([]);
  });

  it('stops by a signal too, and frees the directory', async () => {
    const stopping = new AbortController();
    const runner = await bench.start({ signal: stopping.signal });
    stopping.abort();
    await eventually(() => runner.status().state === 'stopped');
    expect(await runner.waitUntil(5n, isReached)).toBe(false);
    await runner.stop();
    await bench.start();
  });

  it('is the only one in its directory', async () => {
    await bench.start();
    await expect(bench.start()).rejects.toThrow(ProjectorLocked);
  });

  it('refuses what is asked of it afterwards', async () => {
    const runner = await bench.start();
    await runner.stop();
    await expect(runner.rebuild('unit_facts')).rejects.toThrow('stopped');
    await expect(runner.checkChains()).rejects.toThrow('stopped');
  });
});

describe('a store that is away for a while', () => {
  beforeEach(() => bench.reset(SOME_PROJECTIONS));

  it('waits for the tables, says so meanwhile, and loses nothing', async () => {
    let isAway = true;
    const analytics = new FaultyAnalytics(bench.analytics, ({ insert }) =>
      isAway ? Promise.reject(new AnalyticsUnavailable('nobody there')) : insert(),
    );
    const head = await appendSamples(bench.store, 250);
    const runner = await bench.start({ analytics });
    await eventually(() => runner.status().problems.length > 0);
    expect(runner.status().problem).toMatchObject({ retrying: true, position: 1n });
    expect(runner.status().problem!.error).toContain('nobody there');
    isAway = false;
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    expect(runner.status().problems).toEqual([]);
    await bench.expectEqual();
  });

  it('says how far the log goes on while nothing can be written, and that it is not known once it cannot be read', async () => {
    let isLogAway = false;
    const store: EventStore = Object.create(bench.store, {
      readAll: { value: (options: Parameters<EventStore['readAll']>[0]) => bench.store.readAll(options) },
      identity: { value: () => bench.store.identity() },
      head: { value: () => (isLogAway ? Promise.reject(new Error('log away')) : bench.store.head()) },
    });
    const away = () => Promise.reject(new AnalyticsUnavailable('no space left'));
    await appendSamples(bench.store, 30);
    const runner = await bench.start({
      store,
      analytics: new FaultyAnalytics(bench.analytics, away),
      tuning: { wakeUpMs: 20 },
    });
    await eventually(() => runner.status().state === 'held');
    const head = await appendSamples(bench.store, 500, 2);
    await eventually(() => runner.status().head === head);
    expect(runner.status()).toMatchObject({ state: 'held', lag: head, isHeadKnown: true });
    isLogAway = true;
    await eventually(() => !runner.status().isHeadKnown);
    isLogAway = false;
    await eventually(() => runner.status().isHeadKnown);
  });

  it('reads no further ahead than two batches while the tables are slow', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    // Whatever comes of it: a runner that waits for the gate could not be stopped.
    onTestFinished(() => go());
    const analytics = new FaultyAnalytics(bench.analytics, ({ insert }) => gate.then(insert));
    let read = 0;
    const store: EventStore = Object.create(bench.store, {
      readAll: {
        value: async (options: Parameters<EventStore['readAll']>[0]) => {
          const page = await bench.store.readAll(options);
          read += page.length;
          return page;
        },
      },
      waitForMore: { value: () => Promise.resolve(true) },
      head: { value: () => bench.store.head() },
      identity: { value: () => bench.store.identity() },
    });
    const head = await appendSamples(bench.store, 1_000);
    // Without the check that reads the log again meanwhile.
    const runner = await bench.start({ analytics, store, tuning: { checkLookMs: 3_600_000 } });
    await eventually(() => read >= 200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(read).toBeLessThanOrEqual(2 * quick.batchEvents + quick.pageEvents);
    go();
    expect(await runner.waitUntil(head, isReached)).toBe(true);
  });

  it('waits for the log', async () => {
    let isAway = true;
    const store: EventStore = Object.create(bench.store, {
      readAll: {
        value: (options: Parameters<EventStore['readAll']>[0]) =>
          isAway ? Promise.reject(new Error('log away')) : bench.store.readAll(options),
      },
      waitForMore: { value: () => Promise.resolve(true) },
      head: { value: () => bench.store.head() },
      identity: { value: () => bench.store.identity() },
    });
    const head = await appendSamples(bench.store, 50);
    const runner = await bench.start({ store });
    await eventually(() => runner.status().problem?.error.includes('log away') === true);
    expect(runner.status().problem).toMatchObject({ projection: '*', retrying: true });
    isAway = false;
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    expect(runner.status().problems).toEqual([]);
  });
});

describe('rebuilding', () => {
  beforeEach(() => bench.reset(SOME_PROJECTIONS));

  it('fills one table again and gives the same rows', async () => {
    const head = await appendSamples(bench.store, 400);
    const runner = await bench.start();
    await runner.waitUntil(head, isReached);
    const before = await bench.expectEqual();
    await runner.rebuild('capability_facts');
    expect(runner.status().applied['capability_facts']! < head || runner.status().state === 'live').toBe(true);
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    const after = await bench.expectEqual();
    expect(after.tables.map(({ digest }) => digest)).toEqual(before.tables.map(({ digest }) => digest));
  });

  it('knows its projections', async () => {
    const runner = await bench.start();
    await expect(runner.rebuild('no_such_facts')).rejects.toThrow('no_such_facts');
  });
});
