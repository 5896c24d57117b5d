import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';
import { ownCsv } from './own-csv.js';

/** Half past midnight on 1 July in British summer time, when it is still 30 June in UTC. */
const AFTER_MIDNIGHT = '2026-06-30T23:30:00.000Z';

let site: Site;
let now = AFTER_MIDNIGHT;
beforeAll(async () => {
  site = await openSite({ now: () => now });
  await recordSmallOrganisation(site);
  const policy = { kind: 'suppression-threshold-people', roleProfileId: null, topic: null, value: 1 };
  await site.command('organisations/main/set-policy', { ...policy, from: '2024-01-01' });
});
afterAll(() => site.remove());

const learning = (on: string) => {
  const time = { minutes: 30, participatoryMinutes: null };
  const entry = { kind: 'reading', planned: false, ...time, topics: [], elements: [] };
  return site.http.post('/api/learning-logs/w-manager/log-learning').send({ ...entry, programmeId: null, on });
};
const today = async () => (await site.report<{ today: string }>('reference')).today;

describe('a night worker', () => {
  it('could not record what had just happened before one in the morning in summer', async () => {
    await learning('2026-07-01').expect(200);
    expectProblem(await writesNothing(site, () => learning('2026-07-02')), { status: 409, code: 'IN_THE_FUTURE' });
  });

  it('finds it in the reports of that day', async () => {
    await site.settled();
    expect(await today()).toBe('2026-07-01');
    const { frame } = await site.report<{ frame: Record<string, string> }>('overview');
    expect(frame).toMatchObject({ asAt: '2026-07-01', knownBy: '2026-07-01', dataTo: '2026-07-01' });
    const before = await site.report<{ frame: { logPosition: string } }>('overview', { knownBy: '2026-06-30' });
    expect(before.frame.logPosition).toBe('0');
  });

  it('can have files taken that were received that day, and none that were received on the next', async () => {
    const cells = { WORKPLACE: 'X', WORKER: 'Y', FACT: 'logged', ENTRY: 'e', DATE: '2026-07-01', KIND: 'reading' };
    const upload = (received: string) =>
      site.http
        .post('/api/imports')
        .query({ name: 'learning.csv', dryRun: true, received })
        .set('Content-Type', 'text/csv')
        .send(ownCsv('learning', [{ ...cells, PLANNED: 'no' }]));
    expect((await upload('2026-07-01')).text).toContain('UNKNOWN_WORKER');
    expectProblem(await upload('2026-07-02'), { status: 422, code: 'INVALID_REQUEST', fields: ['received'] });
  });
});

describe('the time zone of the organisation', () => {
  const setTo = async (timeZone: string, on: string) => {
    await site.command('organisations/main/set-time-zone', { timeZone, on });
    await site.settled();
  };

  it('far behind UTC: what is recorded now is in the reports of today', async () => {
    await setTo('Pacific/Pago_Pago', '2026-06-30');
    expect(await today()).toBe('2026-06-30');
    expectProblem(await learning('2026-07-01'), { status: 409, code: 'IN_THE_FUTURE' });
    await learning('2026-06-30').expect(200);
    await site.settled();
    const { frame } = await site.report<{ frame: { logPosition: string } }>('overview');
    expect(frame.logPosition).toBe(String(await site.platform.store.head()));
  });

  it('thirteen hours ahead: tomorrow by UTC is today', async () => {
    now = '2026-07-01T11:30:00.000Z';
    await setTo('Pacific/Tongatapu', '2026-07-01');
    expect(await today()).toBe('2026-07-02');
    await learning('2026-07-02').expect(200);
    expectProblem(await learning('2026-07-03'), { status: 409, code: 'IN_THE_FUTURE' });
  });

  it('set for an earlier day displaced the one of a later day, as it was recorded last', async () => {
    await setTo('Asia/Tokyo', '2026-06-15');
    expect(await today()).toBe('2026-07-02');
  });

  it('set for a day that has not come there counts from that day on', async () => {
    now = '2026-07-02T10:30:00.000Z';
    await setTo('Pacific/Pago_Pago', '2026-07-02');
    expect(await today()).toBe('2026-07-02');
    now = '2026-07-03T10:30:00.000Z';
    expect(await today()).toBe('2026-07-02');
    expectProblem(await learning('2026-07-03'), { status: 409, code: 'IN_THE_FUTURE' });
    now = '2026-07-03T11:00:00.000Z';
    expect(await today()).toBe('2026-07-03');
    await learning('2026-07-03').expect(200);
  });

  it('leaves the days before as they were: what was known by the end of one is told by the zone of then', async () => {
    await site.settled();
    const frame = async (knownBy: string) =>
      (await site.report<{ frame: { logPosition: string } }>('overview', { knownBy })).frame.logPosition;
    // By the zone of Tongatapu, where 1 July had come; in Pago Pago, which is the last, it was 30 June.
    expect(await frame('2026-06-30')).toBe('0');
    expect(Number(await frame('2026-07-01'))).toBeGreaterThan(0);
  });

  it('has to be one that there is', async () => {
    const set = (timeZone: string) =>
      site.http.post('/api/organisations/main/set-time-zone').send({ timeZone, on: '2026-07-01' });
    expectProblem(await set('Europe/Londinium'), { status: 422, code: 'UNKNOWN_TIME_ZONE', fields: ['timeZone'] });
    expectProblem(await set('not a zone'), { status: 422, code: 'INVALID_REQUEST', fields: ['timeZone'] });
  });
});
