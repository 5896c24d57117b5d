import type { CapabilityReport, CpdImpactReport, FigureRecords, OverviewReport, Reference } from '@praxis/contracts';
import { publishFrameworks } from '@praxis/standalone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownCsv } from './own-csv.js';
import { expectProblem, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

const REPORTS = [
  'overview',
  'workforce-capability',
  'cpd-impact',
  'checklist',
  'records?figure=headcount',
  'reference',
];

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await publishFrameworks(await site.platform.entrance());
  await recordSmallOrganisation(site);
  const policy = { kind: 'suppression-threshold-people', roleProfileId: null, topic: null, value: 1 };
  await site.command('organisations/main/set-policy', { ...policy, from: '2015-01-01' });
  await recordWorker(site, 'w-1', 'south');
  await site.command('learning-logs/w-1/log-learning', {
    kind: 'e-learning',
    planned: true,
    minutes: 60,
    participatoryMinutes: null,
    topics: [],
    elements: [],
    programmeId: null,
    title: 'Moving and handling',
    on: '2025-03-01',
  });
  await site.command('checklists/north/adopt-checklist', { on: '2024-03-01' });
  await site.settled();
});
afterAll(() => site.remove());

const ask = (path: string, query: string) =>
  site.http.get(`/api/reports/${path}${path.includes('?') ? '&' : '?'}${query}`);

const today = async () => (await site.report<Reference>('reference')).today;

describe('a day to come was answered with figures: 0.0 %, and alarms below it', () => {
  it.each([...REPORTS, 'improvements/none'])('by %s: as at, known by or both are refused', async (path) => {
    const tomorrow = new Date(Date.parse(await today()) + 86_400_000).toISOString().slice(0, 10);
    for (const day of [tomorrow, '2299-12-31']) {
      for (const fields of [['asAt'], ['knownBy'], ['asAt', 'knownBy']]) {
        const answer = await ask(path, fields.map((field) => `${field}=${day}`).join('&'));
        expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields });
        expect(answer.body.errors[0].reason).toBe(`is after ${await today()}, which is today`);
      }
    }
  });
});

describe('a year typed wrongly was answered 500, or with nobody in it', () => {
  const OUTSIDE = ['0001-01-01', '0205-03-01', '1025-03-01', '1899-12-31', '2300-01-01', '9999-12-31'];

  it.each(REPORTS)('by %s: as at and known by are refused with the range', async (path) => {
    for (const name of ['asAt', 'knownBy']) {
      for (const day of OUTSIDE) {
        const answer = await ask(path, `${name}=${day}`);
        expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: [name] });
        expect(answer.body.errors[0].remedy).toMatch(/from 1900-01-01 to 2299-12-31/);
      }
    }
  });

  it.each(REPORTS)('by %s: so are the months of the period', async (path) => {
    for (const name of ['from', 'to']) {
      for (const month of ['0000-01', '0001-01', '1899-12', '2300-01', '9999-12']) {
        const answer = await ask(path, `${name}=${month}`);
        expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: [name] });
        expect(answer.body.errors[0].remedy).toMatch(/from 1900-01 to 2299-12/);
      }
    }
  });

  it('by the records: the month and the period of a figure too', async () => {
    const month = await ask('records?figure=learning-minutes', 'month=0205-03');
    expectProblem(month, { status: 422, code: 'INVALID_REQUEST', fields: ['month'] });
    const period = await ask('records?figure=indicator&improvement=none', 'period=1899-12-31');
    expectProblem(period, { status: 422, code: 'INVALID_REQUEST', fields: ['period'] });
  });

  it('by an import: the day on which the file was received', async () => {
    for (const received of ['0001-01-01', '1899-12-31']) {
      const answer = await site.http
        .post(`/api/imports?received=${received}`)
        .set('Content-Type', 'text/csv')
        .send('x');
      expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: ['received'] });
    }
  });

  it.each(REPORTS)('by %s: the first day there is, and today, are answered', async (path) => {
    for (const day of ['1900-01-01', await today()]) {
      const { status, text } = await ask(path, `asAt=${day}&knownBy=${day}`);
      expect({ day, status, text: status === 200 ? '' : text }).toEqual({ day, status: 200, text: '' });
    }
  });

  it('by a report as at the first day: nobody is there yet', async () => {
    const total = async (query: Readonly<Record<string, string>>) =>
      (await site.report<FigureRecords>('records', { figure: 'headcount', ...query })).total;

    expect(await total({})).toBe(2);
    expect(await total({ asAt: '1900-01-01' })).toBe(0);
    expect(await total({ knownBy: '1900-01-01' })).toBe(0);
  });

  it('in a file: those rows are refused, and the report of the others stays whole', async () => {
    const row = (entry: string, date: string, minutes: string) => ({
      WORKPLACE: 'SITE',
      WORKER: '101',
      FACT: 'logged',
      ENTRY: entry,
      DATE: date,
      KIND: 'e-learning',
      PLANNED: 'yes',
      MINUTES: minutes,
    });
    const years = ['0205-03-01', '1025-03-01', '1899-12-31', '0000-01-01'];
    const file = ownCsv(
      'learning',
      years.map((date, index) => row(`typo-${index}`, date, '50')),
    );
    const answer = await site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file);

    expect(answer.status).toBe(200);
    const [report] = (answer.body as { files: { status: string; counts: Record<string, number> }[] }).files;
    expect(report).toMatchObject({ status: 'refused', counts: { taken: 0 } });
    await site.settled();
    expect(site.platform.runner?.status().problems).toEqual([]);
    await site.report<OverviewReport>('overview');
  });
});

describe('a filter that names nothing was answered as if there were nothing', () => {
  const UNKNOWN: readonly (readonly [string, string, string])[] = [
    ['workforce-capability?dimension=99', 'UNKNOWN_DIMENSION', 'dimension'],
    ['workforce-capability?dimension=', 'UNKNOWN_DIMENSION', 'dimension'],
    ['workforce-capability?level=captain', 'UNKNOWN_LEVEL', 'level'],
    ['records?figure=capability&dimension=99', 'UNKNOWN_DIMENSION', 'dimension'],
    ['records?figure=capability&level=L2', 'UNKNOWN_LEVEL', 'level'],
    ['records?figure=coverage&element=9.9', 'UNKNOWN_ELEMENT', 'element'],
    ['records?figure=checklist-items&status=done', 'UNKNOWN_STATUS', 'status'],
    ['records?figure=learning-minutes&kind=osmosis', 'UNKNOWN_KIND', 'kind'],
    ['records?figure=indicator&improvement=none', 'UNKNOWN_IMPROVEMENT', 'improvement'],
    ['records?figure=indicator', 'UNKNOWN_IMPROVEMENT', 'improvement'],
    ['records?figure=happiness', 'UNKNOWN_FIGURE', 'figure'],
    ...['overview', 'workforce-capability', 'cpd-impact', 'checklist', 'reference'].map(
      (path) => [`${path}?unit=atlantis`, 'UNKNOWN_UNIT', 'unit'] as const,
    ),
    ['records?figure=headcount&unit=atlantis', 'UNKNOWN_UNIT', 'unit'],
    ['records?figure=headcount&unit=north&asAt=2023-12-31', 'UNKNOWN_UNIT', 'unit'],
  ];

  it.each(UNKNOWN)('%s', async (path, code, field) => {
    const answer = await site.http.get(`/api/reports/${path}`);
    expectProblem(answer, { status: 422, code, fields: [field] });
    expect(JSON.stringify(answer.body), 'a page shows it').not.toMatch(/\/api\/|\b(?:GET|POST) /);
  });

  it.each([
    ['headcount&dimension=2', ['dimension']],
    ['supervision-held&level=front-line-worker', ['level']],
    ['capability&month=2025-03', ['month']],
    ['learning-minutes&element=1.1&item=3', ['element', 'item']],
    ['actions-open&status=in-place', ['status']],
    ['checklist-items&kind=e-learning', ['kind']],
  ])('records of a figure that it does not narrow: %s', async (query, fields) => {
    const answer = await site.http.get(`/api/reports/records?figure=${query}`);
    expectProblem(answer, { status: 422, code: 'NOT_NARROWED_BY', fields });
  });

  it('a period that begins after the day it is looked at from, and a month that does', async () => {
    const period = await ask('overview', 'asAt=2025-06-30&from=2025-07');
    expectProblem(period, { status: 422, code: 'INVALID_PERIOD', fields: ['from'] });
    const month = await ask('records?figure=learning-minutes', 'asAt=2025-06-30&month=2025-07');
    expectProblem(month, { status: 422, code: 'INVALID_PERIOD', fields: ['month'] });
    await site.report('overview', { asAt: '2025-06-30', from: '2025-06' });
  });

  it('every filter that names something is answered', async () => {
    const { byDimension, byLevel } = await site.report<CapabilityReport>('workforce-capability');
    const [dimension, level] = [byDimension.at(-1)?.code ?? '', byLevel.at(-1)?.code ?? ''];
    await site.report('workforce-capability', { dimension, level });
    const { elements } = await site.report<Reference>('reference');
    const element = elements.find((one) => one.dimension === dimension)?.code ?? '';
    await site.report('records', { figure: 'coverage', dimension, level, element });
    const { byKind } = await site.report<CpdImpactReport>('cpd-impact', { from: '2025-01', to: '2025-12' });
    expect(byKind.map(({ kind }) => kind)).toEqual(['e-learning']);
    const learned = { figure: 'learning-minutes', kind: 'e-learning', month: '2025-03' };
    expect((await site.report<FigureRecords>('records', learned)).figure.numerator).toBe(60);
    const items = await site.report<FigureRecords>('records', { figure: 'checklist-items', status: 'not-assessed' });
    expect(items.total).toBe(11);
  });
});

describe('a filter where none is read was passed over, and the answer taken for heeding it', () => {
  it.each(['status', 'labels', 'imports', 'imports/formats', 'imports/1', 'organisations/main/events'])(
    'of %s is refused',
    async (path) => {
      const answer = await site.http.get(`/api/${path}`).query({ unit: 'north' });
      expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: ['unit'] });
    },
  );

  it('of a command as well: a dryRun recorded it', async () => {
    const head = await site.platform.store.head();
    const answer = await site.http
      .post('/api/checklists/south/adopt-checklist')
      .query({ dryRun: 'true' })
      .send({ on: '2024-03-01' });
    expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: ['dryRun'] });
    expect(await site.platform.store.head()).toBe(head);
  });

  it('of a report, and of an import, is refused by what they do read, and a report records nothing to speak of', async () => {
    const report = await site.http.get('/api/reports/overview').query({ units: 'north' });
    expectProblem(report, { status: 422, code: 'INVALID_REQUEST', fields: ['units'] });
    expect(report.text).not.toMatch(/recorded/);
    const imported = await site.http
      .post('/api/imports')
      .query({ dry: 'true' })
      .set('Content-Type', 'text/csv')
      .send('A\n');
    expectProblem(imported, { status: 422, code: 'INVALID_REQUEST', fields: ['dry'] });
  });
});

describe('where the calendar of the demonstration stands still', () => {
  const until = '2025-06-30';
  beforeAll(async () => site.platform.standStillAt({ until, head: await site.platform.store.head() }));

  it('a day after that one was called a day to come, which to whoever asks it is not', async () => {
    const answer = await ask('overview', 'asAt=2025-07-01');
    expectProblem(answer, { status: 422, code: 'INVALID_REQUEST', fields: ['asAt'] });
    expect(answer.body.detail).toBe(
      `asAt 2025-07-01 is after ${until}, the day on which the calendar of the demonstration stands still`,
    );
    await site.report('overview', { asAt: until, knownBy: until });
  });

  it('what is recorded was not known of before the projector had seen it, nor for a moment after every start', async () => {
    expect(await site.platform.today()).toEqual({ day: until, standsStill: true });
    const { platform } = site;
    const head = platform.store.head.bind(platform.store);
    platform.store.head = async () => (await head()) + 1n;
    try {
      expect((await platform.today()).standsStill).toBe(false);
    } finally {
      platform.store.head = head;
    }
  });

  it('it goes on once somebody records something of their own: then that day has come', async () => {
    await recordWorker(site, 'w-2', 'south');
    await site.settled();
    await site.report('overview', { asAt: '2025-07-01' });
    const answer = await ask('overview', 'asAt=2290-01-01');
    expect(answer.body.errors[0].reason).toMatch(/which is today$/);
  });
});
