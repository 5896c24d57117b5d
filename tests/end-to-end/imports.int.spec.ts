import type { FileToImport, ImportReport } from '@praxis/imports';
import { importPaths, Progress } from '@praxis/standalone';
import { appendFileSync, createReadStream, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, worker } from '../imports/asc-wds.rows.js';
import { uploadFile } from '../imports/import.harness.js';
import { ownSheet, workbook, type TestSheet } from '../imports/workbook.files.js';
import { FALLS_DEFINED, ownCsv, type Cells } from './own-csv.js';
import { expectProblem, newFolder, openSite, writesNothing, type Site } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

let site: Site;
/** The first file of all, as a trial. */
let trial: { readonly events: bigint; readonly report: ImportReport };
const CARER: readonly Cells[] = [
  { ROLEPROFILE: 'carer', FACT: 'defined', DATE: '2024-01-01', TITLE: 'Carer' },
  {
    ROLEPROFILE: 'carer',
    FACT: 'required',
    DATE: '2024-01-01',
    FRAMEWORK: 'leadership-framework',
    ELEMENT: '1.1',
    RATING: 2,
  },
];
let temporary: string;
beforeAll(async () => {
  // A folder of its own for temporary files, so that what an upload leaves behind is seen.
  temporary = newFolder('temporary');
  process.env['TMPDIR'] = temporary;
  site = await openSite();
  await recordSmallOrganisation(site);
  const before = await site.platform.store.head();
  const { body } = await upload(ownCsv('role-profiles', CARER), { dryRun: 'true' });
  trial = { events: (await site.platform.store.head()) - before, report: body as ImportReport };
  // The first upload of all publishes the frameworks; from here on an import writes what is in its file.
  await upload(falls(defined, measured('2024-01', 3))).expect(200);
});
afterAll(async () => {
  await site.remove();
  rmSync(temporary, { recursive: true });
});

const defined: Cells = { UNIT: 'north', INDICATOR: 'falls', ...FALLS_DEFINED };
function measured(month: string, numerator: number | string): Cells {
  const period = { PERIODSTART: `${month}-01`, PERIODEND: `${month}-28` };
  return { UNIT: 'north', INDICATOR: 'falls', FACT: 'measured', ...period, NUMERATOR: numerator, DENOMINATOR: 900 };
}
const falls = (...rows: readonly Cells[]) => ownCsv('indicators', rows);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ONE_MONTH = falls(measured('2024-09', 1));

function upload(content: string | Buffer, query: Readonly<Record<string, string>> = {}) {
  return site.http
    .post('/api/imports')
    .query(query)
    .set('Content-Type', 'text/csv')
    .send(content as string);
}

const spooledUploads = () =>
  [...readdirSync(temporary), ...readdirSync(site.layout.uploads)].filter((name) =>
    /^praxis-(?:import|workbook)-/.test(name),
  );

describe('a file that is taken', () => {
  it('is reported row by row, and takes effect once', async () => {
    const file = falls(measured('2024-02', 4), measured('2024-03', 5));

    const first = (await upload(file, { name: 'falls.csv' }).expect(200)).body as ImportReport;
    expect(first.files[0]).toMatchObject({
      name: 'falls.csv',
      kind: 'indicators',
      status: 'taken',
      rows: 2,
      events: 2,
      counts: { taken: 2, refused: 0 },
    });
    const again = await writesNothing(site, async () => (await upload(file).expect(200)).body as ImportReport);
    expect(again.files[0]).toMatchObject({ status: 'taken', events: 0, counts: { taken: 0, alreadyThere: 2 } });
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    const file = falls(measured('2024-04', 4));

    const rehearsal = await writesNothing(site, () => upload(file, { dryRun: 'true' }).expect(200));
    expect(rehearsal.body).toMatchObject({ dryRun: true, totals: { taken: 1 } });
    const taken = await upload(file).expect(200);
    expect(taken.body).toMatchObject({ dryRun: false, totals: { taken: 1, events: 1 } });
  });

  it('published the frameworks in a trial run, where none were published yet: it knows them, and writes nothing', () => {
    expect(trial.report.totals).toMatchObject({ taken: 2, refused: 0 });
    expect(trial.events).toBe(0n);
  });

  it('leaves no copy of itself behind', () => {
    expect(spooledUploads()).toEqual([]);
  });
});

describe('an Excel workbook', () => {
  const sheetOf = (name: string, ...rows: readonly Cells[]) => ownSheet('indicators', rows, name);
  const send = async (sheets: readonly TestSheet[]) => {
    const file = await workbook(sheets);
    return upload(Buffer.concat(await Array.fromAsync(file.open())), { name: 'falls.xlsx' }).set('Content-Type', XLSX);
  };

  it('is taken sheet by sheet, and leaves no copy of itself behind', async () => {
    const answer = await send([sheetOf('May', measured('2025-05', 1)), sheetOf('June', measured('2025-06', 2))]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      files: [
        { name: 'falls.xlsx: June', kind: 'indicators', status: 'taken', events: 1 },
        { name: 'falls.xlsx: May', kind: 'indicators', status: 'taken', events: 1 },
      ],
      totals: { taken: 2, events: 2 },
    });
    expect(spooledUploads()).toEqual([]);
  });

  it('with a sheet that is no table of ours takes the others, and says that it left it out', async () => {
    const notes = { name: 'Notes', columns: ['Please read'], rows: [] };
    const { body } = await send([notes, sheetOf('July', measured('2025-07', 1))]);
    expect(body).toMatchObject({ files: [{ status: 'left-out' }, { status: 'taken' }] });
    const text = { ...measured('2025-08', 1), INDICATOR: 'x', NUMERATOR: 'many' };
    const { body: refused } = await send([notes, sheetOf('August', text)]);
    expect(refused).toMatchObject({ files: [{ status: 'left-out' }, { status: 'refused', errorCount: 1 }] });
  });

  it('without a table of ours is a problem document', async () => {
    const notes = { name: 'Notes', columns: ['Please read'], rows: [] };
    expectProblem(await send([notes]), { status: 422, code: 'WRONG_COLUMNS', fields: ['columns'] });
  });
});

describe('a file with errors in rows', () => {
  const file = falls(
    measured('2024-05', 5),
    measured('2024-06', 'many'),
    measured('2024-07', 7),
    measured('2024-08', -1),
  );

  it('takes nothing of it where only whole files are to be taken, and names every row and column', async () => {
    const { body } = await writesNothing(site, () => upload(file, { acceptValidRows: 'false' }).expect(200));
    const [report] = (body as ImportReport).files;

    expect(report).toMatchObject({ status: 'refused', events: 0, errorCount: 2 });
    // Row 1 is the header.
    expect(report?.errors.map(({ row, column }) => ({ row, column }))).toEqual([
      { row: 3, column: 'NUMERATOR' },
      { row: 5, column: 'NUMERATOR' },
    ]);
  });

  it('takes the others', async () => {
    const { body } = await upload(file).expect(200);

    expect((body as ImportReport).files[0]).toMatchObject({
      status: 'partly-taken',
      events: 2,
      counts: { taken: 2, refused: 2 },
    });
  });
});

describe('a file of which nothing can be taken', () => {
  const REFUSED: Readonly<Record<string, readonly [string | Buffer, string, string]>> = {
    'in UTF-16 with a mark': [Buffer.from(`\ufeff${ONE_MONTH}`, 'utf16le'), 'NOT_UTF8', 'file'],
    'in UTF-16 without a mark': [Buffer.from(ONE_MONTH, 'utf16le'), 'NOT_UTF8', 'file'],
    'in Latin-1': [Buffer.from(ONE_MONTH.replace('north', 'n\u00f6rth'), 'latin1'), 'NOT_UTF8', 'file'],
    'an archive that is no workbook': [
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 6, 0]),
      'WORKBOOK_UNREADABLE',
      'file',
    ],
    'with a column too many': [ONE_MONTH.replace('RECORDED', 'RECORDED,COLOUR'), 'WRONG_COLUMNS', 'columns'],
    'with a column missing': [ONE_MONTH.replace(',SOURCE', ''), 'WRONG_COLUMNS', 'columns'],
    'with the columns of something else': ['name,colour\nAnn,red\n', 'WRONG_COLUMNS', 'columns'],
    'with nothing in it': ['', 'NO_HEADER', 'columns'],
  };

  it.each(Object.entries(REFUSED))(
    '%s: a problem document, and nothing written',
    async (_what, [content, code, field]) => {
      const response = await writesNothing(site, () => upload(content));

      expectProblem(response, { status: 422, code, fields: [field] });
      expect(spooledUploads()).toEqual([]);
    },
  );

  it('names the columns that are missing, and the place of one that is not known', async () => {
    const { body } = await upload(ONE_MONTH.replace('SOURCE', 'SAUCE'));

    expect(body.detail).toMatch(/SOURCE/);
    const place = ONE_MONTH.split('\n')[0]!.split(',').indexOf('SOURCE') + 1;
    expect(body.detail).toContain(`column ${place} (`);
    expect(body.detail).not.toMatch(/SAUCE/);
  });

  it.each([
    ['an unknown option', { colour: 'red' }, 'colour'],
    ['a day of receipt that is no day', { received: '2024-02-31' }, 'received'],
    ['a day of receipt that lies ahead', { received: '2999-01-01' }, 'received'],
  ])('because of %s', async (_what, query, field) => {
    const response = await writesNothing(site, () => upload(ONE_MONTH, query));

    expectProblem(response, { status: 422, code: 'INVALID_REQUEST', fields: [field] });
  });

  it('because of who sends it', async () => {
    const response = await writesNothing(site, () => upload(ONE_MONTH).set('Praxis-Actor', 'w-1; role=supervisor'));

    expectProblem(response, { status: 403, code: 'NOT_PERMITTED' });
  });
});

describe('a file of 200 MB', () => {
  const MEGABYTE = 1_000_000;

  it('is refused without being held in memory', { timeout: 60_000 }, async () => {
    const path = join(site.dataDir, 'huge.csv');
    const rows = Buffer.from(ONE_MONTH.repeat(Math.ceil(MEGABYTE / ONE_MONTH.length)));
    for (let megabytes = 0; megabytes < 200; megabytes += 1) appendFileSync(path, rows);
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);

    const response = await writesNothing(site, () => sendFile(path));
    clearInterval(watch);

    expectProblem(response, { status: 413, code: 'FILE_TOO_LARGE', fields: ['file'] });
    console.log(`200 MB upload: memory grew by ${Math.round((most - before) / MEGABYTE)} MB`);
    expect(most - before).toBeLessThan(100 * MEGABYTE);
    expect(spooledUploads()).toEqual([]);
    await site.http.get('/api/status').expect(200);
  });

  it('is forgotten when its sender gives up half-way', async () => {
    const path = join(site.dataDir, 'huge.csv');
    await writesNothing(site, async () => {
      const sending = httpRequest(`${site.url}/api/imports`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/csv' },
      });
      const ended = new Promise((resolve) => sending.on('error', resolve).on('close', resolve));
      createReadStream(path, { end: 20 * MEGABYTE }).pipe(sending, { end: false });
      await expect.poll(spooledUploads).toHaveLength(1);
      sending.destroy();
      await ended;
    });

    await expect.poll(spooledUploads, { timeout: 5_000 }).toEqual([]);
    await site.http.get('/api/status').expect(200);
  });

  /** As a browser sends a file: with its length, and not waiting for an answer. */
  function sendFile(path: string): Promise<{ status: number; type: string; text: string }> {
    return new Promise((resolve, reject) => {
      const sending = httpRequest(`${site.url}/api/imports`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/csv', 'Transfer-Encoding': 'chunked' },
      });
      sending.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          sending.destroy();
          const [type = ''] = (response.headers['content-type'] ?? '').split(';');
          resolve({ status: response.statusCode ?? 0, type, text });
        });
        response.on('error', reject);
      });
      sending.on('error', reject);
      createReadStream(path).pipe(sending);
    });
  }
});

it('publishes the columns of every kind of file', async () => {
  const { text } = await site.http.get('/api/imports/formats').expect(200);

  for (const kind of ['indicators', 'supervision', 'ratings', 'checklist', 'improvements'])
    expect(text).toContain(kind);
});

describe('a staff file of which a fifth is missing', () => {
  const staff = (people: number) =>
    uploadFile(
      'staff',
      Array.from({ length: people }, (_, at) => worker(`W${at + 1}`)),
    );
  const send = async (file: FileToImport, query: Readonly<Record<string, string>> = {}) =>
    upload(Buffer.concat(await Array.fromAsync(file.open())), query);

  it('was taken without a word: it is refused, and taken with acceptFewerPeople', async () => {
    await send(uploadFile('workplace', [home]));
    await send(staff(5));
    const refused = await writesNothing(site, async () => send(staff(4)));
    expectProblem(refused, { status: 422, code: 'FEWER_PEOPLE', fields: ['file'] });
    expect((await send(staff(4), { acceptFewerPeople: 'true' })).body).toMatchObject({ files: [{ status: 'taken' }] });
  });
});

it('whoever imported on the command line was somebody else over HTTP, and another text was there already', async () => {
  await upload(Buffer.concat(await Array.fromAsync(uploadFile('staff', [worker('W1')]).open())), {
    acceptFewerPeople: 'true',
  });
  const row = { FACT: 'logged', ENTRY: 'e-1', DATE: '2024-04-01', KIND: 'course', PLANNED: 'yes', MINUTES: 60 };
  const logged = (TEXT: string) => ownCsv('learning', [{ WORKPLACE: 'HOME-A', WORKER: 'W1', ...row, TEXT }]);
  const path = join(temporary, 'learning.csv');
  writeFileSync(path, logged('Falls awareness'));
  const [report] = await importPaths(site.platform, [{ path }], { progress: new Progress() });
  expect(report?.totals).toMatchObject({ events: 1 });

  for (const headers of [{}, { 'Praxis-Actor': 'local; role=administrator' }]) {
    const { body } = await upload(logged('Moving and handling')).set(headers);
    expect(body).toMatchObject({ files: [{ status: 'refused', errors: [{ code: 'TEXT_DIFFERS' }] }] });
  }
  const { body } = await upload(logged('Moving and handling')).set('Praxis-Actor', 'w-other; role=data-steward');
  expect(body).toMatchObject({ files: [{ counts: { alreadyThere: 1 }, warnings: [{ code: 'TEXT_NOT_COMPARED' }] }] });
});
