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
