import type { StreamCommands } from '@praxis/event-sourcing';
import { publishFrameworks } from '@praxis/standalone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownCsv } from './own-csv.js';
import { expectProblem, openSite, writesNothing, type Site } from './site.harness.js';

const ORGANISATION = ownCsv('organisation', [
  { UNIT: 'home-a', FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME: 'Home A' },
]);
const JOIN = { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' };

describe('the one entrance for commands', () => {
  let site: Site;
  const carried: StreamCommands[] = [];
  beforeAll(async () => {
    site = await openSite({ project: false });
    const { bus } = await site.platform.entrance();
    bus.subscribe((command) => carried.push((command as unknown as { commands: StreamCommands }).commands));
  });
  afterAll(() => site.remove());

  const upload = (actor: string | undefined, text = ORGANISATION) =>
    site.http
      .post('/api/imports')
      .query({ name: 'organisation.csv' })
      .set({ 'Content-Type': 'text/csv', ...(actor === undefined ? {} : { 'Praxis-Actor': actor }) })
      .send(text);
  const seen = () => carried.splice(0).map(({ aggregate, id, envelopes }) => [aggregate, id, envelopes[0]?.source]);

  it('had nothing on the CommandBus but what came over HTTP', async () => {
    await publishFrameworks(await site.platform.entrance());
    expect(seen()).toEqual([['framework', 'leadership-framework', 'shipped']]);

    const { id } = await site.command('workers/join-worker', JOIN);
    expect(seen()).toEqual([['worker', id, 'api']]);

    await upload(undefined).expect(200);
    expect(seen()).toEqual(
      expect.arrayContaining([['organisation', 'main', expect.stringMatching(/^import:i-[a-z2-7]{26}$/)]]),
    );
  });

  it('is not passed by an upload in a role that may not import', async () => {
    const response = await writesNothing(site, () => upload('w-ana; role=analyst'));
    expectProblem(response, { status: 403, code: 'NOT_PERMITTED' });
  });

  it('records who uploaded', async () => {
    const text = ownCsv('organisation', [
      { UNIT: 'home-b', FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME: 'Home B' },
    ]);
    await upload('w-steward; role=data-steward', text).expect(200);
    const { body } = await site.http.get('/api/organisations/main/events').expect(200);
    const steward = site.platform.personal.pseudonym('actor', 'w-steward');
    expect(body.events.at(-1)).toMatchObject({ type: 'UnitOpened', actor: { id: steward, role: 'data-steward' } });
  });
});
