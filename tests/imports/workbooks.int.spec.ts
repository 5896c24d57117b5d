import {
  fileOf,
  filesToImport,
  importFiles,
  renderImportReport,
  workerIdOf,
  type FileToImport,
  type ImportOptions,
  type ImportReport,
} from '@praxis/imports';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  factsOf,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  ownFile,
  TODAY,
  uploadFile,
  type Installation,
} from './import.harness.js';
import { ownSheet, uploadSheet, workbook, type SheetCells } from './workbook.files.js';

let installation: Installation;
let workFolder: string;
beforeEach(async () => {
  installation = await newInstallation();
  workFolder = mkdtempSync(join(tmpdir(), 'praxis-sheets-'));
});
afterEach(async () => {
  await installation.close();
  expect(readdirSync(workFolder), 'nothing of a workbook is left behind').toEqual([]);
  rmSync(workFolder, { recursive: true });
});

const idOf = (id: string) => workerIdOf(installation.ports.pseudonym, 'HOME-A', id);
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
const home = { UNIT: 'home-a', FACT: 'opened', DATE: day('2020-01-01'), KIND: 'service', NAME: 'Home A' };
const staffRow = (id: SheetCells[string], cells: SheetCells = {}): SheetCells => ({
  UNIQUEWORKERID: id,
  DOB: day('1980-02-29'),
  STARTDATE: day('2020-02-01'),
  ...cells,
});
const logged = (WORKER: SheetCells[string], cells: SheetCells = {}): SheetCells => ({
  WORKPLACE: 'HOME-A',
  WORKER,
  FACT: 'logged',
  ENTRY: 'e-1',
  DATE: day('2024-04-01'),
  KIND: 'course',
  PLANNED: 'no',
  ...cells,
});
const imported = async (files: readonly FileToImport[], options: ImportOptions = {}) =>
  importFiles(files, installation.ports, { workFolder, ...options });

describe('an Excel workbook', () => {
  it('was refused as “not a CSV file”: every sheet is a file of its kind, in whatever order they stand', async () => {
    const file = await workbook([
      ownSheet('learning', [logged('W001', { MINUTES: 90 }), {}, logged('W002', { ENTRY: 'e-2' })], 'What we learnt'),
      { name: 'Sheet3', columns: [], rows: [] },
      uploadSheet('staff', [staffRow('W001'), staffRow('W002')]),
      ownSheet('organisation', [home]),
    ]);
    const report = await imported([file]);

    expect(report.files.map(({ name, kind, status, rows }) => [name, kind, status, rows])).toEqual([
      ['records.xlsx: organisation', 'organisation', 'taken', 1],
      ['records.xlsx: staff', 'staff', 'taken', 2],
      ['records.xlsx: What we learnt', 'learning', 'taken', 2],
    ]);
    const [joined, details] = await factsOf(installation, `worker-${idOf('W001')}`);
    expect(joined).toMatchObject({ type: 'WorkerJoined', on: '2020-02-01' });
    expect(details).toMatchObject({ data: { dateOfBirth: '1980-02-29' } });
    const [learnt] = await factsOf(installation, `learning-log-${idOf('W001')}`);
    expect(learnt).toMatchObject({ on: '2024-04-01', data: { minutes: 90 } });
  });

  it('says the same as the same rows in CSV files, and taken again nothing new', async () => {
    const cells = { ...logged('W001'), DATE: '2024-04-01' };
    const csv = [
      ownFile('organisation', [{ ...home, DATE: '2020-01-01' }]),
      uploadFile('staff', [{ UNIQUEWORKERID: 'W001', STARTDATE: '01/02/2020' }]),
      ownFile('learning', [cells as Record<string, string>]),
    ];
    await importAll(installation, csv);
    const before = (await logAfter(installation)).length;
    const make = () =>
      workbook([ownSheet('organisation', [home]), ownSheet('learning', [logged('W001')])], { name: 'again.xlsx' });

    for (const file of [await make(), await make()]) {
      const report = await imported([file]);
      expect(report.totals).toMatchObject({ rows: 2, events: 0, alreadyThere: 2, refused: 0 });
    }
    expect(await logAfter(installation)).toHaveLength(before);
  });

  it('is found in a folder, where what Excel keeps beside an open one is left alone', async () => {
    const folder = join(installation.folder, 'upload');
    mkdirSync(join(folder, '2026-03-31'), { recursive: true });
    const file = await workbook([ownSheet('organisation', [home])]);
    const bytes = Buffer.concat(await Array.fromAsync(file.open() as AsyncIterable<Buffer>));
    writeFileSync(join(folder, '2026-03-31', 'Records.XLSX'), bytes);
    writeFileSync(join(folder, '2026-03-31', '~$Records.XLSX'), 'owner');

    const report = await imported(await filesToImport(folder));
    expect(report.files.map(({ name }) => name)).toEqual(['2026-03-31/Records.XLSX: organisation']);
    const [opened] = (await logAfter(installation)).filter(({ type }) => type === 'UnitOpened');
    expect(opened?.metadata.attestedAt).toMatch(/^2026-03-31/);
  });

  it('is taken in the order of the names of workbooks, and within each of its sheets', async () => {
    const at = (entry: string, DATE: Date, name: string) =>
      ownSheet('learning', [logged('W001', { ENTRY: entry, DATE })], name);
    const files = await Promise.all(
      ['learning-10', 'learning', 'learning-2'].map((name) =>
        workbook([at('b', day('2024-02-01'), 'Part 10'), at('a', day('2024-01-01'), 'Part 9')], {
          name: `${name}.xlsx`,
        }),
      ),
    );
    const report = await imported(files, { dryRun: true });
    expect(report.files.map(({ name }) => name.replace(/learning(.*)\.xlsx: Part (\d+)/, '$1 $2'))).toEqual([
      ' 9',
      ' 10',
      '-2 9',
      '-2 10',
      '-10 9',
      '-10 10',
    ]);
  });

  it('received on a day is taken before what was received later', async () => {
    const file = { ...(await workbook([ownSheet('learning', [logged('W001')])])), received: '2026-03-31' };
    const report = await imported([uploadFile('staff', [{ UNIQUEWORKERID: 'W001' }]), file], { dryRun: true });
    expect(report.files.map(({ kind }) => kind)).toEqual(['learning', 'staff']);
  });

  it('blames rows by the numbers that the spreadsheet shows, blank ones counted', async () => {
    const rows = [home, {}, {}, { ...home, UNIT: 'Not An Id' }];
    const [sheet] = (await imported([await workbook([ownSheet('organisation', rows)])])).files;
    expect(sheet).toMatchObject({ rows: 2, errors: [{ row: 5, column: 'UNIT', code: 'NOT_AN_ID' }] });
  });

  const notes = { name: 'Notes', columns: ['How to fill this in'], rows: [{}] };
  const told = ({ files }: ImportReport) => files.map(({ name, status, problem }) => [name, status, problem?.code]);

  it('with a sheet of notes was not taken whole: the sheet is left out, and said to be', async () => {
    const report = await imported([await workbook([notes, ownSheet('organisation', [home])])]);
    expect(told(report)).toEqual([
      ['records.xlsx: Notes', 'left-out', 'WRONG_COLUMNS'],
      ['records.xlsx: organisation', 'taken', undefined],
    ]);
    const text = renderImportReport(report);
    expect(text).toContain('records.xlsx: Notes (kind not recognised): left out\n  Row 1 of the sheet “Notes” should');
    expect(text).toContain('It was left out.\n  If it holds rows to import: Remove what stands above');
    expect(text).toContain('\n  1 row: 1 taken');
    expect(text).toContain('2 files, 1 row: 1 taken, 0 already there, 0 with nothing new, 0 refused; ');
  });

  it('of which no sheet is a table is refused, and so is a sheet that is one almost, or below a title', async () => {
    expect(told(await imported([await workbook([notes])]))).toEqual([
      ['records.xlsx: Notes', 'refused', 'WRONG_COLUMNS'],
    ]);
    const almost = { ...ownSheet('policies', [{}]), columns: ['POLICY', 'ROLEPROFILE', 'TOPIC', 'VALUE', 'RECORDED'] };
    const [first = '', ...others] = ownSheet('learning', []).columns;
    const columns = ['Learning log', ...others.map((_, at) => ' '.repeat(at + 1))];
    const below = Object.fromEntries(columns.map((column, at) => [column, [first, ...others][at]!]));
    const title = { name: 'Log', columns, rows: [{ 'Learning log': 'of team A' }, {}, below, {}] };
    const report = await imported([await workbook([almost, title, notes, ownSheet('organisation', [home])])]);
    expect(told(report)).toEqual([
      ['records.xlsx: policies', 'refused', 'WRONG_COLUMNS'],
      ['records.xlsx: Log', 'refused', 'WRONG_COLUMNS'],
      ['records.xlsx: Notes', 'left-out', 'WRONG_COLUMNS'],
      ['records.xlsx: organisation', 'taken', undefined],
    ]);
    expect(report.files[1]?.problem?.message).toMatch(
      /row 4 does, almost or wholly those of a file of kind “learning”/,
    );
  });
});

describe('a workbook whose first row is a title', () => {
  it('was refused as if it were a text: the sheet and the row are named, and not what stands there', async () => {
    const title = 'Learning log 2025 of Zoë Planted';
    const file = await workbook([{ name: 'Team A', columns: [title], rows: [{ [title]: 'WORKER' }] }]);
    const [report] = (await imported([file])).files;
    expect(report).toMatchObject({
      name: 'records.xlsx: Team A',
      status: 'refused',
      problem: { code: 'WRONG_COLUMNS' },
    });
    expect(report?.problem?.message).toBe(
      'Row 1 of the sheet “Team A” should name the columns; it has 1 filled cell, not those of any kind of file ' +
        'that is taken.',
    );
    expect(report?.problem?.remedy).toMatch(/^Remove what stands above the names of the columns\. Row 1 has to name/);
    expect(JSON.stringify(report)).not.toContain('Planted');
  });
});

describe('cells of a workbook', () => {
  const taken = async (rows: readonly SheetCells[], sheet?: (xml: string) => string) => {
    await importAll(installation, [ownFile('organisation', [{ ...home, DATE: '2020-01-01' }])]);
    const making = sheet === undefined ? {} : { sheet };
    return importOne(installation, await workbook([uploadSheet('staff', rows)], making), { workFolder });
  };
  const joined = async () =>
    (await logAfter(installation)).filter(({ type }) => type === 'WorkerJoined').map(({ streamId }) => streamId);

  it('that are text keep the zeros at their beginning, and numbers have those that their format shows', async () => {
    const report = await taken([staffRow('0017'), staffRow({ number: 42, zeros: '00000' }), staffRow('00300')]);
    expect(report).toMatchObject({ status: 'taken', warningCount: 0 });
    expect(new Set(await joined())).toEqual(new Set(['0017', '00042', '00300'].map((id) => `worker-${idOf(id)}`)));
  });

  it('that are numbers among ids with zeros at their beginning are doubted', async () => {
    const report = await taken([staffRow('0017'), staffRow(42), staffRow('W1')]);
    expect(report.warnings).toMatchObject([{ row: 3, column: 'UNIQUEWORKERID', code: 'NUMBER_FOR_ID' }]);
    expect(await joined()).toHaveLength(3);
  });

  it('that are numbers only are nothing to doubt', async () => {
    const report = await taken([staffRow(17), staffRow(42)]);
    expect(report).toMatchObject({ status: 'taken', warningCount: 0 });
    expect(await joined()).toContain(`worker-${idOf('17')}`);
  });

  it('that Excel made dates of were ids of somebody else: the row is refused, and the others taken', async () => {
    const report = await taken([staffRow(day('2026-02-01')), staffRow('W1')]);
    expect(report.errors).toMatchObject([{ row: 2, code: 'MALFORMED_ROW' }]);
    expect(report.errors[0]?.message).toContain('UNIQUEWORKERID is a date');
    expect(report.errors[0]?.remedy).toContain('text');
  });

  it('with an error of the spreadsheet passed for blank ones', async () => {
    const asError = (xml: string) =>
      xml.replace(/<c r="([A-Z]+3)"([^>]*?)( t="n")?><v>777<\/v>/, '<c r="$1"$2 t="e"><v>#REF!</v>');
    const report = await taken([staffRow('W1'), staffRow('W2', { CONTHOURS: 777 })], asError);
    expect(report.errors).toMatchObject([{ row: 3, code: 'MALFORMED_ROW' }]);
    expect(report.errors[0]?.message).toContain('CONTHOURS holds an error');
  });

  it('with a number of days where a date is meant are no days', async () => {
    const report = await taken([staffRow('W1', { STARTDATE: 2024 })]);
    expect(report.errors).toMatchObject([{ row: 2, column: 'STARTDATE', code: 'START_NOT_USABLE' }]);
    expect(report.warnings.filter(({ code }) => code === 'NUMBER_FOR_DAY')).toMatchObject([
      {
        row: 2,
        column: 'STARTDATE',
        message: 'STARTDATE is a number in the spreadsheet, not a day.',
        remedy: expect.stringContaining('as a date'),
      },
    ]);
  });

  it('that are numbers for want of a date format were told to be written as YYYY-MM-DD: it is said that they are', async () => {
    const rows = [logged('W001', { DATE: 44958 }), logged('W001', { DATE: 'first of May' })];
    const report = await importOne(installation, await workbook([ownSheet('learning', rows)]), { workFolder });
    expect(report.errors).toMatchObject([
      {
        row: 2,
        column: 'DATE',
        code: 'NOT_A_DAY',
        message: 'DATE is a number, not a day.',
        remedy: expect.stringMatching(/^Format the column/),
      },
      {
        row: 3,
        column: 'DATE',
        code: 'NOT_A_DAY',
        message: 'DATE is not a day.',
        remedy: expect.stringMatching(/^Write it as YYYY-MM-DD/),
      },
    ]);
  });

  it('that were calculated are read as the spreadsheet shows them', async () => {
    await importAll(installation, [ownFile('organisation', [{ ...home, DATE: '2020-01-01' }])]);
    const indicator = {
      UNIT: 'home-a',
      INDICATOR: 'falls',
      FACT: 'defined',
      DATE: day('2024-01-01'),
      TITLE: 'Falls',
      NUMERATORLABEL: 'Falls',
      DENOMINATORLABEL: 'Bed days',
      PER: 1000,
      IMPROVEMENT: 'decrease',
      TARGET: 0.1 + 0.2,
      SOURCE: 'incident-log',
    };
    const report = await importOne(installation, await workbook([ownSheet('indicators', [indicator])]), { workFolder });
    expect(report).toMatchObject({ status: 'taken', errors: [] });
  });
});

describe('a workbook that cannot be taken', () => {
  const problemOf = async (file: FileToImport, limits: ImportOptions['limits'] = {}) => {
    const report = await imported([file], { limits, received: TODAY });
    expect(report.files).toHaveLength(1);
    expect(report.totals.events).toBe(0);
    return report.files[0]?.problem?.code;
  };
  const many = Array.from({ length: 400 }, (_, index) => ({ ...home, UNIT: `unit-${index}` }));

  it('is one whose sheets unpack to more than the limit', async () => {
    const file = await workbook([ownSheet('organisation', many)]);
    expect(await problemOf(file, { maxUnpackedBytes: 20_000 })).toBe('WORKBOOK_TOO_LARGE');
  });

  it('is one that is larger than the limit before it is unpacked', async () => {
    const file = await workbook([ownSheet('organisation', many)]);
    expect(await problemOf(file, { maxWorkbookBytes: 2_000 })).toBe('FILE_TOO_LARGE');
  });

  it.each([
    ['1048576', {}],
    ['200', { maxCells: 1_000_000 }],
  ])('is one with a single cell far away, in row %s, which would be a table of millions', async (row, limits) => {
    const cell = `<row r="${row}"><c r="XFD${row}"><v>1</v></c></row></sheetData>`;
    const sheet = (xml: string) => xml.replace('</sheetData>', cell);
    const file = await workbook([ownSheet('organisation', [home])], { sheet });
    expect(await problemOf(file, limits)).toBe('WORKBOOK_TOO_LARGE');
  });

  it('is one that repeats one long text in thousands of cells', async () => {
    const long = many.slice(0, 100).map((row) => ({ ...row, NAME: 'x'.repeat(5_000) }));
    expect(await problemOf(await workbook([ownSheet('organisation', long)]), { maxBytes: 100_000 })).toBe(
      'WORKBOOK_TOO_LARGE',
    );
  });

  it.each([
    ['an archive of something else', Buffer.from('PK\u0003\u0004 and no directory of what is in it')],
    ['an archive that breaks off', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x50, 0x4b, 0x05, 0x06, 0, 0])],
  ])('is %s', async (_what, bytes) => {
    expect(await problemOf(fileOf('records.xlsx', bytes))).toBe('WORKBOOK_UNREADABLE');
  });

  it('that is text was told to have other columns, by its name .xlsx: it is told to be no workbook', async () => {
    const told = async (text: string, name = 'records.xlsx') =>
      (await imported([fileOf(name, text)])).files[0]!.problem!;
    for (const text of ['Notes of a meeting\nNothing else\n', '']) {
      const { code, message, remedy } = await told(text);
      expect(code).toBe('NOT_A_WORKBOOK');
      expect(message).toMatch(/^The file is no Excel workbook, although its name ends as if it were one\. \S/);
      expect(remedy).toMatch(/save it as an Excel workbook.+name it \.csv\.$/);
      expect((await told(text, 'records.XLS')).code).toBe('NOT_A_WORKBOOK');
      expect((await told(text, 'records.csv')).message).not.toMatch(/workbook/);
    }
    const almost = await told('POLICY,ROLEPROFILE,TOPIC,VALUE,RECORDED\n');
    expect(almost).toMatchObject({ code: 'WRONG_COLUMNS', columns: { nearestKind: 'policies' } });
    expect(almost.message).toMatch(/no Excel workbook.+ almost those of a file of kind “policies”/);
    const latin = (await imported([fileOf('records.xlsx', Buffer.from('UNIT\nn\u00f6rth\n', 'latin1'))])).files[0]!;
    expect(latin.problem?.message).toMatch(/no Excel workbook/);
  });

  it('named .xlsx and a table of ours all the same is taken', async () => {
    const rows = [{ ...home, DATE: '2020-01-01' }];
    const report = await imported([ownFile('organisation', rows, 'records.xlsx')]);
    expect(report.files).toMatchObject([{ kind: 'organisation', status: 'taken' }]);
  });

  it('is one of Excel before 2007, or with a password', async () => {
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (const name of ['records.xls', 'records.xlsx', 'records.csv']) {
      const problem = (await imported([fileOf(name, old)])).files[0]?.problem;
      expect(problem).toMatchObject({
        code: 'OLD_WORKBOOK',
        message: 'The file is an old Excel workbook, or one with a password.',
      });
    }
  });
});
