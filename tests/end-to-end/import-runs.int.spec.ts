import type { StoredEvent } from '@praxis/event-sourcing';
import type { FileReport, ImportReport } from '@praxis/imports';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportRun } from '@praxis/standalone';
import { FALLS_DEFINED, ownCsv, type Cells } from './own-csv.js';
import { listenTo } from './overheard.js';
import { expectProblem, openSite, type Site } from './site.harness.js';

const ROWS = 3_000;
const NORTH: Cells = { UNIT: 'north', FACT: 'opened', DATE: '2000-01-01', KIND: 'service', NAME: 'North' };
const UNIT = ownCsv('organisation', [NORTH]);
const FALLS: Cells = { UNIT: 'north', INDICATOR: 'falls' };
const defined: Cells = { ...FALLS_DEFINED, DATE: '2001-01-01' };
const day = (number: number) => new Date(Date.UTC(2001, 0, 1 + number)).toISOString().slice(0, 10);
const measured = (number: number): Cells => {
  const on = day(number);
  return { FACT: 'measured', PERIODSTART: on, PERIODEND: on, NUMERATOR: number % 9, DENOMINATOR: 900 };
};
/** All about one record: what nothing but parts can end in the middle of. */
const LARGE = ownCsv(
  'indicators',
  [defined, ...Array.from({ length: ROWS - 1 }, (_, at) => measured(at))].map((cells) => ({ ...FALLS, ...cells })),
);
/** By another role than whoever is at this machine. */
const STEWARD = { 'Praxis-Actor': 'w-steward; role=data-steward' };

let site: Site;
beforeEach(async () => {
  site = await openSite({ project: false });
  await upload().send(UNIT).expect(200);
});
afterEach(() => site.remove());

const upload = (to = site) => to.http.post('/api/imports').query({ name: 'large.csv' }).set('Content-Type', 'text/csv');

async function begun(): Promise<string> {
  const { headers, body } = await upload().set('Prefer', 'respond-async').send(LARGE).expect(202);
  expect(body).toMatchObject({ name: 'large.csv', state: 'running', report: null });
  expect(headers).toMatchObject({ location: `/api/imports/${body.id}`, 'preference-applied': 'respond-async' });
  return headers['location'] as string;
}

async function followed(path: string) {
  return (await site.http.get(path).expect(200)).body;
}

/** The file is being written, and not to its end. */
async function inTheMiddle(path: string): Promise<void> {
  const before = await site.platform.store.head();
  await expect.poll(() => site.platform.store.head(), { interval: 5, timeout: 60_000 }).toBeGreaterThan(before + 400n);
  expect(await followed(path)).toMatchObject({ state: 'running', progress: { phase: 'taking', of: ROWS } });
}

async function everything({ platform: { store } }: Site): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll({ after: events.at(-1)?.position ?? 0n, maxCount: 1_000 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** What was dealt with and what is open are all of the file; taken again, it is finished and nothing is doubled. */
async function expectFinishable(report: ImportReport, reopened = site): Promise<void> {
  const [file] = report.files as [FileReport];
  expect(report).toMatchObject({ cancelled: true, totals: { rows: ROWS } });
  const { dealtWith, open } = file.stopped!;
  expect(dealtWith.count).toBeGreaterThan(0);
  expect(open.count).toBeGreaterThan(0);
  expect(dealtWith.ranges).toEqual([[2, dealtWith.count + 1]]);
  expect(open.ranges).toEqual([[dealtWith.count + 2, ROWS + 1]]);
  const again = (await upload(reopened).send(LARGE).expect(200)).body as ImportReport;
  expect(again.totals).toMatchObject({ alreadyThere: dealtWith.count, taken: open.count, events: open.count });
  const about = (await everything(reopened)).filter(({ streamId }) => streamId.startsWith('indicator-'));
  expect(about).toHaveLength(ROWS);
  expect(new Set(about.map(({ metadata }) => metadata.commandId)).size).toBe(ROWS);
}

it('an import could only be waited for: it is followed and cancelled while it runs, and ends at whole rows', async () => {
  const path = await begun();
  await inTheMiddle(path);
  const { body } = await site.http.delete(path).expect(200);
  expect(body).toMatchObject({ state: 'cancelling' });
  await expect.poll(async () => (await followed(path)).state, { timeout: 30_000 }).toBe('ended');
  const { report, ended } = await followed(path);
  expect(Date.parse(ended)).not.toBeNaN();
  expect(report.files[0].status).toBe('partly-taken');
  const late = await site.http.delete(path);
  expectProblem(late, { status: 409, code: 'IMPORT_ENDED' });
  expect(late.body.detail, 'before it was cancelled, it said of one that was').toBe(
    `It ended at ${ended}: nothing of it is left to be cancelled`,
  );
  expect(await followed(path)).toMatchObject({ state: 'ended', ended });
  await expectFinishable(report);
  const { body: runs } = await site.http.get('/api/imports').expect(200);
  expect(runs).toMatchObject(Array(3).fill({ state: 'ended', report: null }));
}, 120_000);

it('a server that is stopped in the middle of an import ends it at whole rows, tells who waits, and the same file finishes it', async () => {
  const waiting = upload()
    .send(LARGE)
    .then(({ body }) => body as ImportReport);
  const running = async () =>
    ((await site.http.get('/api/imports')).body as ImportRun[]).find(({ state }) => state === 'running')?.id;
  await expect.poll(running, { timeout: 30_000 }).toBeDefined();
  const id = await running();
  await inTheMiddle(`/api/imports/${id}`);
  await site.stop();
  const report = await waiting;
  site = await openSite({ project: false, dataDir: site.dataDir });
  await expectFinishable(report);
}, 120_000);

it('tells of an import only whoever is in the role that began it, and of none that is not there', async () => {
  const { headers } = await upload()
    .send(ownCsv('indicators', [{ ...FALLS, ...defined }]))
    .expect(200);
  const path = headers['location'] as string;
  expect(await followed(path)).toMatchObject({ state: 'ended', report: { totals: { taken: 1 } } });
  expectProblem(await site.http.get(path).set(STEWARD), { status: 404, code: 'UNKNOWN_IMPORT' });
  expectProblem(await site.http.delete(path).set(STEWARD), { status: 404, code: 'UNKNOWN_IMPORT' });
  expect((await site.http.get('/api/imports').set(STEWARD)).body).toEqual([]);
  const worker = { 'Praxis-Actor': 'w-1; role=worker' };
  expectProblem(await site.http.get(path).set(worker), { status: 403, code: 'NOT_PERMITTED' });
});

it('an import that fails is told as the problem that it is, also to who did not wait', async () => {
  const answer = await upload().set('Prefer', 'respond-async').send('NO,SUCH,COLUMNS\n1,2,3\n').expect(202);
  const path = answer.headers['location'] as string;
  await expect.poll(async () => (await followed(path)).state).toBe('failed');
  const { problem, ended } = await followed(path);
  const { body } = await site.http.delete(path);
  expect(body, 'was cancelled, it said').toMatchObject({
    code: 'IMPORT_ENDED',
    detail: expect.stringContaining(ended),
  });
  expect(problem).toMatchObject({ status: 422, errors: [{ field: 'columns' }] });
});

it('an import that ended by what nobody foresaw left no word of it in the output of the server', async () => {
  const output = listenTo(process.stdout, process.stderr);
  const { store } = site.platform;
  const readAll = store.readAll.bind(store);
  store.readAll = () => Promise.reject(new Error('what nobody foresaw'));
  try {
    const answer = await upload().send(LARGE);
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR' } });
    expect(answer.text).not.toContain('what nobody foresaw');
    expect(output.text()).toMatch(/Import.*what nobody foresaw/s);
  } finally {
    store.readAll = readAll;
    output.end();
  }
});
