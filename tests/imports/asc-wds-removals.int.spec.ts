import { fileOf, importFiles, unitIdOf, workerIdOf } from '@praxis/imports';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { training, upload, worker } from './asc-wds.rows.js';
import {
  factsOf,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  TODAY,
  typesOf,
  uploadFile,
  type Installation,
} from './import.harness.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

const streamOf = (id: string) => `worker-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;
const logOf = (id: string) => `learning-log-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;
const REMOVAL = new Set(['WorkerLeft', 'LearningVoided']);
const [STAFF_HEADER = '', STAFF_ROW = ''] = readFileSync(
  new URL('../fixtures/asc-wds/current-2026/staff.csv', import.meta.url),
  'utf8',
).split(/\r?\n/);

describe('what an upload no longer has', () => {
  beforeEach(() =>
    importAll(
      installation,
      upload('2026-04-30', [worker('W001'), worker('W002')], [training('W001'), training('W002')]),
    ),
  );

  it('is listed, and stays', async () => {
    const report = await importOne(installation, uploadFile('staff', [worker('W001')]), {
      acceptFewerPeople: true,
    });
    const absent = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W002');
    expect(report).toMatchObject({ status: 'taken', counts: { nothingToDo: 1 }, removed: 0 });
    expect(report.absent).toEqual({ count: 1, people: [{ workerId: absent, unitId: unitIdOf('HOME-A') }] });
  });

  it('is removed when that is asked for', async () => {
    const files = [uploadFile('staff', [worker('W001')]), uploadFile('training', [training('W001', { CATEGORY: 6 })])];
    const report = await importAll(installation, files, { removeAbsent: { atMost: 1 }, acceptFewerPeople: true });
    expect(report.files.map(({ removed }) => removed)).toEqual([1, 1]);
    expect(report.files[0]).toMatchObject({ absent: { count: 0 }, removedPeople: { count: 1 } });
    expect(report.files[1]).not.toHaveProperty('removedPeople');
    expect((await factsOf(installation, streamOf('W002'))).at(-1)).toMatchObject({ type: 'WorkerLeft', on: TODAY });
    expect(typesOf(await factsOf(installation, logOf('W001')))).toEqual([
      'CertificateRecorded',
      'CertificateRecorded',
      'LearningVoided',
    ]);
    expect(typesOf(await factsOf(installation, logOf('W002')))).toEqual(['CertificateRecorded']);
  });

  it.each([true, false])('was said to stay, and to be removed, of the same person: with dryRun %s', async (dryRun) => {
    const of = { removeAbsent: { atMost: 1 }, acceptFewerPeople: true, dryRun };
    const report = await importOne(installation, uploadFile('staff', [worker('W001')]), of);
    const workerId = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W002');
    expect(report.removedPeople).toEqual({ count: 1, people: [{ workerId, unitId: unitIdOf('HOME-A') }] });
    expect(report).toMatchObject({ removed: 1, absent: { count: 0 } });
  });

  it('was said to be removed by a trial that also said why nobody is', async () => {
    const of = { removeAbsent: { atMost: 1 }, acceptFewerPeople: true };
    const rows = uploadFile('staff', [worker('W001', { EMPLSTATUS: 9 })]);
    const trial = await importOne(installation, rows, { ...of, dryRun: true });
    expect(trial.warnings).toContainEqual(expect.objectContaining({ code: 'NOTHING_REMOVED' }));
    expect(trial).toMatchObject({ removed: 0, removedPeople: { count: 0 }, absent: { count: 1 } });
    expect(trial.events).toBe((await importOne(installation, rows, of)).events);
  });

  it('stops the file where it is more than the limit', async () => {
    const head = await installation.store.head();
    const report = await importOne(installation, uploadFile('staff', [worker('W003')]), {
      removeAbsent: { atMost: 1 },
    });
    expect(report).toMatchObject({ status: 'refused', problem: { code: 'TOO_MANY_REMOVALS' }, events: 0 });
    expect(await installation.store.head()).toBe(head);
  });

  describe('may be what a row that was refused is about', () => {
    const removing = { removeAbsent: { atMost: 9 }, acceptFewerPeople: true };
    const gone = async () => (await logAfter(installation)).filter(({ type }) => REMOVAL.has(type));
    const nothingRemoved = expect.objectContaining({ code: 'NOTHING_REMOVED' });

    it.each([
      ['wrong', { EMPLSTATUS: 9 }, 'e1220', 0],
      ['of an id that is mistyped', { UNIQUEWORKERID: 'W0O2', STATUS: 'UPDATE' }, 'e1040', 1],
      ['without an id', { UNIQUEWORKERID: '' }, 'e1020', 1],
    ])('somebody whose row was %s was taken to have left', async (_what, cells, code, absent) => {
      const staff = uploadFile('staff', [worker('W001', { CONTHOURS: 10 }), worker('W002', cells)]);
      const report = await importOne(installation, staff, removing);
      expect(report.errors[0]).toMatchObject({ row: 3, code });
      expect(report).toMatchObject({ counts: { taken: 1, refused: 1 }, removed: 0, absent: { count: absent } });
      if (absent > 0) expect(report.warnings).toContainEqual(nothingRemoved);
      expect(await gone()).toEqual([]);
    });

    it.each([
      ['a quotation mark in the middle', (row: string) => row.replace('W002', 'W0"02'), 'MALFORMED_ROW'],
      ['a comma in its id', (row: string) => row.replace('W002', 'W,002'), 'e1040'],
      ['cells missing', (row: string) => row.split(',').slice(0, 30).join(','), 'WRONG_NUMBER_OF_CELLS'],
    ])('nobody is removed where a row has %s, in this file or another of the upload', async (_what, change, code) => {
      const broken = `${STAFF_HEADER}\n${change(STAFF_ROW.replace('W001', 'W002'))}\n`;
      const files = [uploadFile('staff', [worker('W001')]), fileOf('staff-2.csv', broken)];
      const report = await importFiles(files, installation.ports, removing);
      expect(report.files[1]?.errors[0]).toMatchObject({ row: 2, code });
      expect(report.files[0]?.warnings).toContainEqual(nothingRemoved);
      expect(report.files.map(({ removed }) => removed)).toEqual([0, 0]);
      expect(await gone()).toEqual([]);
    });

    it('nobody is removed where another file of the import cannot be read', async () => {
      const broken = fileOf('staff-2.csv', Buffer.from(`${STAFF_HEADER}\n\xff\xfe\n`, 'latin1'));
      const report = await importFiles([uploadFile('staff', [worker('W001')]), broken], installation.ports, removing);
      expect(report.files.map(({ status }) => status)).toEqual(['refused', 'taken']);
      expect(report.files[1]?.warnings).toContainEqual(nothingRemoved);
      expect(await gone()).toEqual([]);
    });

    const both = [worker('W001'), worker('W002')];
    it.each([
      ['wrong', { VALIDITY: '0' }],
      ['of before they were 14', { DATECOMPLETED: '09/12/1996' }],
      ['refused by a rule', { DATECOMPLETED: '01/04/2026', EXPIRYDATE: '31/03/2026' }],
      ['of an id that is mistyped', { UNIQUEWORKERID: 'W0O1' }],
    ])('a certificate was voided when its row was %s', async (_what, cells) => {
      const files = [uploadFile('staff', both), uploadFile('training', [training('W001', cells)])];
      const report = await importFiles(files, installation.ports, removing);
      expect(report.files[1]).toMatchObject({ counts: { taken: 0, refused: 1 }, removed: 0 });
      expect(report.files[1]?.warnings).toContainEqual(nothingRemoved);
      expect(await gone()).toEqual([]);
    });

    it('others are still removed where a row is only held', async () => {
      const held = training('w001');
      const files = [uploadFile('staff', both), uploadFile('training', [held])];
      const report = await importFiles(files, installation.ports, removing);
      expect(report.files[1]).toMatchObject({ counts: { held: 1 }, removed: 1 });
      expect((await gone()).map(({ streamId }) => streamId)).toEqual([logOf('W002')]);
    });

    it('they are removed once the row is right', async () => {
      const wrong = uploadFile('staff', [worker('W001', { EMPLSTATUS: 9 })]);
      await importOne(installation, wrong, removing);
      await importOne(installation, uploadFile('staff', [worker('W001')]), removing);
      expect((await gone()).map(({ streamId }) => streamId)).toEqual([streamOf('W002')]);
    });
  });
});
