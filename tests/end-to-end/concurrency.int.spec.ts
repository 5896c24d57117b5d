import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORES, type LogPlace } from './both-stores.js';
import { expectProblem, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

const CROWD = 60;
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

describe.each(STORES)('sixty commands at once on one record, with the log in $store', ({ store, place }) => {
  let log: LogPlace;
  let site: Site;
  beforeEach(async () => {
    log = await place();
    site = await log.open();
    await recordSmallOrganisation(site);
  });
  afterEach(() => log.close());

  const all = <Answer>(send: (number: number) => PromiseLike<Answer>) =>
    Promise.all(Array.from({ length: CROWD }, (_, number) => send(number)));
  const entries = async (): Promise<readonly string[]> => {
    const { body } = await site.http.get(`${PATH}/events`).expect(200);
    return body.events.map(({ data }: { data: { entryId: string } }) => data.entryId);
  };
  const everyEntry = Array.from({ length: CROWD }, (_, number) => idOf(number)).sort();

  it('were answered 412 about an If-Match that nobody sent', async () => {
    const answers = await all((number) => site.http.post(`${PATH}/log-learning`).send(entry(number)));

    expect(answers.map(({ status }) => status)).toEqual(Array(CROWD).fill(200));
    expect((await entries()).toSorted()).toEqual(everyEntry);
    const revisions = answers.map(({ body }) => Number(body.revision)).sort((one, other) => one - other);
    expect(revisions).toEqual(Array.from({ length: CROWD }, (_, revision) => revision));
  });

  if (store === 'EventStoreDB') {
    it('were answered 412 when two processes took them', async () => {
      const second = await (await log.beside()).entrance();
      const actor = { id: 'w-manager', role: 'supervisor' };
      const answers = await all(async (number) => {
        if (number % 2 === 0) return (await site.http.post(`${PATH}/log-learning`).send(entry(number))).status;
        const command = { type: 'LogLearning', data: entry(number) };
        const envelope = { commandId: `second-${number}`, command, actor, source: 'process' };
        await second.execute({ aggregate: 'learning-log', id: 'w-manager', envelopes: [envelope] });
        return 200;
      });

      expect(answers).toEqual(Array(CROWD).fill(200));
      expect((await entries()).toSorted()).toEqual(everyEntry);
    });
  }

  it('that say at which revision: one is taken, the others are told where the record is now', async () => {
    await site.http.post(`${PATH}/log-learning`).send(entry(CROWD)).expect(200);
    const answers = await all((number) =>
      site.http.post(`${PATH}/log-learning`).set('If-Match', '"0"').send(entry(number)),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectProblem(answer, { status: 412, code: 'STALE_REVISION', fields: ['If-Match'] });
      expect(JSON.parse(answer.text)).toMatchObject({ currentRevision: '1' });
      expect(answer.headers['etag']).toBe('"1"');
    }
    expect(await entries()).toHaveLength(2);
  });
});
