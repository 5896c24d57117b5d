import type { OverviewReport, Reference } from '@praxis/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, openSite, writesNothing, type Site } from '../end-to-end/site.harness.js';
import { KEPT_FOLDERS } from './kept-folder.js';

/** Of its log: `south` of the first organisation is under `north`, and `north` of the second under `south`. */
const folder = KEPT_FOLDERS.find(({ name }) => name === '2026-11-two-organisations')!;
const day = { asAt: '2026-06-30' };

describe('a log in which an earlier release registered a second organisation', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ dataDir: folder.copy() });
    await site.settled();
  });
  afterAll(() => site.remove());

  it.each(['overview', 'checklist', 'workforce-capability', 'cpd-impact'])(
    'does not make %s recurse for ever, for any unit',
    async (path) => {
      for (const unit of ['north', 'south', 'south-days', '']) {
        const query = new URLSearchParams(unit === '' ? day : { ...day, unit });
        const response = await site.http.get(`/api/reports/${path}?${query}`);
        expect(response.status, `${unit}: ${response.text.slice(0, 300)}`).toBe(200);
      }
    },
  );

  it('has the tree of the first, with all its units, and nothing of the second', async () => {
    const { units, organisation } = await site.report<Reference>('reference', day);
    expect(organisation).toBe('Test Care');
    expect(units).toMatchObject([
      { id: 'north', label: 'north of Test Care', parentId: null },
      { id: 'south', label: 'south of Test Care', parentId: 'north' },
      { id: 'south-days', label: 'south-days of Test Care', parentId: 'south' },
    ]);
  });

  it('has the policies of the first: the second’s threshold does not let smaller groups be shown', async () => {
    const { frame } = await site.report<OverviewReport>('overview', day);
    expect(frame.suppression.threshold).toBe(3);
  });

  it('takes nothing more of the second, nor a third', async () => {
    const register = { name: 'Other Care', on: '2024-01-01' };
    const policy = {
      kind: 'suppression-threshold-people',
      roleProfileId: null,
      topic: null,
      value: 2,
      from: '2026-12-01',
    };
    await writesNothing(site, async () => {
      for (const [path, body] of [
        ['organisations/other/register-organisation', register],
        ['organisations/third/register-organisation', register],
        ['organisations/other/set-policy', policy],
        ['organisations/other/move-unit', { unitId: 'north', parentId: null, on: '2025-01-01' }],
      ] as const) {
        const response = await site.http.post(`/api/${path}`).send(body);
        expectProblem(response, { status: 409, code: 'ANOTHER_ORGANISATION', fields: ['id'] });
        expect(response.body.remedy).toContain('another data folder');
      }
    });
  });
});
