import type { OverviewReport, SystemStatus } from '@praxis/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.remove());

describe('an installation without any records', () => {
  it('answers every report, with nothing in it', async () => {
    const overview = await site.report<OverviewReport>('overview');
    expect(overview.frame).toMatchObject({ dataTo: null, logPosition: '0' });
    expect(overview.headlines.length).toBeGreaterThan(0);
    for (const { share } of overview.headlines) if (share) expect(share).toMatchObject({ status: 'none', value: null });
    for (const path of ['workforce-capability', 'cpd-impact', 'checklist', 'reference']) await site.report(path);
  });
});

describe('a question that cannot be answered', () => {
  const REFUSED: Readonly<Record<string, readonly [string, number, string, readonly string[]]>> = {
    'an unknown unit': ['overview?unit=atlantis', 422, 'UNKNOWN_UNIT', ['unit']],
    'a unit that cannot be one': ['overview?unit=North%20Wing', 422, 'INVALID_REQUEST', ['unit']],
    'an unknown parameter': ['overview?colour=red', 422, 'INVALID_REQUEST', ['colour']],
    'a day that does not exist': ['checklist?asAt=2026-02-30', 422, 'INVALID_REQUEST', ['asAt']],
    'a month that is none': ['cpd-impact?from=2026-13', 422, 'INVALID_REQUEST', ['from']],
    'a period upside down': ['cpd-impact?from=2026-03&to=2026-01', 422, 'INVALID_PERIOD', ['from']],
    'a period that is too long': ['cpd-impact?from=1990-01&to=2026-01', 422, 'INVALID_PERIOD', ['from']],
    'the same parameter twice': ['overview?unit=north&unit=south', 422, 'INVALID_REQUEST', ['unit']],
    'an unknown figure': ['records?figure=happiness', 422, 'UNKNOWN_FIGURE', ['figure']],
    'a figure of the prototype': ['records?figure=constructor', 422, 'UNKNOWN_FIGURE', ['figure']],
    'no figure': ['records', 422, 'INVALID_REQUEST', ['figure']],
    'a page beyond reason': ['records?figure=headcount&limit=100000', 422, 'INVALID_REQUEST', ['limit']],
    'an item that there is not': ['records?figure=checklist-items&item=12', 422, 'INVALID_REQUEST', ['item']],
    'an unknown improvement': ['improvements/none', 404, 'UNKNOWN_IMPROVEMENT', []],
  };

  it.each(Object.entries(REFUSED))('for %s: a problem document', async (_what, [path, status, code, fields]) => {
    expectProblem(await site.http.get(`/api/reports/${path}`), { status, code, fields });
  });

  it.each(["' OR 1=1 --", '\\', "north'); DROP TABLE unit_facts_v2; --", '{unit:String}', '\u0000'])(
    'a dimension of %j is no dimension, and no SQL',
    async (dimension) => {
      const answer = await site.http.get(
        `/api/reports/workforce-capability?dimension=${encodeURIComponent(dimension)}`,
      );

      expectProblem(answer, { status: 422, code: 'UNKNOWN_DIMENSION', fields: ['dimension'] });
    },
  );
});

describe('small numbers', () => {
  beforeAll(async () => {
    await recordSmallOrganisation(site);
    for (const worker of ['w-1', 'w-2', 'w-3']) await recordWorker(site, worker, 'south');
    await site.settled();
  });

  it('of people stay within the report: their records are refused', async () => {
    expectProblem(await site.http.get('/api/reports/records?figure=headcount&unit=south'), {
      status: 403,
      code: 'SUPPRESSED',
    });
  });
});

describe('the status', () => {
  it('says how far the tables are, and that nothing stands still', async () => {
    await site.settled();
    const { body } = (await site.http.get('/api/status').expect(200)) as { body: SystemStatus };

    expect(body).toMatchObject({ lag: 0, problem: null, eventStore: 'embedded log' });
    expect(body.applied).toBe(body.head);
    expect(BigInt(body.head!)).toBe(await site.platform.store.head());
  });
});
