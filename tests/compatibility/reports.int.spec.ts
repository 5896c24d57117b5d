import { importSource, type EventCodec } from '@praxis/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../end-to-end/site.harness.js';
import { CORRECTIONS } from './corrections.js';
import { KEPT_FOLDERS, type KeptFolder } from './kept-folder.js';

const withAnswers = KEPT_FOLDERS.filter(({ answers }) => Object.keys(answers).length > 0);

describe.each(withAnswers)('the reports over $name', (folder: KeptFolder) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({ dataDir: folder.copy() });
    await site.settled();
  });
  afterAll(() => site.remove());

  it.each(Object.keys(folder.answers))('answer as they did: %s', async (path) => {
    const answer = await site.report<object>(path);
    expect(answer).toMatchObject(keyed(corrected(folder, path), site.platform.ports.codec));
  });

  it('are of a log that opening it did not change', async () => {
    expect(String(await site.platform.store.head())).toBe(folder.manifest.head);
  });

  it.runIf(folder.manifest.sent.length > 0)(
    'know the commands that were sent under a key, and do not do them again',
    async () => {
      for (const { path, body, actor, key } of folder.manifest.sent) {
        const headers = { 'Praxis-Actor': actor, 'Idempotency-Key': key };
        const again = await site.http.post(`/api/${path}`).set(headers).send(body).expect(200);
        expect(again.headers, path).toMatchObject({ 'idempotent-replayed': 'true' });
        if (!('number' in body)) continue;
        // What it was sealed over stands in the log under a key that outlives the person's: it tells nothing.
        const guess = await site.http
          .post(`/api/${path}`)
          .set(headers)
          .send({ ...body, number: '99Z9999Z' });
        expect({ status: guess.status, body: guess.body }).toEqual({ status: 200, body: again.body });
      }
      expect(String(await site.platform.store.head())).toBe(folder.manifest.head);
    },
  );
});

it('every correction says what the kept answer was, and why it is another now', () => {
  for (const { folder: name, answer, at, was, because } of CORRECTIONS) {
    const folder = KEPT_FOLDERS.find((kept) => kept.name === name);
    expect(within(folder?.answers[answer], at.slice(0, -1))[at.at(-1)!], because).toEqual(was);
    expect(because).toMatch(/\w+ \w+/);
  }
});

/** The kept answer, with what was corrected since. */
function corrected(folder: KeptFolder, path: string): object {
  const answer = structuredClone(folder.answers[path]!);
  for (const { folder: name, answer: of, at, is } of CORRECTIONS) {
    if (name === folder.name && of === path) within(answer, at.slice(0, -1))[at.at(-1)!] = is;
  }
  return answer;
}

/** What named a file then could be worked out by whoever knew the file: its pseudonym stands for it. */
function keyed(answer: object, codec: EventCodec): object {
  const pseudonym = codec.pseudonym.bind(codec);
  const text = JSON.stringify(answer);
  return JSON.parse(text.replaceAll(/import:([0-9a-f]{12})/g, (_, hex: string) => importSource(hex, pseudonym)));
}

function within(value: unknown, path: readonly (string | number)[]): Record<string | number, unknown> {
  const found = path.reduce<unknown>((inner, name) => (inner as Record<string | number, unknown>)[name], value);
  return found as Record<string | number, unknown>;
}
