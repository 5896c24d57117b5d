import { readdirSync } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AnalyticsStorageFull } from '@praxis/analytics-store';
import type { SystemStatus } from '@praxis/contracts';
import type { Problem } from '@praxis/http-problems';
import type { ImportReport } from '@praxis/imports';
import type { ImportRun } from '@praxis/standalone';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { importCommand } from '../../services/standalone/src/commands/import.command.js';
import { explain } from '../../services/standalone/src/terminal/explain.js';
import { FALLS_DEFINED, ownCsv, type Cells } from './own-csv.js';
import { expectProblem, newFolder, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

/** Room for the small organisation and a little more. */
const FULL_AT_BYTES = 160_000;

let site: Site;
beforeEach(async () => {
  site = await openSite({ dataDir: newFolder('full-disk'), maxLogBytes: FULL_AT_BYTES });
  await recordSmallOrganisation(site);
});
afterEach(() => {
  vi.restoreAllMocks();
  return site.remove();
});

async function reopenWithRoom(): Promise<void> {
  await site.stop();
  site = await openSite({ dataDir: site.dataDir });
}

async function eventsOf(path: string): Promise<readonly { revision: string; type: string }[]> {
  const { body } = await site.http.get(`/api/${path}/events`).expect(200);
  return body.events as { revision: string; type: string }[];
}

it('refuses a command when the disk is full, writes nothing of it, and takes it when there is room again', async () => {
  let accepted = 0;
  let refused: Awaited<ReturnType<typeof send>> | undefined;
  const send = (entry: number) =>
    site.http
      .post('/api/learning-logs/w-manager/log-learning')
      .set('Idempotency-Key', `full-disk-${entry}`)
      .send({
        kind: 'reading',
        planned: false,
        minutes: 10,
        participatoryMinutes: null,
        topics: [],
        elements: [],
        programmeId: null,
        title: `Entry ${entry} ${'about something that takes room '.repeat(100)}`,
        on: '2025-01-01',
      });
  for (let entry = 0; entry < 200 && refused === undefined; entry += 1) {
    const response = await send(entry);
    if (response.status === 200) accepted += 1;
    else refused = response;
  }

  expectProblem(refused!, { status: 507, code: 'STORAGE_FULL' });
  expect(accepted).toBeGreaterThan(0);
  expect(await eventsOf('learning-logs/w-manager')).toHaveLength(accepted);
  // What is there can still be read, and reported on.
  await site.settled();
  await site.report('overview');

  await reopenWithRoom();
  await site.settled();
  expect(await eventsOf('learning-logs/w-manager')).toHaveLength(accepted);
  const again = await send(0).expect(200).expect('Idempotent-Replayed', 'true');
  expect(again.body).toMatchObject({ outcome: 'done', revision: '0' });
  expect((await send(accepted).expect(200)).body).toMatchObject({ outcome: 'done', revision: String(accepted) });
});

/** 400 records, of which there is not room for all. */
const INDICATORS = ownCsv(
  'indicators',
  Array.from({ length: 400 }, (_, index) => ({
    ...FALLS_DEFINED,
    UNIT: 'north',
    INDICATOR: `falls-${index}`,
    TITLE: `${'Long title '.repeat(9)}${index}`,
  })),
);

async function indicatorsRecorded(): Promise<number> {
  const events = await site.platform.store.readAll({ after: 0n, maxCount: 1_000 });
  return events.filter(({ type }) => type === 'IndicatorDefined').length;
}

/** Of a problem, or an import that failed: which rows are recorded and which are open, why, and what to do. */
function expectHowFar({ detail, remedy, report }: Problem, written: number): void {
  expect(written).toBeGreaterThan(0);
  expect(detail).toBe(
    `There is no space left on the disk. The import stopped half-way: ${written} rows were dealt with, and ${400 - written} are open, as the report lists them`,
  );
  expect(remedy).toMatch(/^Free space .+ import the same file again: it goes on with the rows that are open\.$/);
  expect((report as ImportReport).files[0]).toMatchObject({
    status: 'partly-taken',
    counts: { taken: written },
    stopped: { dealtWith: { count: written }, open: { count: 400 - written } },
  });
}

it('an import that nobody waits for and that meets a full disk half-way had no report: it has, with the reason', async () => {
  const upload = site.http.post('/api/imports').set({ 'Content-Type': 'text/csv', Prefer: 'respond-async' });
  const { headers } = await upload.send(INDICATORS).expect(202);
  const run = async () => (await site.http.get(headers['location'] as string).expect(200)).body as ImportRun;
  await expect.poll(async () => (await run()).state, { timeout: 10_000 }).toBe('failed');

  const { problem, report } = await run();
  expect(problem).toMatchObject({ status: 507, code: 'STORAGE_FULL' });
  expect(problem).not.toHaveProperty('report');
  expectHowFar({ ...problem!, report: report! }, await indicatorsRecorded());
});

it('an import that met a full disk half-way was answered that nothing was recorded: it is told which rows were', async () => {
  const upload = () => site.http.post('/api/imports').set('Content-Type', 'text/csv').send(INDICATORS);
  const refused = await upload();
  expectProblem(refused, { status: 507, code: 'STORAGE_FULL' });
  const written = await indicatorsRecorded();
  expectHowFar(refused.body as Problem, written);

  await reopenWithRoom();
  const { body } = await upload().expect(200);
  expect((body as ImportReport).files[0]).toMatchObject({
    status: 'taken',
    counts: { alreadyThere: written, taken: 400 - written },
  });
});

it('the command line told only that the disk is full: it tells how far it came as well', async () => {
  await site.stop();
  const path = join(site.dataDir, 'indicators.csv');
  await writeFile(path, INDICATORS);
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const config = { dataDir: site.dataDir, maxLogBytes: FULL_AT_BYTES };
  const failure: unknown = await importCommand(config, [path], {}).catch((error: unknown) => error);
  const said = written.mock.calls.map(([text]) => String(text)).join('');
  expect(said).toMatch(
    /indicators\.csv \(indicators\): taken in part[^]+dealt with: \d+ rows: [^]+still open: \d+ rows: /,
  );
  expect(explain(failure)).toMatch(
    /^praxis: The import was interrupted: .+\nFree space .+\nImport the same files again/,
  );
});

it('stops an import at a whole stream, and the same file goes on where it stopped', async () => {
  const opened = (index: number): Cells => ({
    UNIT: `unit-${index}`,
    FACT: 'opened',
    DATE: '2024-03-01',
    KIND: 'service',
    NAME: `${'Long name '.repeat(11)}${index}`,
  });
  const file = ownCsv(
    'organisation',
    Array.from({ length: 400 }, (_, index) => opened(index)),
  );
  const upload = () => site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file);
  const before = (await eventsOf('organisations/main')).length;

  const refused = await upload();

  expectProblem(refused, { status: 507, code: 'STORAGE_FULL' });
  const written = (await eventsOf('organisations/main')).length - before;
  await reopenWithRoom();
  const { body } = await upload().expect(200);
  expect((body as ImportReport).files[0]).toMatchObject({
    status: 'taken',
    counts: { alreadyThere: written, taken: 400 - written },
  });
  expect(await eventsOf('organisations/main')).toHaveLength(before + 400);
});

/** As SQLite fails when there is no room for what a transaction has written, in the databases of that name. */
function fillDiskUnder(name: string): void {
  const exec = DatabaseSync.prototype.exec;
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT' && this.location()?.endsWith(name) === true) {
      const message = 'database or disk is full';
      throw Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode: 13, errstr: message });
    }
    exec.call(this, sql);
  });
}

/** As the system fails when there is no room for a file. */
async function fillDiskUnderFiles(): Promise<void> {
  const path = join(tmpdir(), `praxis-handle-${process.pid}`);
  await using handle = await open(path, 'w');
  await rm(path);
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 });
  vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'appendFile').mockRejectedValue(error);
}

async function statusUntil(isSo: (status: SystemStatus) => boolean): Promise<SystemStatus> {
  let status: SystemStatus | undefined;
  await expect
    .poll(async () => isSo((status = (await site.http.get('/api/status').expect(200)).body as SystemStatus)), {
      timeout: 10_000,
    })
    .toBe(true);
  return status!;
}

it('a full disk under the keys was answered 500: it is 507, and the same goes through when there is room', async () => {
  const details = { name: 'Perdita Quillfeather', on: '2024-02-01' };
  const send = () =>
    site.http.post('/api/workers/w-manager/record-worker-details').set('Idempotency-Key', 'full-keys-1').send(details);
  fillDiskUnder('keys.db');

  expectProblem(await send(), { status: 507, code: 'STORAGE_FULL' });
  vi.restoreAllMocks();
  expect((await send().expect(200)).body).toMatchObject({ outcome: 'done' });
});

it('a report that a full disk stopped was told as something that was not recorded', async () => {
  const full = new AnalyticsStorageFull('No space left on device');
  vi.spyOn(await site.platform.analytics(), 'query').mockRejectedValue(full);
  const refused = await site.http.get('/api/reports/overview');
  expectProblem(refused, { status: 507, code: 'STORAGE_FULL' });
  expect((refused.body as { detail: string }).detail).toMatch(/^It could not be read/);
});

it('a full disk under an upload was answered 500: it is 507, and nothing of it stays', async () => {
  const file = ownCsv('organisation', [
    { UNIT: 'east', FACT: 'opened', DATE: '2024-03-01', KIND: 'service', NAME: 'East' },
  ]);
  const upload = () => site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file);
  await fillDiskUnderFiles();

  const refused = await upload();
  expectProblem(refused, { status: 507, code: 'STORAGE_FULL' });
  expect(readdirSync(site.layout.uploads)).toEqual([]);
  vi.restoreAllMocks();
  await upload().expect(200);
});

it.each(['tables', 'notes of the projector'])(
  'a full disk under the %s holds the projector, visibly, and nothing is lost when there is room',
  async (what) => {
    await site.settled();
    if (what === 'tables') {
      const full = new AnalyticsStorageFull('No space left on device');
      vi.spyOn(await site.platform.analytics(), 'insertBatch').mockRejectedValue(full);
    } else fillDiskUnder('runner.db');
    await recordWorker(site, 'w-held', 'south');

    const held = await statusUntil(({ problem, lag }) => problem !== null && lag! > 0);
    expect(held).toMatchObject({ problem: { error: expect.stringMatching(/No space left|disk is full/) } });
    // What is there is served, and more can be recorded.
    await site.report('overview');
    await recordWorker(site, 'w-held-too', 'south');
    const end = String(await site.platform.store.head());
    await statusUntil(({ head }) => head === end);

    vi.restoreAllMocks();
    await site.settled();
    await statusUntil(({ problem, lag }) => problem === null && lag === 0);
    expect((await site.report<{ headlines: object[] }>('overview')).headlines.length).toBeGreaterThan(0);
  },
);
