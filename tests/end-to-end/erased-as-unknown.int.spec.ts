import { DOMAIN } from '@praxis/domain';
import type { Aggregate } from '@praxis/event-sourcing';
import { publishFrameworks } from '@praxis/standalone';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { identityCommand } from '../../services/standalone/src/commands/identity.command.js';
import { sampleBody, type TextOf } from './sample-bodies.js';
import { kebabCase, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

const ERASED = 'w-erased';
const UNKNOWN = 'w-unknown';
const ON = '2025-03-01';

/** Somebody's record in every aggregate that has such, by the id under which it is. */
const RECORDS: Readonly<Record<string, string>> = {
  worker: ERASED,
  'learning-log': ERASED,
  supervision: 'sv-of-erased',
  'performance-review': 'rv-of-erased',
};

let site: Site;
beforeAll(async () => {
  site = await openSite({ project: false });
  await publishFrameworks(await site.platform.entrance());
  await recordSmallOrganisation(site);
  await recordWorker(site, ERASED, 'north-day');
  await recordWorker(site, 'w-other', 'north-day');
  for (const [of, worker] of [
    ['erased', ERASED],
    ['other', 'w-other'],
  ]) {
    await record('supervision', 'SignAgreement', `sv-of-${of}`, { superviseeId: worker });
    await record('performance-review', 'OpenReview', `rv-of-${of}`, { workerId: worker });
    await record('learning-log', 'LogLearning', worker!, {});
  }
  await record('improvement', 'ProposeImprovement', 'falls', {});
  await site.brought('checklists/north/adopt-checklist', { on: ON });
  await site.command(`workers/${ERASED}/erase-worker`, { on: ON });
});
afterAll(() => site.remove());

const aggregateNamed = (name: string) => DOMAIN.aggregates.find((aggregate) => aggregate.name === name)!;

/** A body that is refused for nothing but what is given: everybody else in it is known. */
const GIVEN: Readonly<Record<string, unknown>> = {
  unitId: 'north',
  parentId: 'north',
  managerId: 'w-manager',
  supervisorId: 'w-manager',
  superviseeId: 'w-other',
  workerId: 'w-other',
  ownerId: 'w-other',
  proposedBy: 'w-other',
  frameworkId: 'leadership-framework',
  frameworkVersion: '1',
  elements: [],
  on: ON,
  from: ON,
};

function bodyOf({ commands }: Aggregate, type: string, given: Readonly<Record<string, unknown>>) {
  const textOf: TextOf = (field, kind) => given[field] ?? GIVEN[field] ?? (kind === 'personal' ? 'A text' : undefined);
  const body: Record<string, unknown> = { ...sampleBody(commands[type]!, textOf) };
  for (const empty of ['elements', 'topics']) if (empty in body) body[empty] = [];
  return body;
}

async function record(name: string, type: string, id: string, given: Readonly<Record<string, unknown>>) {
  const aggregate = aggregateNamed(name);
  const body = bodyOf(aggregate, type, given);
  await site.brought(`${aggregate.plural}/${id}/${kebabCase(type)}`, body);
}

/** What tells one answer from another, whatever they were asked about. */
async function answerTo(path: string, body: object | undefined, headers: Readonly<Record<string, string>> = {}) {
  const url = `/api/${path}`;
  const response = await writesNothing(site, async () =>
    body === undefined ? site.http.get(url) : site.http.post(url).set(headers).send(body),
  );
  const { 'content-length': _length, date: _date, etag, ...named } = response.headers;
  return { status: response.status, text: response.text, etag, named: Object.keys(named).sort() };
}

const ABOUT = DOMAIN.aggregates.filter(({ about }) => about !== undefined);

it('every aggregate about somebody is asked', () => {
  expect(ABOUT.map(({ name }) => name).toSorted()).toEqual(Object.keys(RECORDS).toSorted());
});

describe.each(ABOUT)('a $name of somebody who was erased answered otherwise than one that never was', (aggregate) => {
  const { plural, name, commands } = aggregate;
  const record = RECORDS[name]!;
  const sendings = (type: string) => {
    const body = bodyOf(aggregate, type, {});
    const as = (role: string) => ({ 'Praxis-Actor': `w-manager; role=${role}` });
    return [
      [body, as('administrator')],
      [body, as('analyst')],
      [body, { 'If-Match': '"0"' }],
      [body, { 'Idempotency-Key': 'key-of-whoever' }],
      [{ on: 'no day' }, {}],
    ] as const;
  };

  it.each(Object.keys(commands))('to %s', async (type) => {
    for (const [body, headers] of sendings(type)) {
      const ask = (id: string) => answerTo(`${plural}/${id}/${kebabCase(type)}`, body, headers);
      const answer = await ask(record);
      expect(answer).toEqual(await ask(UNKNOWN));
      expect(answer.text).toMatch(type === aggregate.begins ? /ID_NOT_MADE_HERE/ : /UNKNOWN_RECORD/);
    }
  });

  it('to being read', async () => {
    const answer = await answerTo(`${plural}/${record}/events`, undefined);
    expect(answer).toEqual(await answerTo(`${plural}/${UNKNOWN}/events`, undefined));
    expect(answer.status).toBe(404);
  });
});

/** Commands that name somebody, with the field. */
const NAMING = DOMAIN.aggregates.flatMap((aggregate) =>
  Object.keys(aggregate.commands).flatMap((type) =>
    ['managerId', 'supervisorId', 'superviseeId', 'workerId', 'ownerId', 'proposedBy']
      .filter((field) => field in bodyOf(aggregate, type, {}))
      .map((field) => ({ aggregate, type, field })),
  ),
);

describe('a command that names somebody who was erased', () => {
  const KNOWN: Readonly<Record<string, string>> = {
    worker: 'w-other',
    supervision: 'sv-of-other',
    'performance-review': 'rv-of-other',
    improvement: 'falls',
    checklist: 'north',
  };

  it.each(NAMING)('was refused in other words than one that names nobody: $type, $field', async (naming) => {
    const { aggregate, type, field } = naming;
    const { plural, name, begins } = aggregate;
    const path = type === begins ? kebabCase(type) : `${KNOWN[name]}/${kebabCase(type)}`;
    const ask = (id: string) => answerTo(`${plural}/${path}`, bodyOf(aggregate, type, { [field]: id }));
    const answer = await ask(ERASED);
    expect(answer).toEqual(await ask(UNKNOWN));
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('UNKNOWN_WORKER') });
  });
});

describe('whether two ids are one', () => {
  const id = 'w-2hre6bztnrbljgwys635lwzapw';
  const knownId = 'w-2hre6bztnrbljgwys635lwzapa';
  const question = { about: 'worker', id, knownId };

  it('was answered where nobody had asked', async () => {
    await writesNothing(site, async () => {
      const response = await site.http.post(ANSWER).send({ ...question, answer: 'same' });
      expect(response.body).toMatchObject({ status: 409, code: 'QUESTION_NOT_ASKED' });
    });
  });

  it('told others than a data steward who may have been erased', async () => {
    await site.command('organisations/main/ask-identity-question', question);
    await site.command('organisations/main/answer-identity-question', { ...question, answer: 'different' });
    const events = (role: string) =>
      site.http.get('/api/organisations/main/events').set('Praxis-Actor', `somebody; role=${role}`);
    expect((await events('administrator').expect(200)).text).not.toContain(knownId);
    expect((await events('data-steward').expect(200)).text).toContain(knownId);
  });

  it('was answered again and again without a word that an earlier answer is replaced, on every way in', async () => {
    const pair = { ...question, id: 'w-2hre6bztnrbljgwys635lwzapq' };
    const answered = (answer: string, key: string) =>
      site.http
        .post(ANSWER)
        .set('Idempotency-Key', key)
        .send({ ...pair, answer });
    await site.command('organisations/main/ask-identity-question', pair);
    const first = await answered('same', 'key-of-the-first').expect(200);
    expect(first.body).toMatchObject({ outcome: 'done', remark: null });
    const second = await answered('different', 'key-of-the-second').expect(200);
    expect(second.body.remark).toMatch(
      /“same” of \d{4}-\d\d-\d\d, no longer holds\. Rows that were taken on it stay with/,
    );

    // As the command line gives it, in the process that has the folder.
    await site.stop();
    const lines: string[] = [];
    const printed = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    await identityCommand({ dataDir: site.dataDir }, pair.id, 'same', pair.knownId).finally(() =>
      printed.mockRestore(),
    );
    expect(lines.join('')).toMatch(/“different” of \d{4}-\d\d-\d\d, no longer holds.* no two people are ever merged/);

    site = await openSite({ project: false, dataDir: site.dataDir });
    const again = await answered('different', 'key-of-the-second').expect(200);
    expect(again.body).toEqual(second.body);
    expect((await answered('same', 'key-of-the-first').expect(200)).body).toEqual(first.body);
    expect((await answered('same', 'key-of-the-last').expect(200)).body).toMatchObject({
      outcome: 'nothing-to-do',
      remark: expect.stringMatching(/^This was the answer before, since \d{4}/),
    });
  });
});

const ANSWER = '/api/organisations/main/answer-identity-question';
