import { copyFileSync } from 'node:fs';
import { physicalName, readChain, removeBatch } from '@praxis/analytics-store';
import type { EventStore } from '@praxis/event-sourcing';
import { PROJECTIONS } from '@praxis/projections';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { meddleWith } from './meddling.js';
import { EVENT_INDEX, eventually, ProjectionBench, SOME_PROJECTIONS } from './projection.bench.js';
import { appendChainedSamples, appendSamples } from './sample-log.js';

const bench = await ProjectionBench.open(SOME_PROJECTIONS);
beforeEach(() => bench.reset(SOME_PROJECTIONS));
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };

async function projected(append = appendChainedSamples, count = 150): Promise<bigint> {
  const head = await append(bench.store, count);
  const runner = await bench.start();
  expect(await runner.waitUntil(head, isReached)).toBe(true);
  await runner.stop();
  return head;
}

describe('tables of another log', () => {
  it('are not mixed with one that has outgrown it', async () => {
    await projected();
    await bench.replaceLog();
    const head = await appendChainedSamples(bench.store, 300, 5);
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(false);
    expect(runner.status()).toMatchObject({ state: 'stopped', log: { standing: { kind: 'another' } } });
    expect(await bench.count(`SELECT max(position) AS n FROM ${EVENT_INDEX}`)).toBe(150);
    await expect(runner.rebuild('event_index')).rejects.toThrow(/another log/);

    await runner.rebuild('all');
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
    expect(runner.status()).toMatchObject({ log: { standing: { kind: 'same' }, end: { position: head } } });
  });

  it('are not emptied with their log', async () => {
    await projected();
    await bench.replaceLog();
    const runner = await bench.start();
    await eventually(() => runner.status().state === 'stopped');
    expect(runner.status().log.standing).toMatchObject({ kind: 'emptied' });
    expect(await bench.count(`SELECT countIf(marker = 0) AS n FROM ${EVENT_INDEX}`)).toBe(150);
  });

  it('are told from those of the same log put back from an older copy, also once that has outgrown it', async () => {
    await appendChainedSamples(bench.store, 100);
    await bench.meddle((path) => copyFileSync(path, `${path}-copy`));
    const head = await appendChainedSamples(bench.store, 50, 2);
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(true);

    await bench.meddle((path) => copyFileSync(`${path}-copy`, path));
    const behind = await bench.start();
    await eventually(() => behind.status().state === 'stopped');
    expect(behind.status().log.standing).toMatchObject({
      kind: 'behind',
      message: expect.stringContaining('ends at position 100'),
    });
    await behind.stop();

    await appendChainedSamples(bench.store, 200, 3);
    const outgrown = await bench.start();
    await eventually(() => outgrown.status().state === 'stopped');
    expect(outgrown.status().log).toMatchObject({ standing: { kind: 'diverged' }, findings: [] });
    expect(await bench.count(`SELECT max(position) AS n FROM ${EVENT_INDEX}`)).toBe(150);
  });
});

describe('a log that looks shorter for a moment, as from a node that was just elected', () => {
  /** The log, of which the last events are not seen for a while after each time that it is asked anew. */
  function lagging(mayLagMs: number): { readonly store: EventStore; lagFor(ms: number): void } {
    let until = 0;
    const store: EventStore = Object.assign(Object.create(bench.store), {
      mayLagMs,
      append: bench.store.append.bind(bench.store),
      readStream: bench.store.readStream.bind(bench.store),
      readAll: bench.store.readAll.bind(bench.store),
      identity: bench.store.identity.bind(bench.store),
      waitForMore: bench.store.waitForMore.bind(bench.store),
      head: async () => (await bench.store.head()) - (performance.now() < until ? 20n : 0n),
    });
    return { store, lagFor: (ms) => (until = performance.now() + ms) };
  }

  it('is not called another log, neither at the start nor when the tables are checked', async () => {
    const head = await projected();
    const { store, lagFor } = lagging(5_000);
    lagFor(600);
    const said = new Set<string>();
    const runner = await bench.start({
      store,
      onProgress: ({ log, state }) => void said.add(`${log.standing?.kind} ${state}`),
    });
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    lagFor(600);
    await runner.checkChains();
    await eventually(() => runner.status().state === 'live');
    expect(runner.status()).toMatchObject({ problems: [], log: { standing: { kind: 'same' } } });
    expect([...said].filter((each) => /behind|another|stopped/.test(each))).toEqual([]);
  });

  it('is one that has lost events when that does not pass', async () => {
    await projected();
    const { store, lagFor } = lagging(300);
    lagFor(60_000);
    const runner = await bench.start({ store });
    await eventually(() => runner.status().state === 'stopped');
    expect(runner.status().log.standing).toMatchObject({ kind: 'behind' });
  });
});

describe('tables from before they knew their log', () => {
  beforeEach(() => bench.reset(PROJECTIONS));

  /** As an earlier release left them: no notes of the chain, and nothing in the tables' comments. */
  async function forgotten(): Promise<void> {
    meddleWith(`${bench.runnerDirectory}/runner.db`, 'DELETE FROM log_stretch; DELETE FROM log_note');
    for (const { table } of PROJECTIONS) {
      await bench.analytics.command(
        `ALTER TABLE ${physicalName(table)} MODIFY COMMENT '${table.comment.replaceAll("'", '')}'`,
      );
    }
  }

  it('are taken over as they are when they agree with it', async () => {
    const head = await projected(appendSamples);
    await forgotten();
    await bench.analytics.command(`ALTER TABLE ${EVENT_INDEX} DELETE WHERE batch_to = 150 SETTINGS mutations_sync = 1`);
    const before = await bench.count('SELECT count() AS n FROM learning_facts_v1');
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    const { log, repairs } = runner.status();
    expect(log).toMatchObject({ standing: { kind: 'same' }, warnings: [], end: { position: head, events: 150 } });
    expect(repairs).toEqual([]);
    expect(await bench.count('SELECT count() AS n FROM learning_facts_v1')).toBe(before);
    const { log: verified } = await bench.verifyWithNotes();
    expect(verified).toMatchObject({ findings: [], chainedTo: head });
    await bench.expectEqual();
  });

  it('are filled again by themselves when they do not', async () => {
    await projected(appendSamples);
    await forgotten();
    await bench.replaceLog();
    const head = await appendSamples(bench.store, 200, 9);
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    expect(runner.status().log.warnings.join('\n')).toContain(`${EVENT_INDEX} was not filled from this log`);
    await bench.expectEqual();
  });
});

describe('a log whose times go back', () => {
  it('counts the latest time seen so far, wherever reading begins, and says how far the clock was behind', async () => {
    await appendSamples(bench.store, 150);
    await bench.meddle('UPDATE event SET logged_at = logged_at - 7200000 WHERE position BETWEEN 60 AND 110');
    const [before] = await bench.store.readAll({ after: 58n, maxCount: 1 });
    const runner = await bench.start();
    expect(await runner.waitUntil(150n, isReached)).toBe(true);
    expect(runner.status().log.warnings).toEqual([expect.stringContaining('2 hours behind')]);
    const late = async () =>
      bench.analytics.query(`SELECT DISTINCT logged_at FROM ${EVENT_INDEX} WHERE position BETWEEN 60 AND 110`);
    const expected = [{ logged_at: before!.loggedAt.replace('T', ' ').replace('Z', '') }];
    expect(await late()).toEqual(expected);
    await bench.expectEqual();

    const { batches } = await readChain(bench.analytics, EVENT_INDEX);
    const within = batches.find(({ from, to }) => from < 100n && to >= 100n)!;
    await runner.stop();
    await removeBatch(bench.analytics, EVENT_INDEX, within);
    const repairing = await bench.start({ tuning: { batchEvents: 10 } });
    expect(await repairing.waitUntil(150n, isReached)).toBe(true);
    expect(await late()).toEqual(expected);
    await bench.expectEqual();
  });
});
