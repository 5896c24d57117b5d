import { rmSync } from 'node:fs';
import { layoutOf } from '@praxis/standalone';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORES, type LogPlace } from './both-stores.js';
import { writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

const ON = { on: '2025-03-01' };
const KEY = 'key-of-erasing';
const FIRST = 'w-manager; role=administrator';
const UNKNOWN = 'w-unknown';

describe.each(STORES)(
  'erasing, sent again under its own key, was answered 404, with the log in $store',
  ({ place }) => {
    let log: LogPlace;
    let site: Site;
    beforeEach(async () => {
      log = await place();
      site = await log.open();
      await recordSmallOrganisation(site);
      await recordWorker(site, 'w-ada', 'north-day');
    });
    afterEach(() => log.close());

    interface Sent {
      readonly id?: string;
      readonly key?: string;
      readonly actor?: string;
      readonly body?: object;
      readonly command?: string;
    }
    const send = ({ id = 'w-ada', key = KEY, actor = FIRST, body = ON, command = 'erase-worker' }: Sent = {}) =>
      site.http.post(`/api/workers/${id}/${command}`).set({ 'Idempotency-Key': key, 'Praxis-Actor': actor }).send(body);
    const restart = async () => {
      await site.stop();
      site = await log.open();
    };
    const erase = async (key = KEY) => {
      const first = await send({ key }).expect(200);
      expect(first.body).toMatchObject({ id: 'w-ada', outcome: 'done' });
      return first;
    };

    it.each([
      ['of the sender’s making', KEY],
      ['that a machine made', '0197a3c4-5b1e-7c7a-9d43-2f8f5a1d6e10'],
    ])(
      'it is answered as the first time, also after a restart and without what is remembered: a key %s',
      async (_, key) => {
        const first = await erase(key);
        for (const again of [async () => {}, restart, forgetting]) {
          await again();
          const { body, headers } = await writesNothing(site, () => send({ key }).expect(200));
          expect(body).toEqual(first.body);
          expect(headers).toMatchObject({ etag: first.headers['etag'], 'idempotent-replayed': 'true' });
        }
        const { body } = await writesNothing(site, () => send({ key }).set('If-Match', '"0"').expect(200));
        expect(body).toEqual(first.body);
      },
    );

    async function forgetting() {
      await site.stop();
      for (const end of ['', '-wal', '-shm']) rmSync(layoutOf(site.dataDir).commands + end, { force: true });
      site = await log.open();
    }

    it('everybody and everything else is answered as about nobody', async () => {
      await erase();
      const others: readonly Sent[] = [
        { key: 'key-of-another' },
        { actor: 'w-other; role=administrator' },
        { actor: 'w-manager; role=data-steward' },
        { actor: 'w-manager; role=analyst' },
        { body: { on: '2025-03-02' } },
        { body: { ...ON, reason: 'asked' } },
        { body: {} },
        { command: 'place-legal-hold', body: { reason: 'inquest', ...ON } },
        { command: 'record-worker-details', body: { name: 'Ada', ...ON } },
      ];
      for (const other of others) {
        const [asked, unknown] = [await answerTo(other), await answerTo({ ...other, id: UNKNOWN })];
        expect(asked).toEqual(unknown);
        expect(asked).toMatchObject({ status: 404, text: expect.stringContaining('UNKNOWN_RECORD') });
      }
      const learning = await site.http
        .post('/api/learning-logs/w-ada/erase-worker')
        .set({ 'Idempotency-Key': KEY, 'Praxis-Actor': FIRST })
        .send(ON);
      expect(learning.status).toBe(404);
    });

    it('so is one who names the id under which the command line erases', async () => {
      const envelope = {
        commandId: `erase-w-ada-${ON.on}`,
        command: { type: 'EraseWorker', data: ON },
        actor: { id: 'local', role: 'administrator' },
        source: 'cli',
      };
      const entrance = await site.platform.entrance();
      await entrance.execute({ aggregate: 'worker', id: 'w-ada', envelopes: [envelope] });
      const sent = { key: envelope.commandId, actor: 'local; role=administrator' };
      const answer = await answerTo(sent);
      expect(answer).toEqual(await answerTo({ ...sent, id: UNKNOWN }));
      expect(answer.status).toBe(404);
    });

    async function answerTo(sent: Sent) {
      const response = await writesNothing(site, async () => send(sent));
      const { date: _date, ...headers } = response.headers;
      return { status: response.status, headers, text: response.text };
    }
  },
);
