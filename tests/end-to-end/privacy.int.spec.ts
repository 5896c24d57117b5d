import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMAIN } from '@praxis/domain';
import { ERASED, isSealed, type RecordedEvent } from '@praxis/event-sourcing';
import { publishFrameworks } from '@praxis/standalone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, plantNames } from './planted-names.js';
import { openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

/** The planted word as it could stand in a file: as text, as UTF-16, as hex, or in base64 at any of its alignments. */
function disguises(word: string): Buffer[] {
  const base64 = ['', 'x', 'xx'].map((before) => {
    const encoded = Buffer.from(before + word)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(before.length === 0 ? 0 : before.length + 1, -2);
  });
  const texts = [word, word.toLowerCase(), word.toUpperCase(), Buffer.from(word).toString('hex'), ...base64];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(word, 'utf16le')];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function filesThatHold(word: string, files: readonly string[]): string[] {
  const wanted = disguises(word);
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return wanted.some((disguise) => bytes.includes(disguise));
  });
}

describe('names and free text', () => {
  let site: Site;
  let events: RecordedEvent[];

  beforeAll(async () => {
    site = await openSite();
    await publishFrameworks(await site.platform.entrance());
    await recordSmallOrganisation(site);
    await recordWorker(site, 'w-ada', 'north-day');
    await plantNames(site);
    await site.settled();
    const stored = await site.platform.store.readAll({ after: 0n, maxCount: 10_000 });
    events = stored.map((event) => site.platform.ports.codec.decode(event));
  });
  afterAll(() => site.remove());

  it('were planted in every personal field there is', () => {
    const declared = DOMAIN.events.flatMap(({ type, personal }) =>
      Object.keys(personal).map((field) => `${type}.${field}`),
    );
    const planted = events.flatMap(({ event }) =>
      Object.entries(event.data as object).flatMap(([field, value]) =>
        isSealed(value) ? [`${event.type}.${field}`] : [],
      ),
    );
    expect([...new Set(planted)].sort()).toEqual([...declared].sort());
  });

  it('can be read with the keys', () => {
    const personal = events.filter(({ event }) => Object.values(event.data as object).some(isSealed));
    expect(personal.length).toBeGreaterThan(10);
    for (const event of personal) expect(JSON.stringify(site.platform.ports.codec.reveal(event))).toContain(PLANTED);
  });

  it('would be found if they were there', () => {
    const here = new URL('planted-names.ts', import.meta.url).pathname;
    expect(filesThatHold(PLANTED, [here])).toEqual([here]);
  });

  it('are in no file of the installation: not in ClickHouse’s, not in the log, not in the projector’s or the keys’', () => {
    const files = filesBelow(site.dataDir);
    expect(files.some((file) => file.startsWith(site.layout.analytics))).toBe(true);
    expect(files.some((file) => file.startsWith(site.layout.log))).toBe(true);
    expect(filesThatHold(PLANTED, files)).toEqual([]);
  });

  it('are in no answer of the API', async () => {
    for (const stream of ['workers/w-ada', 'learning-logs/w-ada', 'supervisions/sv-1', 'performance-reviews/rv-1']) {
      const response = await site.http.get(`/api/${stream}/events`);
      expect(response.status).toBe(200);
      expect(response.text).not.toContain(PLANTED);
      expect(response.text).not.toContain('$sealed');
    }
  });

  it('read "erased" once the person’s key is shredded, and the reports go on', async () => {
    await site.command('workers/w-ada/erase-worker', { on: '2025-06-01' });
    const personal = events.filter(({ event }) =>
      Object.values(event.data as object).some((value) => isSealed(value) && value.subject === 'w-ada'),
    );
    expect(personal.length).toBeGreaterThan(10);
    for (const event of personal) {
      const data = JSON.stringify(site.platform.ports.codec.reveal(event));
      expect(data).toContain(ERASED);
      expect(data).not.toContain(PLANTED);
    }
    await site.settled();
    await expect(site.report('overview')).resolves.toMatchObject({ frame: { unit: { label: 'Test Care' } } });
  });
});
