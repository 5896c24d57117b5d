import { DOMAIN } from '@praxis/domain';
import { REPORTS } from '@praxis/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, kebabCase, openSite, writesNothing, type ExpectedProblem, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

let site: Site;

beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
});
afterAll(() => site.remove());

const JOIN = { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' };

describe('a command that is accepted', () => {
  it('answers with the revision as an ETag, which the next one may be made conditional on', async () => {
    const joined = await site.http.post('/api/workers/join-worker').send(JOIN).expect(200);
    const worker = `/api/workers/${joined.body.id}`;
    expect(joined.headers['etag']).toBe('"0"');
    expect(joined.body).toMatchObject({ outcome: 'done', revision: '0', position: expect.stringMatching(/^\d+$/) });

    const assigned = await site.http
      .post(`${worker}/assign-to-team`)
      .set('If-Match', '"0"')
      .send({ unitId: 'north-day', from: '2025-01-06' })
      .expect(200);
    expect(assigned.headers['etag']).toBe('"1"');

    const events = await site.http.get(`${worker}/events`).expect(200);
    expect(events.headers['etag']).toBe('"1"');
    expect(events.body.events).toMatchObject([
      { revision: '0', type: 'WorkerJoined', effectiveAt: '2025-01-06', actor: { id: 'local' }, source: 'api' },
      { revision: '1', type: 'WorkerAssignedToTeam', data: { unitId: 'north-day' } },
    ]);
  });

  it('is in the reports as soon as the tables are at its position', async () => {
    const headcount = async () => {
      const { headlines } = await site.report<{ headlines: { id: string; count: { value: number } }[] }>('overview');
      return headlines.find(({ id }) => id === 'headcount')?.count.value ?? 0;
    };
    // Figures about few people are withheld, unless the organisation's policy is to show them.
    const policy = { kind: 'suppression-threshold-people', roleProfileId: null, topic: null, value: 1 };
    await site.command('organisations/main/set-policy', { ...policy, from: '2024-01-01' });
    await site.settled();
    const before = await headcount();
    expect(before).toBeGreaterThan(0);
    await recordWorker(site, 'w-counted', 'north-day');
    await site.settled();

    expect(await headcount()).toBe(before + 1);
  });

  it('is recorded by who says they are', async () => {
    const { id } = await site.command('workers/join-worker', JOIN, { 'Praxis-Actor': 'w-manager; role=supervisor' });

    const { body } = await site.http.get(`/api/workers/${id}/events`).expect(200);
    expect(body.events[0].actor).toEqual({ id: 'w-manager', role: 'supervisor' });
  });

  it('reaches the right one of two aggregates that call a command the same', async () => {
    const wrong = await writesNothing(site, () =>
      site.http.post('/api/checklists/north/complete-action').send({ actionId: 'a-1', on: '2025-02-01' }),
    );
    expectProblem(wrong, { status: 409, code: wrong.body.code });
    expect(wrong.body.detail).toMatch(/checklist/i);
    const other = await writesNothing(site, () =>
      site.http.post('/api/supervisions/s-1/complete-action').send({ actionId: 'a-1', on: '2025-02-01' }),
    );
    expect(other.body.detail).toMatch(/supervision/i);
  });

  it('says that there is nothing to do, and writes nothing', async () => {
    const { id } = await site.command('workers/join-worker', JOIN);
    const assign = () => site.command(`workers/${id}/assign-to-team`, { unitId: 'north-day', from: '2025-01-06' });
    await assign();

    const again = await writesNothing(site, assign);
    expect(again).toMatchObject({ outcome: 'nothing-to-do', revision: '1', position: null });
  });

  it('tells of personal fields only that they are there', async () => {
    const { id } = await site.command('workers/join-worker', JOIN);
    await site.command(`workers/${id}/record-worker-details`, { name: 'Perdita Quillfeather', on: '2025-01-06' });

    const { body, text } = await site.http.get(`/api/workers/${id}/events`).expect(200);
    expect(body.events[1].data).toEqual({ name: { personal: true } });
    expect(text).not.toMatch(/Quillfeather|\$sealed/);
  });
});

describe('a command sent twice', () => {
  const KEY = 'key-0123456789';

  const send = (path: string, body: object, key: string) =>
    site.http.post(`/api/workers/${path}`).set('Idempotency-Key', key).send(body).expect(200);

  it('takes effect once and is answered the same, with what was recorded since left aside', async () => {
    const first = await send('join-worker', JOIN, KEY);
    await send(`${first.body.id}/assign-to-team`, { unitId: 'north-day', from: '2025-02-01' }, 'key-meanwhile');
    const second = await writesNothing(site, () => send('join-worker', JOIN, KEY));

    expect(first.body).toMatchObject({ outcome: 'done', revision: '0' });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(second.body).toEqual(first.body);
    expect(second.headers).toMatchObject({ etag: '"0"', 'idempotent-replayed': 'true' });
  });

  it('is refused with another body', async () => {
    const response = await writesNothing(site, () =>
      site.http
        .post('/api/workers/join-worker')
        .set('Idempotency-Key', KEY)
        .send({ ...JOIN, contract: 'bank' }),
    );

    expectProblem(response, { status: 409, code: 'COMMAND_ID_REUSED', fields: ['Idempotency-Key'] });
  });

  it('takes effect once also when both arrive at the same time', async () => {
    const body = { ...JOIN };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        site.command('workers/join-worker', body, { 'Idempotency-Key': 'key-at-once-1' }),
      ),
    );

    expect(answers).toEqual(Array(8).fill(answers[0]));
    expect(answers[0]).toMatchObject({ outcome: 'done', revision: '0', position: expect.stringMatching(/^\d+$/) });
    const { body: events } = await site.http.get(`/api/workers/${answers[0]!.id}/events`).expect(200);
    expect(events.events).toHaveLength(1);
  });
});

interface BadRequest extends ExpectedProblem {
  readonly send: object | string;
  readonly to?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JOIN_PATH = '/api/workers/join-worker';
const json = { 'Content-Type': 'application/json' };
const BAD: Readonly<Record<string, BadRequest>> = {
  'malformed JSON': { send: '{"on": ', headers: json, status: 400, code: 'MALFORMED_JSON', fields: ['body'] },
  'a JSON text that is no object': { send: '[1]', headers: json, status: 415, code: 'JSON_REQUIRED', fields: ['body'] },
  'a number for a body': { send: '7', headers: json, status: 400, code: 'MALFORMED_JSON', fields: ['body'] },
  'no body': { send: '', headers: json, status: 422, code: 'INVALID_REQUEST' },
  'another content type': {
    send: 'contract=permanent',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'JSON_REQUIRED',
    fields: ['body'],
  },
  'another charset': {
    send: '{}',
    headers: { 'Content-Type': 'application/json; charset=iso-8859-15' },
    status: 415,
    code: 'UNSUPPORTED_ENCODING',
  },
  'wrong types': {
    send: { contract: 7, weeklyMinutes: '2250', on: true },
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['contract', 'weeklyMinutes', 'on'],
  },
  'a day that does not exist': {
    send: { ...JOIN, on: '2025-02-30' },
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['on'],
  },
  'unknown fields': {
    send: { ...JOIN, colour: 'red', size: 3 },
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['colour', 'size'],
  },
  'missing fields': {
    send: { on: '2025-01-06' },
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['contract', 'weeklyMinutes'],
  },
  'a field of the prototype': {
    send: '{"__proto__": {"on": "2025-01-06"}, "contract": "permanent", "weeklyMinutes": 1, "on": "2025-01-06"}',
    headers: json,
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['__proto__'],
  },
  'half a character in a text': {
    to: '/api/workers/w-manager/record-worker-details',
    send: '{"name": "Ann \\ud83d", "on": "2025-01-06"}',
    headers: json,
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['name'],
  },
  'an id with capitals': {
    to: '/api/workers/W-1/join-worker',
    send: JOIN,
    status: 422,
    code: 'INVALID_REQUEST',
    fields: ['id'],
  },
  'an id that cannot be decoded': {
    to: '/api/workers/%E0%A4%A/join-worker',
    send: JOIN,
    status: 400,
    code: 'REQUEST_REFUSED',
  },
  'an unknown unit': {
    to: '/api/workers/w-manager/assign-to-team',
    send: { unitId: 'atlantis', from: '2025-01-06' },
    status: 422,
    code: 'UNKNOWN_UNIT',
    fields: ['unitId'],
  },
  'an unknown worker': {
    to: '/api/workers/w-manager/assign-line-manager',
    send: { managerId: 'w-nobody', from: '2025-01-06' },
    status: 422,
    code: 'UNKNOWN_WORKER',
    fields: ['managerId'],
  },
  'a stale If-Match': {
    to: '/api/workers/w-manager/assign-to-team',
    send: { unitId: 'south', from: '2025-06-01' },
    headers: { 'If-Match': '"0"' },
    status: 412,
    code: 'STALE_REVISION',
    fields: ['If-Match'],
  },
  'an If-Match on nothing': {
    send: JOIN,
    headers: { 'If-Match': '"4"' },
    status: 412,
    code: 'STALE_REVISION',
    fields: ['If-Match'],
  },
  'an If-Match that is no ETag': {
    send: JOIN,
    headers: { 'If-Match': 'seven' },
    status: 400,
    code: 'INVALID_HEADER',
    fields: ['If-Match'],
  },
  'a short Idempotency-Key': {
    send: JOIN,
    headers: { 'Idempotency-Key': 'abc' },
    status: 400,
    code: 'INVALID_HEADER',
    fields: ['Idempotency-Key'],
  },
  'an actor of no known role': {
    send: JOIN,
    headers: { 'Praxis-Actor': 'w-1; role=king' },
    status: 400,
    code: 'INVALID_HEADER',
    fields: ['Praxis-Actor'],
  },
  'a role that may not': {
    send: JOIN,
    headers: { 'Praxis-Actor': 'w-1; role=analyst' },
    status: 403,
    code: 'NOT_PERMITTED',
  },
  'a rule that refuses it': {
    to: '/api/workers/w-manager/record-leaving',
    send: { reason: null, on: '2020-01-06' },
    status: 409,
    code: 'BEFORE_JOINING',
  },
  'a command that is too large': {
    send: JSON.stringify({ ...JOIN, note: 'x'.repeat(1_100_000) }),
    headers: json,
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  'an unknown command': { to: '/api/workers/w-manager/promote-worker', send: {}, status: 404, code: 'NOT_FOUND' },
  'an unknown aggregate': { to: '/api/unicorns/u-1/feed', send: {}, status: 404, code: 'NOT_FOUND' },
};

describe('a command that is refused', () => {
  it.each(Object.entries(BAD))('for %s: a problem document, and nothing written', async (_what, bad) => {
    const response = await writesNothing(site, () =>
      site.http
        .post(bad.to ?? JOIN_PATH)
        .set(bad.headers ?? {})
        .send(bad.send),
    );

    expectProblem(response, bad);
  });

  it.each([
    ['the events of nobody', '/api/workers/w-nobody/events', 404, 'UNKNOWN_RECORD'],
    ['an unknown route', '/api/reports/horoscope', 404, 'NOT_FOUND'],
    ['the API itself', '/api/', 404, 'NOT_FOUND'],
  ])('for reading %s', async (_what, path, status, code) => {
    expectProblem(await site.http.get(path), { status, code });
  });

  it('for another method on a command', async () => {
    expectProblem(await site.http.delete(JOIN_PATH), { status: 404, code: 'NOT_FOUND' });
  });

  it('for free text about somebody who was erased', async () => {
    await recordWorker(site, 'w-erased', 'north-day');
    site.platform.personal.shred('w-erased');

    const response = await writesNothing(site, () =>
      site.http.post('/api/workers/w-erased/record-worker-details').send({ name: 'Still Here', on: '2025-03-01' }),
    );
    expectProblem(response, { status: 409, code: 'PERSON_ERASED' });
  });
});

describe('the documentation of the API', () => {
  interface OpenApi {
    readonly paths: Record<string, Record<string, { operationId: string; requestBody?: unknown; summary?: string }>>;
  }

  it('lists the command that a record begins with at a route without an id, and asks for no id that is made', async () => {
    const { body } = (await site.http.get('/api/openapi.json').expect(200)) as { body: OpenApi };

    expect(body.paths['/api/workers/join-worker']?.['post']).toMatchObject({ summary: 'Record that a worker joined' });
    const plan = body.paths['/api/checklists/{id}/plan-action']!['post']!;
    const { content } = plan.requestBody as { content: { 'application/json': { schema: { required: string[] } } } };
    expect(content['application/json'].schema.required).toContain('ownerId');
    expect(content['application/json'].schema.required).not.toContain('actionId');
  });

  it('lists every command of every aggregate, with the schema that validates it', async () => {
    const { body } = (await site.http.get('/api/openapi.json').expect(200)) as { body: OpenApi };

    for (const { plural, commands } of DOMAIN.aggregates) {
      for (const [name, { summary }] of Object.entries(commands)) {
        const operation = body.paths[`/api/${plural}/{id}/${kebabCase(name)}`]?.['post'];
        expect(operation, `${plural} ${name}`).toMatchObject({ summary });
        const schema = JSON.stringify(operation?.requestBody);
        expect(schema, `${plural} ${name}`).toContain('"additionalProperties":false');
      }
    }
  });

  it('lists every report with its parameters, and gives every operation an id of its own', async () => {
    const { body } = (await site.http.get('/api/openapi.json').expect(200)) as { body: OpenApi };

    for (const { path } of REPORTS) {
      const operation = body.paths[`/api/reports/${path.replace(':id', '{id}')}`]?.['get'];
      expect(JSON.stringify(operation), path).toContain('"knownBy"');
    }
    const ids = Object.values(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(100);
  });

  it('names what an import takes in its address: nobody could know of it', async () => {
    const { body } = await site.http.get('/api/openapi.json').expect(200);

    const taken = body.paths['/api/imports'].post.parameters.filter((one: { in: string }) => one.in === 'query');
    expect(taken.map(({ name, required }: { name: string; required: boolean }) => [name, required])).toEqual([
      ['name', false],
      ['received', false],
      ['dryRun', false],
      ['acceptValidRows', false],
      ['acceptFewerPeople', false],
    ]);
  });

  it('can be read as a page', async () => {
    const { text } = await site.http.get('/api/docs').expect(200).expect('Content-Type', /html/);

    expect(text).toContain('swagger');
  });
});
