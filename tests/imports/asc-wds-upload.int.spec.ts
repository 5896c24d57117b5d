import { workerIdOf } from '@praxis/imports';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { training, upload, worker } from './asc-wds.rows.js';
import {
  factsOf,
  importAll,
  importOne,
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

/** Every staff file that brings something says how many people it lists. */
const LISTED = 1;

describe('a first upload', () => {
  it('opens the service, takes in its staff and their certificates', async () => {
    const records = [training('W001', { TRAININGNAME: 'Safeguarding', NOTES: 'Ada did well' })];
    const report = await importAll(installation, upload('2026-04-30', [worker('W001', { SCQUAL: '1;3' })], records));

    expect(report.files.map(({ name, counts }) => [name, counts.taken])).toEqual([
      ['workplace.csv', 1],
      ['staff.csv', 1],
      ['training.csv', 1],
    ]);
    const organisation = await factsOf(installation, 'organisation-main');
    expect(organisation).toMatchObject([
      { type: 'OrganisationRegistered', on: '2001-11-12' },
      {
        type: 'UnitOpened',
        on: '2001-11-12',
        known: '2026-04-30',
        data: { unitId: 'home-a', kind: 'service', parentId: null, name: 'Example House', regulator: 'cqc' },
      },
      { type: 'StaffListed', on: '2026-04-30', data: { unitId: 'home-a', people: 1 } },
    ]);
    expect(await factsOf(installation, streamOf('W001'))).toMatchObject([
      { type: 'WorkerJoined', on: '2001-11-12', data: { contract: 'permanent', weeklyMinutes: 23 * 60 } },
      {
        type: 'WorkerDetailsRecorded',
        data: {
          name: 'Worker one',
          workReference: 'HOME-A/W001',
          dateOfBirth: '1982-12-10',
          postcode: 'LS1 1AA',
        },
      },
      { type: 'WorkerAssignedToTeam', on: '2001-11-12', data: { unitId: 'home-a' } },
      { type: 'QualificationAwarded', on: '2026-04-30', data: { qualification: 'social-care', level: 3, year: null } },
    ]);
    expect(await factsOf(installation, logOf('W001'))).toMatchObject([
      {
        type: 'CertificateRecorded',
        on: '2026-03-01',
        known: '2026-04-30',
        data: {
          topic: '20',
          validMonths: 12,
          expiresOn: '2027-02-28',
          doesNotExpire: false,
          title: 'Safeguarding',
          notes: 'Ada did well',
        },
      },
    ]);
  });

  it('writes no name, no reference and no note where the log can be read', async () => {
    const records = [training('W001', { NOTES: 'Planted-note' })];
    await importAll(installation, upload('2026-04-30', [worker('W001', { DISPLAYID: 'Planted-name' })], records));
    await installation.store.close();
    const log = ['log.sqlite', 'log.sqlite-wal'].map((name) => {
      try {
        return readFileSync(`${installation.folder}/${name}`, 'latin1');
      } catch {
        return '';
      }
    });
    expect(log.join('')).toContain('home-a');
    for (const planted of ['Planted-name', 'Planted-note', 'W001', 'LS1 1AA', '1982-12-10']) {
      expect(log.join('')).not.toContain(planted);
    }
  });

  it('gives a worker without STARTDATE the day of the upload, and says so', async () => {
    await importAll(installation, upload('2026-04-30', [worker('W001')]));
    const report = await importOne(
      installation,
      uploadFile('staff', [worker('W001'), worker('W002', { STARTDATE: '' })]),
    );
    expect(report.status).toBe('taken');
    expect(report.warnings.map(({ row, code }) => [row, code])).toContainEqual([3, 'START_ASSUMED']);
    expect((await factsOf(installation, streamOf('W002')))[0]).toMatchObject({ type: 'WorkerJoined', on: TODAY });
  });
});

describe('the same upload again', () => {
  it('changes nothing, on the same day or years later', async () => {
    const files = upload(
      '2026-04-30',
      [worker('W001', { SCQUAL: '1;3', QUALACH01: '1;2015' }), worker('W002')],
      [training('W001'), training('W001'), training('W002', { VALIDITY: 'none', DATECOMPLETED: '' })],
    );
    await importAll(installation, files);
    const head = await installation.store.head();
    const again = await importAll(installation, files);
    expect(await installation.store.head()).toBe(head);
    expect(again.totals).toMatchObject({ taken: 0, events: 0, nothingToDo: 6, refused: 0 });
  });

  it('changes nothing after later uploads changed everything', async () => {
    const first = upload(
      '2025-03-31',
      [worker('W001'), worker('W002')],
      [training('W001', { DATECOMPLETED: '01/03/2025' })],
    );
    const changed = worker('W001', { STATUS: 'UPDATE', CONTHOURS: 30, DISPLAYID: 'Ada', POSTCODE: 'LS2 2BB' });
    const second = upload(
      '2026-03-31',
      [changed, worker('W002', { STATUS: 'DELETE' })],
      [training('W001', { DATECOMPLETED: '01/03/2025', VALIDITY: 24 })],
    );
    await importAll(installation, [...first, ...second]);
    expect(typesOf(await factsOf(installation, streamOf('W001')))).toEqual([
      'WorkerJoined',
      'WorkerDetailsRecorded',
      'WorkerAssignedToTeam',
      'WorkerContractChanged',
      'WorkerDetailsRecorded',
    ]);
    expect(await factsOf(installation, streamOf('W002'))).toMatchObject([
      {},
      {},
      {},
      { type: 'WorkerLeft', on: '2026-03-31', known: '2026-03-31' },
    ]);
    expect(typesOf(await factsOf(installation, logOf('W001')))).toEqual([
      'CertificateRecorded',
      'CertificateCorrected',
    ]);

    const head = await installation.store.head();
    await importAll(installation, [...second, ...first]);
    expect(await installation.store.head()).toBe(head);
  });

  it('is another statement on another day, even with the same bytes', async () => {
    const before = [worker('W001', { STATUS: 'UPDATE' })];
    await importAll(installation, upload('2025-03-31', [worker('W001')]));
    await importAll(installation, [uploadFile('staff', before, '2025-06-30')]);
    await importAll(installation, [
      uploadFile('staff', [worker('W001', { STATUS: 'UPDATE', CONTHOURS: 10 })], '2025-09-30'),
    ]);
    const back = await importAll(installation, [uploadFile('staff', before, '2025-12-31')]);
    expect(back.totals).toMatchObject({ taken: 1, events: 1 + LISTED });
    expect((await factsOf(installation, streamOf('W001'))).at(-1)).toMatchObject({
      type: 'WorkerContractChanged',
      on: '2025-12-31',
      data: { weeklyMinutes: 23 * 60 },
    });
  });

  it('is no error for saying NEW again', async () => {
    await importAll(installation, upload('2026-04-30', [worker('W001', { STATUS: 'NEW' })]));
    const report = await importAll(
      installation,
      upload('2026-05-31', [worker('W001', { STATUS: 'NEW', CONTHOURS: 20 })]),
    );
    expect(report.files[1]).toMatchObject({ counts: { taken: 1 }, events: 1 + LISTED });
  });
});
