import { filesToImport, importFiles, workerIdOf, type FileReport, type FileToImport } from '@praxis/imports';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf, importAll, importOne, logAfter, newInstallation, type Installation } from './import.harness.js';

const CASES = fileURLToPath(new URL('../fixtures/field-cases/', import.meta.url));

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

/** The files of a case by name. Those about the organisation and its people are taken first. */
async function opened(folder: string, first: readonly string[]): Promise<(name: string) => FileToImport> {
  const files = await filesToImport(`${CASES}${folder}`);
  const named = (name: string) => files.find((file) => file.name === name)!;
  await importAll(installation, first.map(named));
  return named;
}
const workersIn = async () =>
  (await logAfter(installation)).filter(({ type }) => type === 'WorkerJoined').map(({ streamId }) => streamId);
const factsAbout = async (worker: string, aggregate = 'worker') =>
  factsOf(installation, `${aggregate}-${workerIdOf(installation.ports.pseudonym, 'HOME-A', worker)}`);
const told = ({ errors }: FileReport) => errors.map(({ row, column, code }) => [row, column, code]);

describe('field case 12b: a blank inside an id', () => {
  it('made two people of “W 001” and “W001”', async () => {
    const named = await opened('12b-blank-inside-id', ['workplace.csv', 'a/staff.csv']);
    const report = await importOne(installation, named('b/staff.csv'));
    expect(report).toMatchObject({ status: 'taken', counts: { nothingToDo: 1 }, events: 0 });
    expect(await workersIn()).toHaveLength(1);
  });

  it('made two people of a no-break space and a blank in one file: the second row is one too many', async () => {
    const named = await opened('12b-blank-inside-id', ['workplace.csv']);
    const report = await importOne(installation, named('d/staff.csv'));
    expect(told(report)).toEqual([[3, 'UNIQUEWORKERID', 'e998']]);
    expect(await workersIn()).toHaveLength(1);
  });
});

describe('field case 14b: blanks in coded cells', () => {
  const STARTED = '2020-02-01';
  const joined = async (worker: string) => (await factsAbout(worker)).find(({ type }) => type === 'WorkerJoined');

  it.each([
    ['s0', 'STATUS', '300'],
    ['s1', 'GENDER', '301'],
    ['s2', 'EMPLSTATUS', '302'],
    ['s3', 'STARTDATE', '303'],
    ['s4', 'CONTHOURS', '304'],
    ['s5', 'POSTCODE', '305'],
    ['s6', 'DOB', '306'],
    ['s7', 'DISPLAYID', '307'],
    ['s10', 'SCQUAL', '310'],
    ['s11', 'NINUMBER', '311'],
  ])('%s: refused the file, or invented a start, for a blank at the end of %s', async (folder, _column, worker) => {
    const named = await opened('14b-spaces-in-coded-cells-alone', ['workplace.csv']);
    const report = await importOne(installation, named(`${folder}/staff.csv`));
    expect(report).toMatchObject({ status: 'taken', errors: [], warnings: [] });
    const weeklyMinutes = folder === 's4' ? 2250 : 1380;
    expect(await joined(worker)).toMatchObject({ on: STARTED, data: { contract: 'permanent', weeklyMinutes } });
    expect((await joined(worker))?.data).not.toHaveProperty('startInferred');
    if (folder === 's7') {
      const details = (await factsAbout(worker)).find(({ type }) => type === 'WorkerDetailsRecorded');
      expect(details?.data).toMatchObject({ name: 'Ann' });
    }
  });

  it.each([
    ['s8', [], 'w3300'],
    ['s9', [], 'w3300'],
    ['s12', [[2, 'POSTCODE', 'e1070']], undefined],
    ['s13', [], 'w3080'],
    ['s14', [[2, 'MAINJOBROLE', 'e1280']], undefined],
    ['s15', [], 'w3300'],
  ])(
    '%s: a cell that is wrong however it is trimmed is told as the bulk upload tells it',
    async (folder, errors, code) => {
      const named = await opened('14b-spaces-in-coded-cells-alone', ['workplace.csv']);
      const report = await importOne(installation, named(`${folder}/staff.csv`));
      expect(told(report)).toEqual(errors);
      expect(report.warnings.map((warning) => warning.code)).toEqual(code === undefined ? [] : [code]);
    },
  );
});

describe('field case 15b: a stray quotation mark, and lines within a later cell', () => {
  it.each([
    ['a', 2],
    ['b', 3],
  ])('%s: blamed the wrong rows: it is row %i, and the others are taken', async (folder, row) => {
    const named = await opened('15b-stray-quote-then-lines', ['organisation.csv', 'staff.csv']);
    const report = await importOne(installation, named(`${folder}/learning.csv`));
    expect(report).toMatchObject({ status: 'partly-taken', rows: 3, counts: { taken: 2, refused: 1 } });
    expect(told(report)).toEqual([[row, undefined, 'MALFORMED_ROW']]);
    const texts = (await factsAbout('101', 'learning-log')).map(({ data }) => (data as { title?: string }).title);
    expect(texts).toEqual(['two\nlines', 'x']);
  });
});

describe('field case 16: years that were mistyped', () => {
  it('were taken: days before 1900 are refused, naming the range, and the others are taken', async () => {
    const named = await opened('16-typo-years', ['organisation.csv', 'staff.csv']);
    const report = await importOne(installation, named('learning.csv'));
    expect(report.counts).toMatchObject({ taken: 3, refused: 4 });
    expect(told(report)).toEqual([2, 3, 4, 7].map((row) => [row, 'DATE', 'NOT_ACCEPTED']));
    for (const { message } of report.errors) expect(message).toContain('from 1900 to 2299');
    const days = (await factsAbout('101', 'learning-log')).map(({ on }) => on);
    expect(days).toEqual(['1900-01-01', '1925-01-01', '2025-03-01']);
  });
});

describe('field case 19: a zero-hours contract', () => {
  it('kept the hours of the contract before it', async () => {
    const uploads = ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'];
    const named = await opened('19-zero-hours', ['workplace.csv']);
    await importAll(
      installation,
      uploads.map((day) => named(`${day}/staff.csv`)),
    );
    const contracts = (await factsAbout('101')).filter(({ type }) => /Joined|Contract/.test(type));
    expect(contracts.map(({ on, data }) => [on, data])).toEqual([
      ['2020-02-01', { contract: 'permanent', weeklyMinutes: 2250 }],
      ['2025-02-28', { contract: 'permanent', weeklyMinutes: null }],
      ['2025-04-30', { contract: 'bank', weeklyMinutes: null }],
      ['2025-05-31', { contract: 'permanent', weeklyMinutes: 1200 }],
    ]);
  });
});

describe('field case 28: ids with slashes', () => {
  it('gave CH with 01/7, and CH/01 with 7, one pseudonym: one overwrote the other', async () => {
    await opened('28-ids-with-slashes', ['workplace.csv', 'staff.csv']);
    const workers = await workersIn();
    expect(new Set(workers).size).toBe(2);
    const names = await Promise.all(
      workers.map(async (stream) => {
        const facts = await factsOf(installation, stream);
        const team = facts.find(({ type }) => type === 'WorkerAssignedToTeam')?.data;
        return [facts.find(({ type }) => type === 'WorkerDetailsRecorded')?.data, team];
      }),
    );
    expect(names).toMatchObject([
      [{ name: 'Ann' }, { unitId: 'ch' }],
      [{ name: 'Bob' }, { unitId: 'ch-01' }],
    ]);
  });

  it.each(['b', 'd'])('whichever came first is nobody else when both come (%s)', async (first) => {
    const named = await opened('28-ids-with-slashes', ['workplace.csv', `${first}/staff.csv`]);
    const [known] = await workersIn();
    await importAll(installation, [named('staff.csv')]);
    const workers = await workersIn();
    expect(workers).toHaveLength(2);
    expect(workers).toContain(known);
  });

  it.each(['f', 'g'])('a manager is found by an id that holds a slash, and by both ids (%s)', async (folder) => {
    const named = await opened('28-ids-with-slashes', ['workplace.csv', 'e/staff.csv']);
    const [manager] = await workersIn();
    await importAll(installation, [named(`${folder}/assignments.csv`)]);
    const assigned = (await logAfter(installation)).find(({ type }) => type === 'WorkerAssignedLineManager');
    expect(`worker-${(assigned!.data as { managerId: string }).managerId}`).toBe(manager);
  });
});

describe('field case 29b: a workplace id of signs only', () => {
  it('ended the whole import, for ever: it is an error of its row, and everything else is taken', async () => {
    const report = await importFiles(await filesToImport(`${CASES}29b-workplace-id-no-latin`), installation.ports);
    const workplaces = report.files.find(({ kind }) => kind === 'workplace')!;
    expect(told(workplaces)).toEqual([[3, 'LOCALESTID', 'NO_ID']]);
    expect(report.files.map(({ kind, status }) => [kind, status])).toEqual([
      ['policies', 'taken'],
      ['workplace', 'partly-taken'],
      ['staff', 'taken'],
    ]);
    expect(await workersIn()).toHaveLength(1);
  });
});
