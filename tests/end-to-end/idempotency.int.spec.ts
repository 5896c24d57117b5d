import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORES, type LogPlace } from './both-stores.js';
import { expectProblem, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const JOIN = { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' };
const WORKER = 'w-key';
const JOINING = `${WORKER}/join-worker`;
const KEY = 'key-0123456789';

describe.each(STORES)('the same Idempotency-Key, with the log in $store', ({ place }) => {
  let log: LogPlace;
  let site: Site;
  beforeEach(async () => {
    log = await place();
    site = await log.open();
    await recordSmallOrganisation(site);
    await site.brought(`workers/${WORKER}/join-worker`, JOIN);
  });
  afterEach(() => log.close());

  const send = (path: string, body: object, key = KEY) =>
    site.http.post(`/api/workers/${path}`).set('Idempotency-Key', key).send(body);
  const restart = async () => {
    await site.stop();
    site = await log.open();
  };

  it('answered "nothing to do" once and "done" the next time', async () => {
    const first = await send(JOINING, JOIN).expect(200);
    expect(first.body).toMatchObject({ id: WORKER, outcome: 'nothing-to-do', revision: '0', position: null });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    // Now there would be something to do, or to refuse.
    await send(`${WORKER}/record-leaving`, { reason: null, on: '2025-06-30' }, 'key-of-leaving').expect(200);

    const again = await writesNothing(site, () => send(JOINING, JOIN).expect(200));
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ etag: '"0"', 'idempotent-replayed': 'true' });
  });

  it.each([
    ['done', 'join-worker'],
    ['nothing-to-do', JOINING],
  ])('was forgotten with a restart: %s', async (outcome, path) => {
    const first = await send(path, JOIN).expect(200);
    expect(first.body).toMatchObject({ outcome });
    const team = { unitId: 'north-day', from: '2025-02-01' };
    await send(`${first.body.id}/assign-to-team`, team, 'key-meanwhile').expect(200);
    await restart();

    const again = await writesNothing(site, () => send(path, JOIN).expect(200));
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
  });

  it('took another body once there had been nothing to do', async () => {
    await send(JOINING, JOIN).expect(200);

    const response = await writesNothing(site, () => send(JOINING, { ...JOIN, contract: 'bank' }));
    expectProblem(response, { status: 409, code: 'COMMAND_ID_REUSED', fields: ['Idempotency-Key'] });
  });

  it('on another record is another command', async () => {
    const team = { unitId: 'north-day', from: '2025-02-01' };
    await send(`${WORKER}/assign-to-team`, team).expect(200);
    const other = await send('w-manager/assign-to-team', { ...team, unitId: 'south' }).expect(200);
    expect(other.body).toMatchObject({ outcome: 'done', id: 'w-manager' });
    expect(other.headers).not.toHaveProperty('idempotent-replayed');
  });

  it('does not hold somebody to a refusal', async () => {
    const leave = { reason: null, on: '2024-06-30' };
    expectProblem(await send(`${WORKER}/record-leaving`, leave), { status: 409, code: 'BEFORE_JOINING' });
    const again = await send(`${WORKER}/record-leaving`, { ...leave, on: '2025-06-30' }).expect(200);
    expect(again.body).toMatchObject({ outcome: 'done', revision: '1' });
  });

  it('arriving many times at once is answered alike, also when there is nothing to do', async () => {
    for (const [path, outcome] of [
      [JOINING, 'nothing-to-do'],
      ['join-worker', 'done'],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 12 }, () => send(path, JOIN).expect(200)));
      for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
      expect(answers[0]!.body).toMatchObject({ outcome });
    }
  });
});

describe('the Idempotency-Key in the documentation of the API', () => {
  it('says for how long, on what, and that refusals are decided anew', async () => {
    const log = await STORES[0]!.place();
    const site = await log.open();
    const { body } = await site.http.get('/api/openapi.json').expect(200);
    const { parameters } = body.paths['/api/workers/{id}/join-worker'].post;
    const { description } = parameters.find(({ name }: { name: string }) => name === 'Idempotency-Key');
    expect(description).toMatch(/7 days/);
    expect(description).toMatch(/on another record it is another command/);
    expect(description).toMatch(/Refusals are not remembered/);
    await log.close();
  });
});
