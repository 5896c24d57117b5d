import {
  fileOf,
  filesToImport,
  importFiles,
  renderImportReport,
  workerIdOf,
  type FileToImport,
  type ImportProgress,
} from '@praxis/imports';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  factsOf,
  importAll,
  newInstallation,
  ownFile,
  TODAY,
  uploadFile,
  type Installation,
} from './import.harness.js';
import { ALL, EVENTS, ids, learning, logged, organisation, STAFF, staff } from './provider.files.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

describe('several files', () => {
  it('are taken in the order in which they depend on each other', async () => {
    const report = await importAll(installation, ALL);
    expect(report.files.map(({ name }) => name)).toEqual([
      'organisation.csv',
      'staff.csv',
      'learning.csv',
      'learning-2.csv',
    ]);
    expect(report.totals).toMatchObject({
      rows: 1 + STAFF + STAFF * 10,
      taken: 1 + STAFF + STAFF * 10,
      events: EVENTS,
    });
    expect(await installation.store.head()).toBe(BigInt(EVENTS + 1));
  });

  it('change nothing when they are taken again', async () => {
    await importAll(installation, ALL);
    const head = await installation.store.head();
    const again = await importAll(installation, ALL);
    expect(again.totals).toMatchObject({ taken: 0, alreadyThere: 1 + STAFF * 10, nothingToDo: STAFF, events: 0 });
    expect(await installation.store.head()).toBe(head);
  });

  it('do not stop one another: one that is refused takes no part of itself only', async () => {
    const wrong = fileOf('wrong.csv', 'NAME,DATE\nx,y\n');
    const broken = ownFile('checklist', [{ UNIT: 'home-a', FACT: 'adopted', DATE: 'soon' }]);
    const report = await importFiles([...ALL, wrong, broken], installation.ports);
    expect(report.files.map(({ name, status }) => [name, status])).toEqual([
      ['wrong.csv', 'refused'],
      ['organisation.csv', 'taken'],
      ['staff.csv', 'taken'],
      ['learning.csv', 'taken'],
      ['learning-2.csv', 'taken'],
      ['checklist.csv', 'refused'],
    ]);
    expect(report.files[0]).toMatchObject({ kind: undefined, problem: { code: 'WRONG_COLUMNS' }, rows: 0 });
  });

  it('of a folder: those within a folder named by a day were received on that day', async () => {
    const folder = join(installation.folder, 'files');
    mkdirSync(join(folder, 'asc-wds', '2025-03-31'), { recursive: true });
    mkdirSync(join(folder, 'asc-wds', '2026-03-31'), { recursive: true });
    await writeTo(join(folder, 'organisation.csv'), organisation);
    await writeTo(join(folder, 'learning.csv'), learning);
    await writeTo(join(folder, 'asc-wds', '2025-03-31', 'staff.csv'), staff);
    const gone = uploadFile(
      'staff',
      ids.map((UNIQUEWORKERID) => ({ UNIQUEWORKERID, STATUS: UNIQUEWORKERID === 'W002' ? 'DELETE' : 'NOCHANGE' })),
    );
    await writeTo(join(folder, 'asc-wds', '2026-03-31', 'staff.csv'), gone);
    writeFileSync(join(folder, 'notes.txt'), 'not a table');

    const report = await importAll(installation, await filesToImport(folder));
    expect(report.files.map(({ name }) => name)).toEqual([
      'organisation.csv',
      'asc-wds/2025-03-31/staff.csv',
      'asc-wds/2026-03-31/staff.csv',
      'learning.csv',
    ]);
    const facts = await factsOf(installation, workerStream('W002'));
    expect(facts.map(({ type, known }) => [type, known])).toEqual([
      ['WorkerJoined', '2025-03-31'],
      ['WorkerDetailsRecorded', '2025-03-31'],
      ['WorkerAssignedToTeam', '2025-03-31'],
      ['WorkerLeft', '2026-03-31'],
    ]);
  });

  it('tell how far they are', async () => {
    const progress: ImportProgress[] = [];
    await importAll(installation, [organisation, staff], { onProgress: (step) => progress.push(step) });
    const isWithin = ({ rows, of }: ImportProgress) => of !== undefined && rows > 0 && rows < of;
    expect(
      progress
        .filter((step) => !isWithin(step))
        .map(({ file, fileNumber, files, phase, rows, of }) => [file, fileNumber, files, phase, rows, of]),
    ).toEqual([
      ['organisation.csv', 1, 2, 'reading', 1, undefined],
      ['organisation.csv', 1, 2, 'checking', 0, 1],
      ['organisation.csv', 1, 2, 'checking', 1, 1],
      ['organisation.csv', 1, 2, 'taking', 0, 1],
      ['organisation.csv', 1, 2, 'taking', 1, 1],
      ['staff.csv', 2, 2, 'reading', STAFF, undefined],
      ['staff.csv', 2, 2, 'checking', 0, STAFF],
      ['staff.csv', 2, 2, 'checking', STAFF, STAFF],
      ['staff.csv', 2, 2, 'taking', 0, STAFF],
      ['staff.csv', 2, 2, 'taking', STAFF, STAFF],
    ]);
  });

  it('“taking 0 of 51,637” stood while 4,000 rows were written: it goes on with every few, and is not told without end', async () => {
    await importAll(installation, [organisation, staff]);
    const rows = ids.flatMap((id) => Array.from({ length: 15 }, (_, entry) => logged(id, entry + 1)));
    const progress: ImportProgress[] = [];
    const onProgress = (step: ImportProgress) => progress.push(step);
    await importAll(installation, [ownFile('learning', rows)], { onProgress, rowsKept: 2 });
    for (const phase of ['checking', 'taking'] as const) {
      const told = progress.filter((step) => step.phase === phase).map((step) => step.rows);
      expect([told[0], told.at(-1)]).toEqual([0, rows.length]);
      const steps = told.slice(1).map((at, index) => at - told[index]!);
      expect(Math.min(...steps)).toBeGreaterThan(0);
      expect(Math.max(...steps), phase).toBeLessThan(10);
      expect(told.length, phase).toBeLessThanOrEqual(202);
    }
  });
});

describe('a trial run', () => {
  it('decides EVENTS as it would be, over all files, and writes nothing', async () => {
    const head = await installation.store.head();
    const trial = await importAll(
      installation,
      [...ALL, uploadFile('training', [{ UNIQUEWORKERID: 'W001', PROVIDERNAME: '' }])],
      {
        dryRun: true,
      },
    );
    expect(trial).toMatchObject({ dryRun: true, totals: { events: EVENTS + 1, refused: 0 } });
    expect(await installation.store.head()).toBe(head);
    expect(installation.personal.shred(workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001')).destroyedKey).toBe(
      false,
    );
  });

  it('finds what would be refused', async () => {
    const trial = await importFiles(
      [organisation, staff, ownFile('learning', [logged('W999', 1)])],
      installation.ports,
      {
        dryRun: true,
      },
    );
    expect(trial.files.map(({ status }) => status)).toEqual(['taken', 'taken', 'refused']);
    expect(trial.files[2]!.errors).toMatchObject([{ row: 2, code: 'UNKNOWN_WORKER' }]);
  });
});

describe('the report as text', () => {
  it('says what became of every file, row by row', async () => {
    const name = 'learning\u001b[31m.csv';
    const report = await importFiles(
      [organisation, staff, ownFile('learning', [logged('W001', 1), logged('W002', 2, { KIND: 'party' })], name)],
      installation.ports,
    );
    const text = renderImportReport(report, { problems: 1 });
    expect(text).toContain('organisation.csv (organisation): taken\n  1 row: 1 taken');
    expect(text).toContain(`learning [31m.csv (learning): taken in part\n  2 rows: 1 taken`);
    expect(text).toContain('  1 of them left out. Put them right and import the file again');
    expect(text).toContain('    row 3, KIND: KIND is not one of the choices. Use one of: course, e-learning,');
    expect(text).toContain('[NOT_A_CHOICE]');
    expect(text).toContain(`3 files, ${STAFF + 3} rows: ${STAFF + 2} taken`);
    expect(text).not.toContain('\u001b');
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ received: TODAY, dryRun: false });
  });
});

function workerStream(id: string): string {
  return `worker-${workerIdOf(installation.ports.pseudonym, 'HOME-A', id)}`;
}

async function writeTo(path: string, file: FileToImport): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) chunks.push(chunk);
  writeFileSync(path, Buffer.concat(chunks));
}
