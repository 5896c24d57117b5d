import { physicalName } from '@praxis/analytics-store';
import { DOMAIN } from '@praxis/domain';
import { ERASED, isSealed, type RecordedEvent, type StoredEvent } from '@praxis/event-sourcing';
import { IMPORT_KINDS, OWN_FORMATS, type ImportReport } from '@praxis/imports';
import { PROJECTIONS } from '@praxis/projections';
import { publishFrameworks } from '@praxis/standalone';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEADERSHIP } from '../imports/import.harness.js';
import { FILES } from '../imports/own-formats.rows.js';
import { bytesOnDisk } from './bytes-on-disk.js';
import { plantedRequests } from './planted-commands.js';
import { acceptedFiles, everyColumn, PLANTED_FRAMEWORK, withoutHeader, type PlantedFile } from './planted-files.js';
import { plantNames } from './planted-names.js';
import { ALL_IN_TEXT, HARMLESS, PERSON, placesOf, tellsHarmless, wordsIn, wordsInBytes } from './planted-words.js';
import { openSite, type Site } from './site.harness.js';
import { listenTo, type Overheard } from './overheard.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

describe('a name, a staff number, an NI number and a birth date, planted wherever something can be typed', () => {
  let site: Site;
  let stored: readonly StoredEvent[];
  let events: readonly RecordedEvent[];
  let output: Overheard;
  const answers: string[] = [];
  const reports: ImportReport['files'][number][] = [];
  const ofEveryColumn: ImportReport['files'][number][] = [];

  beforeAll(async () => {
    output = listenTo(process.stdout, process.stderr);
    site = await openSite();
    await publishFrameworks(await site.platform.entrance());
    await site.brought(`frameworks/${PLANTED_FRAMEWORK}/publish-framework`, LEADERSHIP);
    await recordSmallOrganisation(site);
    await recordWorker(site, 'w-ada', 'north-day');
    await recordWorker(site, 'w-bob', 'north-day');
    const code = { list: 'work-pressure', code: HARMLESS.toLowerCase(), on: '2024-01-01' };
    await site.command('organisations/main/add-code', code);
    await plantNames(site);
    for (const file of await acceptedFiles()) reports.push(...(await upload(file)));
    for (const file of await everyColumn()) ofEveryColumn.push(...(await upload(file)));
    for (const file of await withoutHeader()) await upload(file);
    for (const { path, body, headers } of plantedRequests()) await send(path, body, headers);
    await site.settled();
    stored = await site.platform.store.readAll({ after: 0n, maxCount: 100_000 });
    events = stored.map((event) => site.platform.ports.codec.decode(event));
  });
  afterAll(async () => {
    output.end();
    await site.remove();
  });

  async function send(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<void> {
    const response = await site.http.post(`/api/${path}`).set(headers).send(body);
    answers.push(`${JSON.stringify(response.headers)} ${response.text}`);
  }

  /** What became of each file; none where the whole file was refused. */
  async function upload({ kind, text }: PlantedFile): Promise<ImportReport['files'][number][]> {
    const sending = site.http.post('/api/imports').query({ name: `${HARMLESS}-${kind}.csv` });
    const response = await sending.set('Content-Type', 'text/csv').send(text);
    answers.push(`${JSON.stringify(response.headers)} ${response.text}`);
    return response.status === 200 ? [...(response.body as ImportReport).files] : [];
  }

  describe('stood there', () => {
    it('in every personal field there is', () => {
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

    it('in a file of every kind, with every fact, that was taken whole', () => {
      expect([...new Set(reports.map(({ kind }) => kind))].sort()).toEqual([...IMPORT_KINDS].sort());
      for (const { name, status, errors } of reports)
        expect({ name, status, errors }).toEqual({ name, status: 'taken', errors: [] });
      for (const { kind, facts } of OWN_FORMATS) {
        const rows = FILES.filter(([of]) => of === kind).flatMap(([, ofKind]) => ofKind);
        const said = new Set([...rows.map((row) => String(row['FACT'] ?? '')), 'defined']);
        expect(
          Object.keys(facts).filter((fact) => !said.has(fact)),
          kind,
        ).toEqual([]);
      }
    });

    it('in every other column, of files that were read', async () => {
      expect(ofEveryColumn).toHaveLength((await everyColumn()).length);
      expect(ofEveryColumn.filter(({ problem }) => problem !== undefined)).toEqual([]);
    });

    it('and can be read with the keys', () => {
      const personal = events.filter(({ event }) => Object.values(event.data as object).some(isSealed));
      const revealed = JSON.stringify(personal.map((event) => site.platform.ports.codec.reveal(event)));
      expect(personal.length).toBeGreaterThan(60);
      expect(wordsIn(revealed)).toEqual(expect.arrayContaining(Object.values(PERSON)));
      expect(revealed.split(ALL_IN_TEXT).length).toBeGreaterThan(30);
    });
  });

  describe('is readable nowhere, where a harmless word is', () => {
    it('not in the log: ids, data and metadata, sealed values decoded', () => {
      const asText = (event: StoredEvent) =>
        JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      expect(stored.flatMap((event) => placesOf(asText(event)))).toEqual([]);
      expect(stored.some((event) => tellsHarmless(asText(event)))).toBe(true);
    });

    it('not in any file of the installation', () => {
      const files = [...bytesOnDisk(site.dataDir)];
      expect(files.filter(([, bytes]) => wordsInBytes(bytes).length > 0).map(([path]) => path)).toEqual([]);
      const harmless = files
        .filter(([, bytes]) => wordsInBytes(bytes, [HARMLESS]).length > 0)
        .map(([path]) => join(site.dataDir, path));
      expect(harmless.some((file) => file.startsWith(site.layout.log))).toBe(true);
      expect(harmless.some((file) => file.startsWith(site.layout.analytics))).toBe(true);
    });

    it.each(PROJECTIONS.map(({ table }) => physicalName(table)))('not in %s, asked of the engine', async (table) => {
      const analytics = await site.platform.analytics();
      const rows = JSON.stringify(await analytics.query(`SELECT * FROM ${table}`));
      expect(placesOf(rows)).toEqual([]);
      expect(tellsHarmless(rows)).toBe(true);
    });

    it('not in any answer, whether it was taken or refused', async () => {
      for (const stream of [
        'workers/w-ada',
        'learning-logs/w-ada',
        'supervisions/sv-1',
        'performance-reviews/rv-1',
        'improvements/falls',
        'checklists/north',
        'organisations/main',
      ]) {
        const response = await site.http.get(`/api/${stream}/events`).expect(200);
        answers.push(response.text);
      }
      expect([...new Set(answers.flatMap(placesOf))].slice(0, 20)).toEqual([]);
      expect(answers.length).toBeGreaterThan(500);
      expect(answers.some(tellsHarmless)).toBe(true);
    });

    it('not in what the server writes to its terminal', () => {
      process.stderr.write(`${HARMLESS}\n`);
      expect(placesOf(output.text())).toEqual([]);
      expect(tellsHarmless(output.text())).toBe(true);
    });
  });

  it('reads "erased" once the person’s key is shredded, and the reports go on', async () => {
    await site.command('workers/w-ada/erase-worker', { on: '2025-06-01' });
    const personal = events.filter(({ event }) =>
      Object.values(event.data as object).some((value) => isSealed(value) && value.subject === 'w-ada'),
    );
    expect(personal.length).toBeGreaterThan(10);
    for (const event of personal) {
      const data = JSON.stringify(site.platform.ports.codec.reveal(event));
      expect(data).toContain(ERASED);
      expect(wordsIn(data)).toEqual([]);
    }
    await site.settled();
    await expect(site.report('overview')).resolves.toMatchObject({ frame: { unit: { label: expect.any(String) } } });
  });
});
