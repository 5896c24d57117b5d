import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORES, type LogPlace } from './both-stores.js';
import { expectProblem, type Site } from './site.harness.js';
import { openUnit, recordSmallOrganisation, recordWorker } from './small-organisation.js';

const CROWD = 60;
const PAIRS = 12;
const PATH = '/api/learning-logs/w-manager';
const idOf = (number: number) => `0197a3c4-5b1e-7c7a-9d43-${String(number).padStart(12, '0')}`;
const entry = (number: number) => ({
  entryId: idOf(number),
  kind: 'reading',
  planned: false,
  minutes: 30,
  participatoryMinutes: null,
  topics: [],
  elements: [],
  programmeId: null,
  on: '2025-03-01',
});

/** How long the server waits for a crowd before it says that it is overloaded, and when to come back. */
const SERVER_WAITS_MS = 10_000;
/** Not a measure of speed: only what hangs takes as long. */
const PATIENCE_MS = 80_000;

/**
 * As a client does that was told to come back: only where the server really waited so long, as on a machine that stood
 * still. Told so any sooner, the answer is what it was.
 */
async function patiently<Answer extends { readonly status: number; readonly headers: Record<string, string> }>(
  send: () => PromiseLike<Answer>,
): Promise<Answer> {
  for (;;) {
    const begun = performance.now();
    const answer = await send();
    const { status, headers } = answer;
    if (status !== 503 || performance.now() - begun < SERVER_WAITS_MS) return answer;
    await pause(Number(headers['retry-after']) * 1_000);
  }
}

describe.each(STORES)('sixty commands at once on one record, with the log in $store', ({ store, place: open }) => {
  let place: LogPlace;
  let site: Site;
  beforeEach(async () => {
    place = await open();
    site = await place.open();
    await recordSmallOrganisation(site);
  });
  afterEach(() => place.close());

  const all = <Answer>(send: (number: number) => PromiseLike<Answer>) =>
    Promise.all(Array.from({ length: CROWD }, (_, number) => send(number)));
  /** The same key each time that it is sent, so that it is taken once. */
  const log = (number: number, headers: Readonly<Record<string, string>> = {}) =>
    patiently(() =>
      site.http
        .post(`${PATH}/log-learning`)
        .set({ 'Idempotency-Key': idOf(number), ...headers })
        .send(entry(number)),
    );
  const entries = async (): Promise<readonly string[]> => {
    const { body } = await site.http.get(`${PATH}/events`).expect(200);
    return body.events.map(({ data }: { data: { entryId: string } }) => data.entryId);
  };
  const everyEntry = Array.from({ length: CROWD }, (_, number) => idOf(number)).sort();

  it('were answered 412 about an If-Match that nobody sent', async () => {
    const answers = await all((number) => log(number));

    expect(answers.map(({ status }) => status)).toEqual(Array(CROWD).fill(200));
    expect((await entries()).toSorted()).toEqual(everyEntry);
    const revisions = answers.map(({ body }) => Number(body.revision)).sort((one, other) => one - other);
    expect(revisions).toEqual(Array.from({ length: CROWD }, (_, revision) => revision));
  });

  if (store === 'EventStoreDB') {
    it('were answered 412 when two processes took them', async () => {
      const second = await (await place.beside()).entrance();
      const actor = { id: 'w-manager', role: 'supervisor' };
      const answers = await all(async (number) => {
        if (number % 2 === 0) return (await log(number)).status;
        const command = { type: 'LogLearning', data: entry(number) };
        const envelope = { commandId: `second-${number}`, command, actor, source: 'process' };
        const commands = { aggregate: 'learning-log', id: 'w-manager', envelopes: [envelope] };
        await second.execute({ ...commands, patienceMs: PATIENCE_MS });
        return 200;
      });

      expect(answers).toEqual(Array(CROWD).fill(200));
      expect((await entries()).toSorted()).toEqual(everyEntry);
    });
  }

  if (store === 'the embedded log') {
    it('a unit closed at the same moment was still assigned to', async () => {
      const pairs = Array.from({ length: PAIRS }, (_, n) => ({ unitId: `team-${n}`, worker: `w-${n}` }));
      for (const { unitId } of pairs) await openUnit(site, unitId, 'north');
      await Promise.all(pairs.map(({ worker }) => recordWorker(site, worker, 'north-day')));
      const on = '2025-03-01';
      const answers = await Promise.all(
        pairs.map(async ({ unitId, worker }) => {
          const [closed, assigned] = await Promise.all([
            site.http.post('/api/organisations/main/close-unit').send({ unitId, on }),
            site.http.post(`/api/workers/${worker}/assign-to-team`).send({ unitId, from: on }),
          ]);
          return { closed, assigned };
        }),
      );

      for (const { closed, assigned } of answers) {
        expect(closed.status).toBe(200);
        if (assigned.status === 200) expect(Number(assigned.body.position)).toBeLessThan(Number(closed.body.position));
        else expectProblem(assigned, { status: 409, code: 'UNIT_CLOSED', fields: ['unitId'] });
      }
    });
  }

  it('that say at which revision: one is taken, the others are told where the record is now', async () => {
    expect((await log(CROWD)).status).toBe(200);
    const answers = await all((number) => log(number, { 'If-Match': '"0"' }));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectProblem(answer, { status: 412, code: 'STALE_REVISION', fields: ['If-Match'] });
      expect(JSON.parse(answer.text)).toMatchObject({ currentRevision: '1' });
      expect(answer.headers['etag']).toBe('"1"');
    }
    expect(await entries()).toHaveLength(2);
  });
});
