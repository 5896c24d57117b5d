import { fileOf, workerIdOf } from '@praxis/imports';
import { learningLog } from '@praxis/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, training, upload, worker } from './asc-wds.rows.js';
import {
  factsOf,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  TODAY,
  typesOf,
  uploadFile,
  type Cells,
  type Installation,
} from './import.harness.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

const streamOf = (id: string) => `worker-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;
const logOf = (id: string) => `learning-log-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;

describe('differences', () => {
  beforeEach(() => importAll(installation, upload('2026-04-30', [worker('W001'), worker('W002')], [training('W001')])));

  it.each([
    ['NOCHANGE', { STATUS: 'NOCHANGE', CONTHOURS: 10 }, []],
    ['UNCHECKED', { STATUS: 'UNCHECKED', CONTHOURS: 10 }, []],
    ['other hours', { STATUS: 'UPDATE', CONTHOURS: 10.5 }, ['WorkerContractChanged']],
    ['hours left out', { STATUS: 'UPDATE', CONTHOURS: '', ZEROHRCONT: '' }, []],
    ['another contract', { STATUS: 'UPDATE', EMPLSTATUS: 3, CONTHOURS: '', ZEROHRCONT: '' }, ['WorkerContractChanged']],
    ['another name', { STATUS: 'UPDATE', DISPLAYID: 'Ada Example' }, ['WorkerDetailsRecorded']],
    ['a higher qualification', { STATUS: 'UPDATE', SCQUAL: '1;5' }, ['QualificationAwarded']],
    ['leaving', { STATUS: 'DELETE' }, ['WorkerLeft']],
  ])('%s', async (_what, cells, expected) => {
    const head = await installation.store.head();
    const staff = [worker('W001', cells), worker('W002', { STATUS: 'NOCHANGE' })];
    await importAll(installation, [uploadFile('staff', staff, '2026-05-31')]);
    const about = expected.length > 0 ? ['StaffListed', ...expected] : [];
    expect(typesOf(await logAfter(installation, head))).toEqual(about);
  });

  it.each(['TRAININGNAME', 'NOTES'])('another %s of a training, which was dropped without a word', async (column) => {
    const typesAfter = async (text: string, received: string) => {
      const head = await installation.store.head();
      await importAll(installation, [uploadFile('training', [training('W001', { [column]: text })], received)]);
      return typesOf(await logAfter(installation, head));
    };
    expect(await typesAfter('Fire safety', '2026-05-01')).toEqual(['CertificateCorrected']);
    expect(await typesAfter('Fire marshal', '2026-05-02')).toEqual(['CertificateCorrected']);
    expect(await typesAfter('Fire marshal', '2026-05-03')).toEqual([]);
    expect(await typesAfter('', '2026-05-04')).toEqual(['CertificateCorrected']);
    expect(await typesAfter('', '2026-05-05')).toEqual([]);
  });

  it('an older upload that came late replaced what a newer one had corrected', async () => {
    const taking = (cells: Cells, received: string) =>
      importOne(installation, uploadFile('training', [training('W001', cells)], received));
    await taking({ VALIDITY: 24, NOTES: 'newer' }, '2026-05-10');
    const head = await installation.store.head();
    expect(await taking({ VALIDITY: 36, NOTES: 'older' }, '2026-05-05')).toMatchObject({
      events: 0,
      warnings: [{ row: 2, code: 'KNOWN_LATER' }],
    });
    expect(await taking({ VALIDITY: 24, NOTES: 'newer' }, '2026-05-05')).toMatchObject({ events: 0, warnings: [] });
    expect(await installation.store.head()).toBe(head);
    expect(await taking({ VALIDITY: 36 }, '2026-05-11')).toMatchObject({ events: 1, warnings: [] });
  });

  it('leaves a worker in a team within the service, and takes them out of one that is not', async () => {
    const team = 'UNIT,FACT,DATE,PARENT,KIND,NAME,RECORDED\nteam-1,opened,2020-01-01,home-a,team,Team 1,\n';
    const assigned =
      'WORKPLACE,WORKER,FACT,DATE,TEAM,ROLEPROFILE,LEVEL,MANAGER,RECORDED\nHOME-A,W001,team,2026-05-01,team-1,,,,\n';
    await importAll(installation, [fileOf('units.csv', team), fileOf('assignments.csv', assigned)]);
    const head = await installation.store.head();
    await importAll(installation, [uploadFile('staff', [worker('W001'), worker('W002')])]);
    expect(await installation.store.head()).toBe(head);

    const elsewhere =
      'WORKPLACE,WORKER,FACT,DATE,TEAM,ROLEPROFILE,LEVEL,MANAGER,RECORDED\nHOME-A,W001,team,2026-06-01,other,,,,\n';
    await importAll(installation, [
      fileOf('units.csv', 'UNIT,FACT,DATE,PARENT,KIND,NAME,RECORDED\nother,opened,2020-01-01,,service,Other,\n'),
      fileOf('assignments.csv', elsewhere),
    ]);
    await importAll(installation, [uploadFile('staff', [worker('W001'), worker('W002')])]);
    const moved = (await factsOf(installation, streamOf('W001'))).at(-1);
    expect(moved).toMatchObject({ type: 'WorkerAssignedToTeam', on: TODAY, data: { unitId: 'home-a' } });
  });

  it('brings nobody back without a later start', async () => {
    await importAll(installation, [
      uploadFile('staff', [worker('W001', { STATUS: 'DELETE' }), worker('W002')], '2026-05-15'),
    ]);
    const old = await importAll(installation, [uploadFile('staff', [worker('W001'), worker('W002')], '2026-05-31')]);
    const listed = 1;
    expect(old.files[0]).toMatchObject({
      events: listed,
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'LEFT', row: 2 })]),
    });
    const back = worker('W001', { STARTDATE: '01/06/2026' });
    await importAll(installation, [uploadFile('staff', [back, worker('W002')])]);
    expect((await factsOf(installation, streamOf('W001'))).slice(-2)).toMatchObject([
      { type: 'WorkerReturned', on: '2026-06-01' },
      { type: 'WorkerAssignedToTeam', on: '2026-06-01' },
    ]);
  });

  it('renames and closes workplaces', async () => {
    const renamed = await importAll(installation, [
      uploadFile('workplace', [{ ...home, ESTNAME: 'Elm House' }], '2026-05-31'),
    ]);
    expect(renamed.totals.events).toBe(1);
    const closed = await importAll(installation, [uploadFile('workplace', [{ ...home, STATUS: 'DELETE' }])]);
    expect(closed.totals.events).toBe(1);
    expect((await factsOf(installation, 'organisation-main')).slice(-2)).toMatchObject([
      { type: 'UnitRenamed', on: '2026-05-31', data: { name: 'Elm House' } },
      { type: 'UnitClosed', on: TODAY },
    ]);
  });

  it('is compared with what is on record, whoever imported that: nothing is left to tell of texts', async () => {
    const actor = { id: 'w-other', role: 'data-steward' };
    const file = uploadFile('training', [training('W001', { NOTES: 'Passed' })], '2026-05-10');
    expect(await importOne(installation, file)).toMatchObject({ events: 1 });
    for (const received of ['2026-05-10', '2026-05-11']) {
      expect(await importOne(installation, { ...file, received }, { actor })).toMatchObject({
        events: 0,
        warnings: [],
      });
    }
  });

  it('does not take a record again that was voided here', async () => {
    const { entryId } = (await factsOf(installation, logOf('W001')))[0]!.data as { entryId: string };
    const voiding = { type: 'VoidLearning', data: { entryId, reason: 'recorded-in-error' } };
    await installation.command(learningLog.name, workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001'), voiding);
    const again = await importAll(installation, [uploadFile('training', [training('W001')])]);
    expect(again.files[0]).toMatchObject({ events: 0, warnings: [{ row: 2, code: 'VOIDED_HERE' }] });
  });
});
