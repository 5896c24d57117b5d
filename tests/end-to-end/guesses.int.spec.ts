import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSON } from './planted-words.js';
import { openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const KEY = '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e10';
const FIRST = 'w-manager; role=administrator';
const OTHERS = ['w-other; role=data-steward', 'local; role=administrator'];
const KNOWN = { name: 'Ada Quetzalby', on: '2024-02-01' };

/** A day in every month of thirteen years, the right one among them. */
const GUESSES = Array.from({ length: 156 }, (_, index) => {
  const month = String((index % 12) + 1).padStart(2, '0');
  return `${1951 + Math.floor(index / 12)}-${month}-17`;
});

let site: Site;
let id: string;
beforeAll(async () => {
  site = await openSite({ project: false });
  await recordSmallOrganisation(site);
  ({ id } = await site.command('workers/join-worker', { contract: 'bank', weeklyMinutes: 600, on: '2024-02-01' }));
  await ask(PERSON.birthDate, FIRST);
});
afterAll(() => site.remove());

/** What the same command is answered with a birth date in it, as far as answers can differ. */
async function ask(dateOfBirth: string, actor: string, worker = id): Promise<string> {
  const response = await site.http
    .post(`/api/workers/${worker}/record-worker-details`)
    .set({ 'Idempotency-Key': KEY, 'Praxis-Actor': actor })
    .send({ ...KNOWN, dateOfBirth });
  const { date: _date, ...headers } = response.headers;
  return JSON.stringify({ status: response.status, headers, text: response.text });
}

async function answersTo(guesses: readonly string[], actor: string): Promise<ReadonlySet<string>> {
  const answers = new Set<string>();
  for (const guess of guesses) answers.add(await ask(guess, actor));
  return answers;
}

it('the right birth date is among the guesses', () => {
  expect(GUESSES).toContain(PERSON.birthDate);
  expect(new Set(GUESSES).size).toBe(156);
});

describe('a birth date was found in 156 guesses, by sending a command again under its id', () => {
  it.each(OTHERS)('by %s: a right guess is answered as a wrong one', async (actor) => {
    const answers = await answersTo(GUESSES, actor);
    expect(answers).toHaveLength(1);
    expect([...answers][0]).toMatch(/"status":200/);
  });

  it('whoever gave the command is told that a text differs, which they know', async () => {
    expect(await ask(PERSON.birthDate, FIRST)).toMatch(/"status":200/);
    expect(await ask('1957-04-17', FIRST)).toMatch(/COMMAND_ID_REUSED/);
  });

  describe('after erasure', () => {
    beforeAll(async () => void (await site.command(`workers/${id}/erase-worker`, { on: '2025-06-01' })));

    it.each([FIRST, ...OTHERS])('by %s: every guess is answered as about nobody', async (actor) => {
      const answers = await answersTo(GUESSES, actor);
      expect([...answers]).toEqual([await ask(PERSON.birthDate, actor, 'w-nobody')]);
    });

    it('and over every other way to the entrance: every guess ends alike', async () => {
      const entrance = await site.platform.entrance();
      const endings = new Set<string>();
      for (const dateOfBirth of GUESSES) {
        const command = { type: 'RecordWorkerDetails', data: { ...KNOWN, dateOfBirth } };
        const actor = { id: 'w-manager', role: 'administrator' };
        const envelopes = [{ commandId: KEY, command, actor, source: 'api' }];
        const outcome = entrance.execute({ aggregate: 'worker', id, envelopes });
        const ending = await outcome.then(
          ({ outcomes }) => outcomes.map(({ kind }) => kind),
          (error: unknown) => String(error),
        );
        endings.add(JSON.stringify(ending));
      }
      expect(endings).toHaveLength(1);
    });
  });
});

describe('a text that came with what is on record was dropped, and answered as nothing to do', () => {
  const post = (path: string, body: object, actor = FIRST) =>
    site.http.post(`/api/${path}`).set('Praxis-Actor', actor).send(body);
  let worker: string;
  beforeAll(async () => {
    ({ id: worker } = await site.command('workers/join-worker', {
      contract: 'bank',
      weeklyMinutes: 600,
      on: '2024-02-01',
    }));
  });

  it('as the title of a certificate, which is corrected', async () => {
    const certificate = {
      topic: '10',
      completedOn: '2024-03-01',
      validMonths: 12,
      expiresOn: null,
      doesNotExpire: false,
      accredited: null,
      delivery: null,
      mode: null,
      provider: null,
    };
    const recorded = await post(`learning-logs/${worker}/record-certificate`, { ...certificate, title: 'Fire safety' });
    const { entryId } = recorded.body as { entryId: string };
    const correct = `learning-logs/${worker}/correct-certificate`;
    for (const text of [{ title: 'Fire marshal' }, { notes: 'Passed' }, {}]) {
      expect((await post(correct, { entryId, ...certificate, ...text })).body).toMatchObject({ outcome: 'done' });
    }
    expect((await post(correct, { entryId, ...certificate })).body).toMatchObject({ outcome: 'nothing-to-do' });
  });

  it('as the number of a registration, which is recorded anew', async () => {
    const record = `workers/${worker}/record-registration`;
    const registration = { body: 'nmc', expiresOn: '2027-03-31', on: '2024-04-01' };
    for (const number of ['12A3456B', '98Z7654Y']) {
      expect((await post(record, { ...registration, number })).body).toMatchObject({ outcome: 'done' });
    }
  });

  it('as the aim of an improvement, which is refused to all alike but to who gave the first and says it again', async () => {
    const proposal = { unitId: 'north', title: 'Falls', proposedBy: 'w-manager', on: '2024-03-01' };
    const { id: improvement } = (await post('improvements/propose-improvement', { ...proposal, aim: 'Fewer falls' }))
      .body as {
      id: string;
    };
    const propose = (aim: string, actor?: string) =>
      post(`improvements/${improvement}/propose-improvement`, { ...proposal, aim }, actor);
    expect((await propose('Fewer falls')).body).toMatchObject({ outcome: 'nothing-to-do' });
    const { instance: _, ...wrong } = (await propose('Better meals')).body as { instance?: string };
    expect(wrong).toMatchObject({ status: 409, code: 'TEXT_NOT_TAKEN', errors: [{ field: 'aim' }] });
    for (const actor of OTHERS) {
      for (const aim of ['Fewer falls', 'Better meals']) expect((await propose(aim, actor)).body).toMatchObject(wrong);
    }
  });
});
