import { headFrom, PROJECTIONS, type ProjectionRunner } from '@praxis/projections';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultyAnalytics } from './faulty-analytics.js';
import { eventually, ProjectionBench } from './projection.bench.js';
import { appendChainedSamples, appendSamples } from './sample-log.js';

// The log is the same whatever there is of tables.
const bench = await ProjectionBench.open(PROJECTIONS.filter(({ name }) => name === 'event_index'));
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

/** One byte of the file, where an event's id is written: nobody who has it open is told. */
function flipOnDisk(path: string, id: string): void {
  const file = readFileSync(path);
  const at = file.indexOf(id);
  expect(at).toBeGreaterThan(0);
  const changed = file.subarray(at, at + 1);
  changed.write(changed.toString() === 'a' ? 'b' : 'a');
  const handle = openSync(path, 'r+');
  writeSync(handle, changed, 0, 1, at);
  closeSync(handle);
}

/** Each of its tests has the same log to itself. */
function withLog(append: typeof appendSamples): void {
  beforeAll(async () => {
    await bench.reset();
    await projected(append);
    await bench.keep();
  });
  beforeEach(() => bench.putBack());
}

const swap = (one: bigint, other: bigint) =>
  `UPDATE event SET position = -1 WHERE position = ${one}; UPDATE event SET position = ${one} WHERE position = ${other};
   UPDATE event SET position = ${other} WHERE position = -1`;

describe('verify, where events carry digests', () => {
  withLog(appendChainedSamples);

  it.each(Object.entries(FLIPS))(
    'calls a flipped byte in %s damage of the log, with position and stream',
    async (_, sql) => {
      const streamId = await streamAt(PLACE);
      await bench.meddle(sql);
      for (const { log } of [await bench.verify(), await bench.verifyWithNotes()]) {
        expect(log.findings[0]).toMatchObject({ kind: 'damage', position: PLACE, streamId });
        expect(log.head).toBeUndefined();
      }
    },
  );

  it('calls a changed time damage of the log, by the chain that the projector keeps', async () => {
    const streamId = await streamAt(PLACE);
    await bench.meddle(RETIMED);
    const { log } = await bench.verifyWithNotes();
    expect(log.findings).toMatchObject([
      { kind: 'damage', position: PLACE, streamId, what: expect.stringContaining('time') },
    ]);
  });

  it('finds an event whose digest was taken away', async () => {
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

  it('finds events that stand in another order', async () => {
    await bench.meddle(swap(PLACE, PLACE + 1n));
    expect((await bench.verifyWithNotes()).log.findings[0]).toMatchObject({ kind: 'damage', position: PLACE });
  });

  it('finds what is missing at the end', async () => {
    await bench.meddle('DELETE FROM event WHERE position = 150');
    const { log } = await bench.verifyWithNotes();
    expect(log.findings).toMatchObject([{ kind: 'damage', what: expect.stringContaining('missing') }]);
  });

  it('finds what is missing in the middle', async () => {
    await bench.meddle(`DELETE FROM event WHERE position = ${PLACE}`);
    expect((await bench.verifyWithNotes()).log.findings[0]).toMatchObject({ kind: 'damage', position: PLACE });
  });

  it('tells whether the log still holds what a head stands for', async () => {
    const noted = (await bench.verify()).log.head!;
    await appendChainedSamples(bench.store, 20, 3);
    const against = headFrom(noted);
    const { position, digest } = against;
    expect((await bench.verifyWithNotes({ against })).log.against).toBe('contained');
    expect((await bench.verify()).log.head).not.toBe(noted);
    const other = { position: position - 1n, digest };
    expect((await bench.verifyWithNotes({ against: other })).log.against).toBe('different');
    await bench.meddle(`DELETE FROM event WHERE position >= ${position}`);
    expect((await bench.verifyWithNotes({ against })).log.against).toBe('too-short');
  });
});

describe('verify, where events carry none', () => {
  withLog(appendSamples);

  it.each(Object.entries({ ...FLIPS, time: RETIMED }).filter(([what]) => what !== 'digest'))(
    'finds a flipped byte in %s by the chain that the projector keeps',
    async (_, sql) => {
      const streamId = await streamAt(PLACE);
      await bench.meddle(sql);
      const { log } = await bench.verifyWithNotes();
      expect(log.findings).toMatchObject([{ kind: 'damage', position: PLACE, streamId }]);
    },
  );
});

describe('verify, where digests begin in the middle', () => {
  beforeAll(() => bench.reset());

  it('finds nothing in a log that nobody touched, and says where they begin', async () => {
    await appendSamples(bench.store, 40);
    const head = await appendChainedSamples(bench.store, 110, 2);
    const runner = await bench.start();
    await runner.waitUntil(head, isReached);
    const { log, isEqual } = await bench.verifyWithNotes();
    expect(isEqual).toBe(true);
    expect(log).toMatchObject({ events: 150, digestsFrom: 41n, withDigest: 110, findings: [], chainedTo: 150n });
    expect(log.begunBefore.reduce((sum, { events }) => sum + events, 0)).toBe(40);
  });
});

/** Events, so that the first of them are not looked at whenever a runner starts. */
const MORE_THAN_A_STRETCH = 1_300;

describe('the chain over all events', () => {
  beforeEach(() => bench.reset());

  it('has what a table is about to be given before the table has it, so that no kill can leave it behind', async () => {
    const head = await appendChainedSamples(bench.store, 350);
    const { promise: started, resolve } = Promise.withResolvers<ProjectionRunner>();
    const chainedBefore: boolean[] = [];
    const analytics = new FaultyAnalytics(bench.analytics, async ({ options, insert }) => {
      const to = BigInt(/-(\d+)-e\d+\./.exec(options.deduplicationToken ?? '')![1]!);
      chainedBefore.push((await started).status().log.end.position >= to);
      await insert();
    });
    const runner = await bench.start({ analytics });
    resolve(runner);
    expect(await runner.waitUntil(head, isReached)).toBe(true);
    expect(chainedBefore.length).toBeGreaterThan(2);
    expect(chainedBefore).not.toContain(false);
  });
});

describe('the check in the background', () => {
  beforeEach(() => bench.reset());

  it('finds a flipped byte by itself, says so in the status, and says it again after a restart', async () => {
    const head = await projected(appendChainedSamples, MORE_THAN_A_STRETCH);
    const streamId = await streamAt(PLACE);
    await bench.meddle(FLIPS.data);
    for (const time of ['first', 'second']) {
      const runner = await bench.start({ tuning: { checkShare: 1 } });
      const found = () => runner.status().log.findings;
      await eventually(() => found().length > 0 && runner.status().log.checked === head);
      expect(found(), time).toMatchObject([{ kind: 'damage', position: PLACE, streamId }]);
      await runner.stop();
    }
  });

  it('finds a byte that was flipped on the disk while it runs, with position and stream', async () => {
    const head = await projected();
    const streamId = await streamAt(PLACE);
    const [{ id } = { id: '' }] = await bench.store.readAll({ after: PLACE - 1n, maxCount: 1 });
    await bench.meddle(() => undefined);
    const runner = await bench.start({ tuning: { checkShare: 1, checkEveryMs: 200 } });
    await eventually(() => runner.status().state === 'live' && runner.status().log.checked === head);
    expect(runner.status().log.findings).toEqual([]);
    flipOnDisk(bench.logPath, id);
    await eventually(() => runner.status().log.findings.length > 0);
    expect(runner.status().log.findings).toMatchObject([
      { kind: 'damage', position: PLACE, streamId, what: expect.not.stringMatching(/rebuild|table/) },
    ]);
  });

  it('finds a byte that was flipped in what was checked within the day, after a restart, and tells when it was whole', async () => {
    const head = await projected(appendChainedSamples, MORE_THAN_A_STRETCH);
    const first = await bench.start({ tuning: { checkShare: 1 } });
    await eventually(() => first.status().log.wholeAt !== undefined);
    expect(first.status().log.checked).toBe(head);
    const { wholeAt } = first.status().log;
    await first.stop();
    const streamId = await streamAt(PLACE);
    await bench.meddle(FLIPS.data);
    const second = await bench.start({ tuning: { checkShare: 1 } });
    await eventually(() => second.status().log.findings.length > 0);
    expect(second.status().log.findings).toMatchObject([{ kind: 'damage', position: PLACE, streamId }]);
    await eventually(() => second.status().log.checked === head);
    expect(second.status().log.wholeAt).toBe(wholeAt);
  });

  it.each([
    ['because it is due again', { checkEveryMs: 300 }],
    ['after reading it failed', { checkAgainMs: 1 }],
  ])('says nothing against a sound log that it reads again %s', async (why, again) => {
    const head = await projected(appendChainedSamples);
    const { store } = bench;
    const readAll = store.readAll.bind(store);
    const checkEvents = 33;
    let [rounds, reads] = [0, 0];
    store.readAll = (options) => {
      if (options.maxCount === checkEvents) {
        reads += 1;
        if (options.after === 0n) rounds += 1;
        if (why === 'after reading it failed' && reads === 3) throw new Error('The event log does not answer.');
      }
      return readAll(options);
    };
    const runner = await bench.start({ tuning: { checkShare: 1, checkEvents, ...again } });
    const isReadAgain = () => (why === 'after reading it failed' ? reads > 6 : rounds > 2);
    await eventually(() => isReadAgain() && runner.status().log.checked === head);
    expect(runner.status().log.findings).toEqual([]);
  });
});

describe('an event that cannot be projected any more', () => {
  beforeEach(() => bench.reset());

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

  it('is said to be damaged where it was given a digest and has none any more', async () => {
    await appendSamples(bench.store, Number(PLACE));
    await bench.meddle(only('version = 99'));
    const runner = await bench.start({ digestsDue: PLACE });
    await eventually(() => runner.status().problem?.retrying === false);
    expect(runner.status().problem!.error).toContain(`The log is damaged at position ${PLACE}`);
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
