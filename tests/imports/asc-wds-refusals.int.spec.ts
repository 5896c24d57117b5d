import { importFiles, workerIdOf } from '@praxis/imports';
import { worker as workerAggregate } from '@praxis/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, training, upload, worker } from './asc-wds.rows.js';
import { importAll, newInstallation, TODAY, uploadFile, type Installation } from './import.harness.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

describe('what does not fit together', () => {
  it.each([
    ['staff of an unknown workplace', [uploadFile('staff', [worker('W001')])], 'LOCALESTID', 'e997'],
    ['training of an unknown workplace', [uploadFile('training', [training('W001')])], 'LOCALESTID', 'e997'],
    [
      'training of an unknown worker',
      [uploadFile('workplace', [home]), uploadFile('training', [training('W009')])],
      'UNIQUEWORKERID',
      'e996',
    ],
    [
      'a worker twice',
      [uploadFile('workplace', [home]), uploadFile('staff', [worker('W001'), worker('W001')])],
      'UNIQUEWORKERID',
      'e998',
    ],
    ['two workplaces with one id', [uploadFile('workplace', [home, { LOCALESTID: 'HOME - A' }])], 'LOCALESTID', 'e998'],
    [
      'an update of nobody',
      [uploadFile('workplace', [home]), uploadFile('staff', [worker('W001', { STATUS: 'UPDATE' })])],
      'STATUS',
      'e1040',
    ],
    ['an update of no workplace', [uploadFile('workplace', [{ ...home, STATUS: 'UPDATE' }])], 'STATUS', 'e1020'],
    [
      'training before the age of 14',
      [
        uploadFile('workplace', [home]),
        uploadFile('staff', [worker('W001')]),
        uploadFile('training', [training('W001', { DATECOMPLETED: '09/12/1996' })]),
      ],
      'DATECOMPLETED',
      'BEFORE_AGE_14',
    ],
    [
      'training after the upload',
      [
        uploadFile('workplace', [home], '2026-04-30'),
        uploadFile('staff', [worker('W001')], '2026-04-30'),
        uploadFile('training', [training('W001', { DATECOMPLETED: '01/05/2026' })], '2026-04-30'),
      ],
      'DATECOMPLETED',
      'e1020',
    ],
  ] as const)('%s', async (_what, files, column, code) => {
    const report = await importFiles(files, installation.ports, { acceptValidRows: false });
    const last = report.files.at(-1)!;
    expect(last).toMatchObject({ status: 'refused', events: 0 });
    expect(last.errors[0]).toMatchObject({ column, code });
  });

  it('takes nothing about somebody whose data were erased', async () => {
    await importAll(installation, upload('2026-04-30', [worker('W001')]));
    const id = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001');
    installation.personal.shred(id);
    const erased = { type: 'EraseWorker', data: { on: TODAY } };
    await installation.command(workerAggregate.name, id, erased);
    const report = await importAll(installation, [
      uploadFile('staff', [worker('W001')]),
      uploadFile('training', [training('W001')]),
    ]);
    expect(report.totals.events).toBe(0);
    expect(report.files.map(({ counts }) => counts.erased)).toEqual([1, 1]);
  });
});
