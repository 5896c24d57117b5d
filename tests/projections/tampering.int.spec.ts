import { copyFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { meddleWith } from './meddling.js';
import { eventually, ProjectionBench } from './projection.bench.js';
import { appendChainedSamples, appendSamples } from './sample-log.js';

const bench = await ProjectionBench.open();
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };
const PLACE = 77n;
const only = (change: string) => `UPDATE event SET ${change} WHERE position = ${PLACE}`;

/** What one changed byte makes of an event, by what it was changed in. */
const FLIPS = {
  data: only(`data = substr(data, 1, length(data) - 3) || 'Z' || substr(data, -2)`),
  metadata: only(`metadata = replace(metadata, 'data-steward', 'data-stewarD')`),
  'effective day': only(
    `effective_at = substr(effective_at, 1, 9) || CASE substr(effective_at, 10) WHEN '1' THEN '2' ELSE '1' END`,
  ),
  type: only('type_no = 1 + (type_no % (SELECT max(type_no) FROM event_type))'),
  id: only(`id = CASE substr(id, 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END || substr(id, 2)`),
  version: only('version = version + 1'),
  digest: only(`metadata = replace(metadata, '"]', 'x"]')`),
};
const RETIMED = only('logged_at = logged_at - 1');

async function projected(append = appendChainedSamples, count = 150): Promise<bigint> {
  const head = await append(bench.store, count);
  const runner = await bench.start();
  expect(await runner.waitUntil(head, isReached)).toBe(true);
  await runner.stop();
  return head;
}

async function streamAt(position: bigint): Promise<string> {
  const [stored] = await bench.store.readAll({ after: position - 1n, maxCount: 1 });
  return stored!.streamId;
}

describe('verify', () => {
  it('finds nothing in a log that nobody touched, and says where the digests begin', async () => {
    await appendSamples(bench.store, 40);
    const head = await appendChainedSamples(bench.store, 110, 2);
    const runner = await bench.start();
    await runner.waitUntil(head, isReached);
    const { log, isEqual } = await bench.verifyWithNotes();
    expect(isEqual).toBe(true);
    expect(log).toMatchObject({ events: 150, digestsFrom: 41n, withDigest: 110, findings: [], chainedTo: 150n });
    expect(log.begunBefore.reduce((sum, { events }) => sum + events, 0)).toBe(40);
  });

  it.each(Object.entries(FLIPS))(
    'calls a flipped byte in %s damage of the log, with position and stream',
    async (_, sql) => {
      await projected();
      const streamId = await streamAt(PLACE);
      await bench.meddle(sql);
      for (const { log } of [await bench.verify(), await bench.verifyWithNotes()]) {
        expect(log.findings[0]).toMatchObject({ kind: 'damage', position: PLACE, streamId });
        expect(log.head).toBeUndefined();
      }
    },
  );

  it('calls a changed time damage of the log, by the chain that the projector keeps', async () => {
    await projected();
    const streamId = await streamAt(PLACE);
    await bench.meddle(RETIMED);
    const { log } = await bench.verifyWithNotes();
    expect(log.findings).toMatchObject([
      { kind: 'damage', position: PLACE, streamId, what: expect.stringContaining('time') },
    ]);
  });

  it.each(Object.entries({ ...FLIPS, time: RETIMED }).filter(([what]) => what !== 'digest'))(
    'finds a flipped byte in %s of an event that has no digest',
    async (_, sql) => {
      await projected(appendSamples);
      const streamId = await streamAt(PLACE);
      await bench.meddle(sql);
      const { log } = await bench.verifyWithNotes();
      expect(log.findings).toMatchObject([{ kind: 'damage', position: PLACE, streamId }]);
    },
  );

  it('finds an event whose digest was taken away', async () => {
    await projected();
    const [second] = (await bench.store.readAll({ after: 0n, maxCount: 150 })).filter(
      ({ revision }) => revision === 1n,
    );
    const { position, streamId } = second!;
    await bench.meddle(
      `UPDATE event SET metadata = json_remove(json_remove(metadata, '$[8]'), '$[7]') WHERE position = ${position}`,
    );
    const { log } = await bench.verify();
    expect(log.findings[0]).toMatchObject({
      kind: 'damage',
      position,
      streamId,
      what: expect.stringContaining('no digest'),
    });
  });

  it('finds what is missing at the end, in the middle, and what stands in another order', async () => {
    const head = await projected();
    const swap = (one: bigint, other: bigint) =>
      `UPDATE event SET position = -1 WHERE position = ${one}; UPDATE event SET position = ${one} WHERE position = ${other};
       UPDATE event SET position = ${other} WHERE position = -1`;
    await bench.meddle(swap(PLACE, PLACE + 1n));
    expect((await bench.verifyWithNotes()).log.findings).toMatchObject([{ kind: 'damage', position: PLACE }]);
    await bench.meddle(`${swap(PLACE, PLACE + 1n)}; DELETE FROM event WHERE position = ${head}`);
    const { log } = await bench.verifyWithNotes();
    expect(log.findings).toMatchObject([{ kind: 'damage', what: expect.stringContaining('missing') }]);
    await bench.meddle(`DELETE FROM event WHERE position = ${PLACE}`);
    expect((await bench.verifyWithNotes()).log.findings[0]).toMatchObject({ kind: 'damage', position: PLACE });
  });

  it('tells whether the log still holds what a head stands for', async () => {
    await projected();
    const noted = (await bench.verify()).log.head!;
    await appendChainedSamples(bench.store, 20, 3);
    const [position, digest] = [BigInt(noted.split('-')[0]!), noted.slice(noted.indexOf('-') + 1)];
    const against = { position, digest };
    expect((await bench.verifyWithNotes({ against })).log.against).toBe('contained');
    expect((await bench.verify()).log.head).not.toBe(noted);
    const other = { position: position - 1n, digest };
    expect((await bench.verifyWithNotes({ against: other })).log.against).toBe('different');
    await bench.meddle(`DELETE FROM event WHERE position >= ${position}`);
    expect((await bench.verifyWithNotes({ against })).log.against).toBe('too-short');
  });
});

describe('the check in the background', () => {
  it('finds a flipped byte by itself, and says so in the status', async () => {
    await projected();
    const streamId = await streamAt(PLACE);
    await bench.meddle(FLIPS.data);
    const runner = await bench.start({ tuning: { checkShare: 1 } });
    await eventually(() => runner.status().log.findings.length > 0);
    expect(runner.status().log.findings).toMatchObject([{ kind: 'damage', position: PLACE, streamId }]);
  });

  it('checks all of a whole log once, and goes on after a restart where it was', async () => {
    const head = await projected();
    const first = await bench.start({ tuning: { checkShare: 1, checkEvents: 20 } });
    await eventually(() => first.status().log.checked === head);
    expect(first.status().log.findings).toEqual([]);
    await first.stop();
    let read = 0;
    const store = Object.assign(Object.create(bench.store), {
      head: () => bench.store.head(),
      identity: () => bench.store.identity(),
      waitForMore: () => new Promise<boolean>(() => undefined),
      readAll: async (options: Parameters<typeof bench.store.readAll>[0]) => {
        const page = await bench.store.readAll(options);
        read += page.length;
        return page;
      },
    });
    const second = await bench.start({ store, tuning: { checkShare: 1 } });
    await eventually(() => second.status().state === 'live');
    expect(second.status().log.checked).toBe(head);
    // What was noted last is looked at once at the start.
    expect(read).toBeLessThanOrEqual(150);
  });

  it('takes no more of the processor than it may', async () => {
    await projected(appendChainedSamples, 400);
    const runner = await bench.start({ tuning: { checkShare: 0.02, checkEvents: 5 } });
    await eventually(() => runner.status().state === 'live');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(runner.status().log.checked).toBe(0n);
  });
});

describe('an event that cannot be projected any more', () => {
  it('is said to be damaged where a byte of it was flipped, not to be of a later release', async () => {
    await appendChainedSamples(bench.store, 150);
    const streamId = await streamAt(PLACE);
    await bench.meddle(only('version = 99'));
    const runner = await bench.start();
    await eventually(() => runner.status().problem?.retrying === false);
    const { problem, state, log } = runner.status();
    expect(state).toBe('stopped');
    expect(problem).toMatchObject({ position: PLACE });
    expect(problem!.error).toContain(`The log is damaged at position ${PLACE} in ${streamId}`);
    expect(log.findings).toHaveLength(1);
  });

  it('stops every table before it where it is no event any more', async () => {
    await appendChainedSamples(bench.store, 150);
    await bench.meddle(only(`data = '{'`));
    const runner = await bench.start();
    await eventually(() => runner.status().state === 'stopped');
    const { problem, applied } = runner.status();
    expect(problem!.error).toMatch(/LogDamaged: The event log .* is damaged at position 77 in /);
    expect(new Set(Object.values(applied))).toEqual(new Set([PLACE - 1n]));
  });
});

describe('tables of another log', () => {
  it('are not mixed with one that has outgrown it', async () => {
    await projected();
    await bench.replaceLog();
    const head = await appendChainedSamples(bench.store, 300, 5);
    const runner = await bench.start();
    expect(await runner.waitUntil(head, isReached)).toBe(false);
    expect(runner.status()).toMatchObject({ state: 'stopped', log: { standing: { kind: 'another' } } });
    expect(await bench.count('SELECT max(position) AS n FROM event_index_v1')).toBe(150);
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
    expect(await bench.count('SELECT countIf(marker = 0) AS n FROM event_index_v1')).toBe(150);
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
    expect(await bench.count('SELECT max(position) AS n FROM event_index_v1')).toBe(150);
  });
});

describe('tables from before they knew their log', () => {
  /** As an earlier release left them: no notes of the chain, and nothing in the tables' comments. */
  async function forgotten(): Promise<void> {
    const { PROJECTIONS } = await import('@praxis/projections');
    const { physicalName } = await import('@praxis/analytics-store');
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
    await bench.analytics.command('ALTER TABLE event_index_v1 DELETE WHERE batch_to = 150 SETTINGS mutations_sync = 1');
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
    expect(runner.status().log.warnings.join('\n')).toContain('event_index_v1 was not filled from this log');
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
      bench.analytics.query('SELECT DISTINCT logged_at FROM event_index_v1 WHERE position BETWEEN 60 AND 110');
    const expected = [{ logged_at: before!.loggedAt.replace('T', ' ').replace('Z', '') }];
    expect(await late()).toEqual(expected);
    await bench.expectEqual();

    const { batches } = await (await import('@praxis/analytics-store')).readChain(bench.analytics, 'event_index_v1');
    const within = batches.find(({ from, to }) => from < 100n && to >= 100n)!;
    await runner.stop();
    await (await import('@praxis/analytics-store')).removeBatch(bench.analytics, 'event_index_v1', within);
    const repairing = await bench.start({ tuning: { batchEvents: 10 } });
    expect(await repairing.waitUntil(150n, isReached)).toBe(true);
    expect(await late()).toEqual(expected);
    await bench.expectEqual();
  });
});
