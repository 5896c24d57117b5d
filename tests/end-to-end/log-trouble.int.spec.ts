import type { SystemStatus } from '@praxis/contracts';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { layoutOf } from '@praxis/standalone';
import { closeSync, cpSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEventStoreDbDouble } from '../eventstoredb-double/index.js';
import { meddleWith } from '../projections/meddling.js';
import { praxis, startPraxis } from './command-line.harness.js';
import { ownCsv } from './own-csv.js';
import { expectProblem, newFolder, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const folder = newFolder('log-trouble');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const whole = join(folder, 'whole');
const FILE = join(folder, 'organisation.csv');
const MORE = { UNIT: 'west', FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME: 'Unit west' };

/** Its log is an installation's own; `older` and `another` are other logs under the same keys. */
const logs = { older: join(folder, 'older.db'), another: join(folder, 'another.db') };

beforeAll(async () => {
  writeFileSync(FILE, ownCsv('organisation', [MORE]));
  const site = await openSite({ dataDir: whole });
  const { log } = layoutOf(whole);
  await recordSmallOrganisation(site);
  await site.settled();
  await site.stop();
  cpSync(log, logs.older);
  const grown = await openSite({ dataDir: whole });
  for (const id of ['w-1', 'w-2', 'w-3']) {
    await grown.brought(`workers/${id}/join-worker`, { contract: 'permanent', weeklyMinutes: 2250, on: '2024-02-01' });
  }
  await grown.settled();
  await grown.stop();

  const other = copyOf('whole');
  for (const path of [layoutOf(other).log, layoutOf(other).projector, layoutOf(other).analytics])
    rmSync(path, { recursive: true });
  await (await openEmbeddedEventStore({ path: layoutOf(other).log })).close();
  const another = await openSite({ dataDir: other });
  await another.command('organisations/main/register-organisation', { name: 'Another Care', on: '2024-01-01' });
  await another.stop();
  cpSync(layoutOf(other).log, logs.another);
});

let copies = 0;
function copyOf(name: string): string {
  copies += 1;
  const copy = join(folder, `copy-${copies}`);
  cpSync(join(folder, name), copy, { recursive: true });
  return copy;
}

function withLog(log: string | undefined): string {
  const dataDir = copyOf('whole');
  rmSync(layoutOf(dataDir).log);
  if (log !== undefined) cpSync(log, layoutOf(dataDir).log);
  return dataDir;
}

function eventsIn(dataDir: string): number {
  if (!existsSync(layoutOf(dataDir).log)) return 0;
  const database = new DatabaseSync(layoutOf(dataDir).log, { readOnly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS n FROM event').get()!['n']);
  } finally {
    database.close();
  }
}

const noTrace = /^\s+at /m;
const statusOf = async (site: Site): Promise<SystemStatus> => (await site.http.get('/api/status')).body as SystemStatus;

const importing = ['import', FILE] as const;
const project = ['project'] as const;
const verify = ['verify'] as const;
const labels = ['labels'] as const;
const identity = ['identity', 'w-2hre6bztnrbljgwys635lwzapw', 'same', 'w-1'] as const;

/** Its rows were refused, as if the log knew nothing of a worker whom it had lost. */
const REFUSED = ownCsv('learning', [
  { WORKPLACE: 'HOME', WORKER: 'W1', FACT: 'reflection', ENTRY: 'E1', DATE: '2024-03-01', IMPACT: 'no' },
]);
const importedBy = (site: Site, file: string, dryRun = 'false') =>
  site.http.post('/api/imports').query({ dryRun }).set('Content-Type', 'text/csv').send(file);

/** Each kind is found out in the same way: not every command has to be tried with every one. */
const TROUBLES = [
  ['another', () => withLog(logs.another), /The tables were filled from another log/, [importing, project, verify]],
  [
    'an emptied one',
    () => withLog(undefined),
    /The log is empty, and the tables were filled from one up to \d+/,
    [verify, labels],
  ],
  [
    'one that is behind',
    () => withLog(logs.older),
    /The log ends at position \d+, and the tables were filled from it/,
    [importing, identity],
  ],
] as const;

describe.each(TROUBLES)('a log that is %s', (_what, prepare, said, commands) => {
  it('is said by the command line, which changes nothing and says what to do', async () => {
    const runs = commands.map(async (command) => {
      const dataDir = prepare();
      const before = eventsIn(dataDir);
      const { code, stdout, stderr } = await praxis([...command, '--data-dir', dataDir]);
      const all = stdout + stderr;
      expect(code, all).toBe(1);
      expect(all).toMatch(said);
      expect(all).toMatch(/Put back the log that the tables were filled from/);
      expect(all).toMatch(/praxis project --rebuild all/);
      expect(all).not.toMatch(noTrace);
      expect(eventsIn(dataDir), command[0]).toBe(before);
    });
    await Promise.all(runs);
  });

  it('is said by status, reports, commands and imports of a server, and nothing is mixed', async () => {
    const site = await openSite({ dataDir: prepare() });
    try {
      // The first thing that a server is asked: it waits until that is found out. A trial has nothing to write that is
      // refused whatever its rows say.
      expectProblem(await importedBy(site, REFUSED, 'true'), { status: 503, code: 'ANOTHER_LOG' });
      await expect.poll(async () => (await statusOf(site)).log.mismatch?.message).toMatch(said);
      const { state, log, applied } = await statusOf(site);
      expect({ state, applied, remedy: log.mismatch!.remedy }).toMatchObject({
        state: 'stopped',
        applied: '0',
        remedy: expect.stringContaining('--rebuild all'),
      });
      await writesNothing(site, async () => {
        for (const report of ['overview', 'checklist', 'cpd-impact', 'reference'])
          expectProblem(await site.http.get(`/api/reports/${report}`), { status: 503, code: 'ANOTHER_LOG' });
        const join = site.http.post('/api/workers/join-worker');
        expectProblem(await join.send({ contract: 'permanent', weeklyMinutes: 2250, on: '2024-02-01' }), {
          status: 503,
          code: 'ANOTHER_LOG',
        });
        for (const file of [readFileSync(FILE, 'utf8'), REFUSED]) {
          expectProblem(await importedBy(site, file), { status: 503, code: 'ANOTHER_LOG' });
        }
      });
    } finally {
      await site.stop();
    }
  });
});

it('another EventStoreDB under the same data folder is said to be another log, and nothing is mixed', async () => {
  const doubles = await Promise.all([startEventStoreDbDouble(), startEventStoreDbDouble()]);
  const dataDir = newFolder('another-eventstoredb');
  try {
    const first = await openSite({ dataDir, eventStore: doubles[0].connectionString });
    await first.command('organisations/main/register-organisation', { name: 'Riverside Care', on: '2024-01-01' });
    await first.settled();
    await first.stop();
    // Under the same keys: with others, they are what is said first.
    const under = newFolder('under-the-same-keys');
    for (const part of ['keys', 'masterKey'] as const) cpSync(layoutOf(dataDir)[part], layoutOf(under)[part]);
    const elsewhere = await openSite({ dataDir: under, eventStore: doubles[1].connectionString, project: false });
    await recordSmallOrganisation(elsewhere);
    await elsewhere.remove();

    const site = await openSite({ dataDir, eventStore: doubles[1].connectionString });
    await expect
      .poll(async () => (await statusOf(site)).log.mismatch?.message)
      .toMatch(/The tables were filled from another log/);
    expectProblem(await site.http.get('/api/reports/overview'), { status: 503, code: 'ANOTHER_LOG' });
    await site.remove();
  } finally {
    for (const double of doubles) await double.stop();
  }
});

describe('praxis serve', () => {
  it('says on the terminal that the log is behind, serves the status, and records nothing', async () => {
    const dataDir = withLog(logs.older);
    const before = eventsIn(dataDir);
    const server = startPraxis(['serve', '--demo', '--port', '0', '--data-dir', dataDir]);
    const { url } = await server.serving();
    const status = (await (await fetch(`${url}/api/status`)).json()) as SystemStatus;
    expect(status).toMatchObject({
      state: 'stopped',
      log: { mismatch: { message: expect.stringMatching(/behind|ends at/) } },
    });
    const { code, stderr } = await server.signal('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toMatch(/The log ends at position \d+.*Nothing is recorded and no figure is shown meanwhile/);
    expect(eventsIn(dataDir)).toBe(before);
  });
});

it('makes another log the tables’ own when it is told to', { timeout: 120_000 }, async () => {
  const dataDir = withLog(logs.another);
  const rebuilt = await praxis(['project', '--rebuild', 'all', '--data-dir', dataDir]);
  expect(rebuilt, rebuilt.stderr).toMatchObject({ code: 0 });
  const verified = await praxis(['verify', '--data-dir', dataDir]);
  expect(verified, verified.stdout).toMatchObject({ code: 0 });
  const head = /Head: (\S+)/.exec(verified.stdout)![1]!;
  expect(await praxis(['import', FILE, '--data-dir', dataDir])).toMatchObject({ code: 0 });
  await praxis(['project', '--data-dir', dataDir]);
  const [later, wrong] = await Promise.all([
    praxis(['verify', '--against', head, '--data-dir', dataDir]),
    praxis(['verify', '--against', head, '--data-dir', copyOf('whole')]),
  ]);
  expect(later, later.stdout).toMatchObject({ code: 0, stdout: expect.stringContaining('still holds exactly') });
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('does NOT hold') });
});

describe('a flipped byte in an event', () => {
  const PLACE = 4;
  function flipped(): string {
    const dataDir = copyOf('whole');
    const { log, projector } = layoutOf(dataDir);
    meddleWith(log, `UPDATE event SET effective_at = '2024-01-09' WHERE position = ${PLACE}`);
    meddleWith(join(projector, 'runner.db'), `DELETE FROM log_note WHERE name = 'checked'`);
    return dataDir;
  }

  it('is called damage of the log by verify, with position and stream, and never “rebuild the tables”', async () => {
    const { code, stdout } = await praxis(['verify', '--data-dir', flipped()]);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`DAMAGED +The log is damaged at position ${PLACE} in organisation-main`));
    expect(stdout).toMatch(/docs\/how-to\/verify-the-log\.md/);
    expect(stdout).not.toMatch(/--rebuild/);
  });

  it('is not served as live, neither before nor after verify has found it', async () => {
    const dataDir = flipped();
    await praxis(['verify', '--data-dir', dataDir]);
    const begun = new Date().toISOString();
    const site = await openSite({ dataDir });
    try {
      const states: string[] = [];
      const look = async () => states.push((await statusOf(site)).state) && states.at(-1);
      await expect.poll(look, { interval: 5 }).toBe('damaged');
      expect(states).not.toContain('live');
      const { log } = await statusOf(site);
      expect(log).toMatchObject({ damage: [{ position: String(PLACE), stream: 'organisation-main' }] });
      // It may have been whole once.
      expect((log.wholeAt ?? '') < begun).toBe(true);
    } finally {
      await site.stop();
    }
  });

  it('on the disk is told by a server while it runs, as damage of the log with position and stream', async () => {
    const dataDir = copyOf('whole');
    const site = await openSite({ dataDir, tuning: { checkShare: 1, checkEveryMs: 300 } });
    try {
      const log = async () => (await statusOf(site)).log;
      await expect.poll(async () => (await log()).checked).toBe(String(await site.platform.store.head()));
      expect((await log()).damage).toEqual([]);
      const { log: path } = layoutOf(dataDir);
      overwrite(path, readFileSync(path).indexOf('Test Care'), Buffer.from('R'));
      await expect.poll(async () => (await log()).damage).not.toEqual([]);
      const [damage] = (await log()).damage;
      expect(damage).toMatchObject({ position: '1', stream: 'organisation-main' });
      expect(damage!.what).toContain('digest does not fit');
      expect(JSON.stringify(await statusOf(site))).not.toMatch(/rebuild/);
    } finally {
      await site.stop();
    }
  });
});

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  expect(at).toBeGreaterThan(0);
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

describe('a page of the log that cannot be read', () => {
  const PAGE = 4_096;

  /** Pages by what is on them: of an early event, of the last, and an index. */
  const PLACES: readonly (readonly [string, (file: Buffer) => number])[] = [
    ['with the first events', (file) => file.indexOf('Test Care')],
    ['at the end of the file', (file) => file.length - PAGE],
    ['with the names of streams', (file) => file.lastIndexOf('organisation-main')],
  ];

  function broken(page: number): string {
    const dataDir = copyOf('whole');
    overwrite(layoutOf(dataDir).log, page * PAGE + 16, new Uint8Array(PAGE - 16).fill(0xa5));
    return dataDir;
  }
  const pageOf = (find: (file: Buffer) => number) => Math.floor(find(readFileSync(layoutOf(whole).log)) / PAGE);

  it.each(PLACES)('%s stops the server with a message that says what to do', async (_where, find) => {
    const { code, stderr } = await praxis(['serve', '--port', '0', '--data-dir', broken(pageOf(find))]);
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/damaged, and part of it cannot be read/);
    expect(stderr).toMatch(/Put back the last good copy of the log .*verify-the-log\.md/);
    expect(stderr).not.toMatch(noTrace);
  });

  it('at the beginning of the file makes it none, and the same is to be done', async () => {
    const { code, stderr } = await praxis(['serve', '--port', '0', '--data-dir', broken(0)]);
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/is not an event log/);
    expect(stderr).toMatch(/put back its last good copy\. .*verify-the-log\.md/);
  });

  it('ends other commands with the same message', async () => {
    const runs = [importing, verify].map(async (command) => {
      const dataDir = broken(pageOf((file) => file.indexOf('Test Care')));
      const { code, stderr } = await praxis([...command, '--data-dir', dataDir]);
      expect(code, command[0]).toBe(1);
      expect(stderr, command[0]).toMatch(/damaged, and part of it cannot be read/);
      expect(stderr, command[0]).not.toMatch(noTrace);
    });
    await Promise.all(runs);
  });
});
