import type { Actor } from '@praxis/event-sourcing';
import { importFiles, workerIdOf, type FileToImport } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { worker } from './asc-wds.rows.js';
import { importAll, newInstallation, ownFile, uploadFile, type Cells, type Installation } from './import.harness.js';
import { BASE, W001 } from './own-formats.rows.js';

const FIRST: Actor = { id: 'w-first', role: 'data-steward' };
const OTHERS: readonly Actor[] = [
  { id: 'w-other', role: 'data-steward' },
  { id: 'w-first', role: 'administrator' },
];

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation();
  await importAll(installation, BASE, { actor: FIRST });
});
afterEach(() => installation.close());

const trial = (file: FileToImport, actor: Actor) => importFiles([file], installation.ports, { dryRun: true, actor });

/** One row that is taken, one that had nothing new, and one of somebody that a guess is about. */
const learning = (cells: Cells = {}) => {
  const logged = { FACT: 'logged', DATE: '2024-05-01', KIND: 'reading', PLANNED: 'no', MINUTES: 30 };
  const other = { ...W001, WORKER: 'W002', ...logged, ENTRY: 'x1' };
  return ownFile('learning', [
    { ...W001, ...logged, ENTRY: 'e1' },
    { ...W001, FACT: 'reflection', ENTRY: 'e1', DATE: '2024-05-10', IMPACT: 'yes', TEXT: 'Ada was ill', ...cells },
    other,
    { ...W001, WORKER: 'W002', FACT: 'corrected', ENTRY: 'x1', DATE: '2024-05-01', MINUTES: 30 },
  ]);
};
const OTHER_STAFF = ['W002', 'W003', 'W004', 'W005', 'W006'];
const employed = (id: string, cells: Cells = {}) => worker(id, { STARTDATE: '01/02/2020', ...cells });
const staff = (cells: Cells = {}) =>
  uploadFile('staff', [employed('W001', { DOB: '10/12/1982', ...cells }), ...OTHER_STAFF.map((id) => employed(id))]);

const erase = () =>
  installation.command('worker', workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001'), {
    type: 'EraseWorker',
    data: { on: '2026-06-01' },
  });

describe.each([
  ['learning.csv', learning, { TEXT: 'Ada was well' }],
  ['staff.csv', staff, { DOB: '11/12/1982' }],
])('whoever had %s but for a cell could try in trials which one it was taken with', (_, file, wrong) => {
  beforeEach(async () => {
    await importAll(installation, [file()], { actor: FIRST });
    const more = uploadFile(
      'staff',
      ['W001', ...OTHER_STAFF, 'W007'].map((id) => employed(id)),
    );
    await importAll(installation, [more], { actor: FIRST });
  });

  it.each(['before', 'after'])('it is not told to others, %s the person is erased', async (when) => {
    if (when === 'after') await erase();
    const head = await installation.store.head();
    for (const actor of OTHERS) {
      const right = await trial(file(), actor);
      expect(right.totals.refused).toBe(0);
      expect(await trial(file(wrong), actor)).toEqual(right);
    }
    expect(await installation.store.head()).toBe(head);
  });

  it('whoever took it is told that nothing of it is new', async () => {
    const { totals } = await trial(file(), FIRST);
    expect(totals).toMatchObject({ taken: 0, refused: 0, events: 0 });
  });
});
