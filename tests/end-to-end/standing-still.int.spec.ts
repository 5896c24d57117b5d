import type { SystemStatus } from '@praxis/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordLearningThatFitsNoTable } from './learning-that-fits-no-table.js';
import { openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

let site: Site;
let lastGood: bigint;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
  await site.settled();
  lastGood = await site.platform.store.head();
  await recordLearningThatFitsNoTable(site);
  await recordWorker(site, 'w-later', 'south');
});
afterAll(() => site.remove());

const status = async (): Promise<SystemStatus> => (await site.http.get('/api/status')).body as SystemStatus;
const positionOf = async (path: string): Promise<string> =>
  (await site.report<{ frame: { logPosition: string } }>(path)).frame.logPosition;

describe('a table that stands still before an event', () => {
  it('shows in the status within ten seconds, with the table, the place and the reason', async () => {
    await expect.poll(async () => (await status()).state, { timeout: 10_000 }).toBe('stopped');
    const { problem, applied } = await status();
    expect(problem).toMatchObject({ projection: 'learning_facts', position: String(lastGood + 1n) });
    expect(problem!.error).toContain('minutes');
    expect(applied).toBe(String(lastGood));
  });

  it('shows in every report that reads it: the report is not said to be further than that table is', async () => {
    for (const path of ['overview', 'cpd-impact']) expect(await positionOf(path), path).toBe(String(lastGood));
    expect(await positionOf('records?figure=learning-minutes')).toBe(String(lastGood));
  });

  it('does not hold back reports that do not read it', async () => {
    const head = String(await site.platform.store.head());
    await expect.poll(() => positionOf('checklist'), { timeout: 10_000 }).toBe(head);
    expect(await positionOf('workforce-capability')).toBe(head);
  });
});
