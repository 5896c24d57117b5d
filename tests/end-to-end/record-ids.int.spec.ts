import { DOMAIN, isMadeHere } from '@praxis/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, kebabCase, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const JOIN = { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' };
const NAME = 'ada-lovelace';
const UUID = '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e10';
const refused = { status: 422, code: 'ID_NOT_MADE_HERE' };

let site: Site;
beforeAll(async () => {
  site = await openSite({ project: false });
  await recordSmallOrganisation(site);
});
afterAll(() => site.remove());

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  site.http.post(`/api/${path}`).set(headers).send(body);

/** Everything that is in the log, as it is stored. */
async function log(): Promise<string> {
  const stored = await site.platform.store.readAll({ after: 0n, maxCount: 10_000 });
  return JSON.stringify(stored, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

describe('a name in an address became the id of a record', () => {
  const beginning = DOMAIN.aggregates.flatMap(({ plural, begins }) => (begins ? [[plural, kebabCase(begins)]] : []));

  it.each(beginning)('%s: refused with what to do, whether it is a name or a UUID', async (plural, command) => {
    for (const id of [NAME, UUID]) {
      const answer = await writesNothing(site, async () => post(`${plural}/${id}/${command}`, JOIN));
      expectProblem(answer, { ...refused, fields: ['id'] });
      expect(answer.body.remedy).toContain(`/api/${plural}/${command}`);
      expect(answer.body.detail + answer.body.remedy).not.toContain(id);
    }
  });

  it('the id is made here, and told; the record goes by it from then on', async () => {
    const { id } = await site.command('workers/join-worker', JOIN);
    expect(isMadeHere(id)).toBe(true);
    await site.command(`workers/${id}/assign-to-team`, { unitId: 'north-day', from: '2025-02-01' });
    const other = await site.command('workers/join-worker', JOIN);
    expect(other.id).not.toBe(id);
  });

  it('a record whose id is of before can be read and goes on', async () => {
    await site.brought(`workers/${NAME}/join-worker`, JOIN);
    await site.command(`workers/${NAME}/record-leaving`, { reason: null, on: '2025-02-01' });
    await site.command(`workers/${NAME}/record-return`, { contract: 'bank', weeklyMinutes: 600, on: '2025-03-01' });
    const { body } = await site.http.get(`/api/workers/${NAME}/events`).expect(200);
    expect(body.events).toHaveLength(3);
  });
});

describe('what a command records within a record', () => {
  const PATH = 'learning-logs/w-manager/log-learning';
  const time = { minutes: 30, participatoryMinutes: null, topics: [], elements: [], programmeId: null };
  const entry = { kind: 'reading', planned: false, ...time, on: '2025-03-01' };

  it('had an id of the sender’s choice: a name is refused, with what to do', async () => {
    const answer = await writesNothing(site, async () => post(PATH, { ...entry, entryId: NAME }));
    expectProblem(answer, { ...refused, fields: ['entryId'] });
    expect(answer.text).not.toContain(NAME);
  });

  it('gets one that is made here, and told, the same for the same command', async () => {
    const key = { 'Idempotency-Key': 'entry-12345678' };
    const { body } = await post(PATH, entry, key).expect(200);
    expect(isMadeHere(body.entryId)).toBe(true);
    expect((await post(PATH, entry, key).expect(200)).body).toEqual(body);
    const reflected = { entryId: body.entryId, impactRecorded: false, reflection: 'Twice', on: '2025-03-02' };
    await site.command('learning-logs/w-manager/add-reflection', reflected);
  });

  it('may go by a UUID of the sender’s, or by an id that is on record already', async () => {
    await post(PATH, { ...entry, entryId: UUID }).expect(200);
    await site.brought(PATH, { ...entry, entryId: 'e-of-a-file' });
    const again = await post(PATH, { ...entry, entryId: 'e-of-a-file' }).expect(200);
    expect(again.body).toMatchObject({ entryId: 'e-of-a-file', outcome: 'nothing-to-do' });
  });

  it('is found under what a file calls it, where its pseudonym stands on record', async () => {
    await site.brought('checklists/north/adopt-checklist', { on: '2025-01-01' });
    const actionId = site.platform.personal.pseudonym('action', 'a-7');
    const planned = { item: 1, actionId, ownerId: 'w-manager', dueOn: '2025-06-01', on: '2025-01-02' };
    await site.brought('checklists/north/plan-action', planned);
    await site.command('checklists/north/complete-action', { actionId: 'a-7', on: '2025-02-01' });
    expect(await log()).not.toContain('"a-7"');
  });

  it('a unit too', async () => {
    const unit = { parentId: null, kind: 'service', name: 'West', serviceType: null, regulator: null };
    const open = { ...unit, registrationNumber: null, on: '2024-01-01' };
    expectProblem(await post('organisations/main/open-unit', { ...open, unitId: NAME }), {
      ...refused,
      fields: ['unitId'],
    });
    const { body } = await post('organisations/main/open-unit', open).expect(200);
    await site.command('organisations/main/rename-unit', { unitId: body.unitId, name: 'Westwood', on: '2024-02-01' });
  });
});

describe('who sends a command, and under which key', () => {
  it('stood in the log as the sender wrote it: a pseudonym does', async () => {
    const headers = { 'Idempotency-Key': 'For.Grace.Hopper', 'Praxis-Actor': 'grace-hopper; role=administrator' };
    const first = await post('workers/join-worker', JOIN, headers).expect(200);
    const { body } = await site.http.get(`/api/workers/${first.body.id}/events`).expect(200);

    expect(isMadeHere(body.events[0].actor.id)).toBe(true);
    expect(first.body.commandId).toBe(body.events[0].commandId);
    expect(await log()).not.toMatch(/grace/i);
    expect((await post('workers/join-worker', JOIN, headers).expect(200)).body).toEqual(first.body);
    const next = await post('workers/join-worker', JOIN, { ...headers, 'Idempotency-Key': 'key-of-the-next' });
    const { body: of } = await site.http.get(`/api/workers/${next.body.id}/events`).expect(200);
    expect(of.events[0].actor).toEqual(body.events[0].actor);
  });

  it('stays as it is where it is somebody’s on record, or was made by a machine', async () => {
    const headers = { 'Idempotency-Key': UUID, 'Praxis-Actor': 'w-manager; role=administrator' };
    const { body } = await post('workers/join-worker', JOIN, headers).expect(200);
    expect(body.commandId).toBe(UUID);
    const { body: of } = await site.http.get(`/api/workers/${body.id}/events`).expect(200);
    expect(of.events[0]).toMatchObject({ commandId: UUID, actor: { id: 'w-manager' } });
  });
});

describe('an id that names nothing was taken over the API, and stood readable', () => {
  const on = '2025-03-01';
  const falls = { title: 'Falls', numerator: 'Falls', denominator: null, per: 1, improvement: 'decrease' };
  const indicator = { unitId: 'north', code: 'falls', ...falls, targetThousandths: null, source: 'audit', on };
  const time = { minutes: 30, participatoryMinutes: null, topics: [], elements: [] };
  const learning = { kind: 'reading', planned: false, ...time, programmeId: NAME, on };
  const policy = { kind: 'supervision-interval-days', roleProfileId: NAME, topic: null, value: 3, from: '2027-01-01' };
  const label = { id: NAME, field: 'title', label: 'A title', on };
  const asked = (about: string) => ({ about, id: 'w-2hre6bztnrbljgwys635lwzapw', knownId: 'charles-babbage' });

  it.each([
    ['a programme', 'learning-logs/w-manager/log-learning', learning, 'UNKNOWN_PROGRAMME', 'programmeId'],
    ['a role profile', 'organisations/main/set-policy', policy, 'UNKNOWN_ROLE_PROFILE', 'roleProfileId'],
    [
      'an organisation',
      'organisations/main/correct-label',
      { ...label, of: 'organisation' },
      'UNKNOWN_ORGANISATION',
      'id',
    ],
    [
      'a role profile',
      'organisations/main/correct-label',
      { ...label, of: 'role-profile' },
      'UNKNOWN_ROLE_PROFILE',
      'id',
    ],
    [
      'an improvement',
      'organisations/main/correct-label',
      { ...label, of: 'improvement' },
      'UNKNOWN_IMPROVEMENT',
      'id',
    ],
    ['an indicator', 'organisations/main/correct-label', { ...label, of: 'indicator' }, 'UNKNOWN_INDICATOR', 'id'],
    ['a unit', 'organisations/main/ask-identity-question', asked('workplace'), 'UNKNOWN_UNIT', 'knownId'],
    ['a worker', 'organisations/main/ask-identity-question', asked('worker'), 'UNKNOWN_WORKER', 'knownId'],
  ])('%s, at %s', async (_what, path, body, code, field) => {
    const answer = await writesNothing(site, async () => post(path, body));
    expectProblem(answer, { status: 422, code, fields: [field] });
    expect(answer.body.detail + answer.body.remedy).not.toContain(NAME);
  });

  it('a programme that a file named is known from then on, also where it is linked', async () => {
    const known = { ...learning, programmeId: 'moving-safely' };
    await site.brought('learning-logs/w-manager/log-learning', { ...known, entryId: 'of-a-file' });
    await site.command('learning-logs/w-manager/log-learning', known);
    const proposal = { unitId: 'north', title: 'Safer', proposedBy: 'w-manager', on };
    const { id } = await site.command('improvements/propose-improvement', proposal);
    await site.brought('indicators/north-falls/define-indicator', indicator);
    const link = { programmeId: NAME, indicatorUnitId: 'north', indicatorCode: 'falls', on };
    expectProblem(await post(`improvements/${id}/link-cpd`, link), { status: 422, code: 'UNKNOWN_PROGRAMME' });
    await site.command(`improvements/${id}/link-cpd`, { ...link, programmeId: 'moving-safely' });
  });
});
