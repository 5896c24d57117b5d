import { fileOf, importFiles, unitIdOf, workerIdOf, type FileToImport } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, worker } from './asc-wds.rows.js';
import { factsOf, importAll, importOne, newInstallation, uploadFile, type Installation } from './import.harness.js';

let installation: Installation;
beforeEach(async () => void (installation = await newInstallation()));
afterEach(() => installation.close());

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `W${from + at}`);
const staff = (workers: readonly string[], received?: string, LOCALESTID = 'HOME-A'): FileToImport =>
  uploadFile(
    'staff',
    workers.map((id) => worker(id, { LOCALESTID })),
    received,
  );
const homes = (...places: readonly string[]) =>
  uploadFile(
    'workplace',
    places.map((LOCALESTID) => ({ ...home, LOCALESTID })),
    '2026-04-30',
  );
const listings = async () =>
  (await factsOf(installation, 'organisation-main'))
    .filter(({ type }) => type === 'StaffListed')
    .map(({ on, data }) => [on, (data as { unitId: string }).unitId, (data as { people: number }).people]);

describe('a staff file that was cut short was taken for the whole staff', () => {
  beforeEach(() => importAll(installation, [homes('HOME-A'), staff(ids(1, 10), '2026-04-30')]));

  it('with a fifth fewer people than the last one it is refused, and nothing of it is written', async () => {
    const head = await installation.store.head();
    const changed = uploadFile(
      'staff',
      ids(1, 8).map((id) => worker(id, { CONTHOURS: 12 })),
    );

    const report = await importOne(installation, changed);

    expect(report).toMatchObject({ status: 'refused', rows: 8, events: 0, problem: { code: 'FEWER_PEOPLE' } });
    expect(report.problem?.message).toBe(
      'The staff of this upload are 8, and of the last one were 10: a fifth fewer, or still less ' +
        '(home-a 8 instead of 10). Nothing of the file was taken.',
    );
    expect(report.problem?.remedy).toMatch(/--accept-fewer-people .*acceptFewerPeople=true/);
    const missing = ['W9', 'W10'].map((id) => workerIdOf(installation.ports.pseudonym, 'HOME-A', id));
    expect(report.absent?.people.map(({ workerId }) => workerId).sort()).toEqual(missing.sort());
    expect(await installation.store.head()).toBe(head);
  });

  it('with nobody in it at all it was taken without a word', async () => {
    const head = await installation.store.head();
    const [header] = (await textOf(staff([]))).split('\n');
    const report = await importOne(installation, fileOf('staff.csv', `${header}\n`));
    expect(report).toMatchObject({ status: 'refused', rows: 0, problem: { code: 'FEWER_PEOPLE' } });
    expect(report.problem?.message).toContain('are 0, and of the last one were 10');
    expect(await installation.store.head()).toBe(head);
    expect(await importOne(installation, staff([]), { acceptFewerPeople: true })).toMatchObject({ status: 'taken' });
  });

  it('with one more it is taken as it always was', async () => {
    expect(await importOne(installation, staff(ids(1, 9)))).toMatchObject({ status: 'taken' });
  });

  it('a trial run says so too', async () => {
    const trial = await importOne(installation, staff(ids(1, 8)), { dryRun: true });
    expect(trial).toMatchObject({ status: 'refused', problem: { code: 'FEWER_PEOPLE' } });
    const accepted = await importOne(installation, staff(ids(1, 8)), { dryRun: true, acceptFewerPeople: true });
    const taken = await importOne(installation, staff(ids(1, 8)), { acceptFewerPeople: true });
    expect([accepted.status, accepted.events]).toEqual([taken.status, taken.events]);
  });

  it('stops where people are to be removed too, whatever the limit', async () => {
    const report = await importOne(installation, staff(ids(1, 8)), { removeAbsent: { atMost: 99 } });
    expect(report).toMatchObject({ status: 'refused', removed: 0, problem: { code: 'FEWER_PEOPLE' } });
  });

  it('with a yes it is taken; then it is the last one, and the same file needs no yes again', async () => {
    const fewer = staff(ids(1, 8), '2026-05-31');
    await importAll(installation, [fewer], { acceptFewerPeople: true });
    expect(await listings()).toEqual([
      ['2026-04-30', 'home-a', 10],
      ['2026-05-31', 'home-a', 8],
    ]);
    const head = await installation.store.head();
    await importAll(installation, [fewer]);
    await importAll(installation, [staff(ids(1, 7), '2026-06-29')]);
    expect(await importOne(installation, staff(ids(1, 5)))).toMatchObject({ problem: { code: 'FEWER_PEOPLE' } });
    // Of the two, only the smaller one said something new.
    expect(await listings()).toEqual([
      ['2026-04-30', 'home-a', 10],
      ['2026-05-31', 'home-a', 8],
      ['2026-06-29', 'home-a', 7],
    ]);
    expect(await installation.store.head()).toBe(head + 1n);
  });

  it('the first file again is no smaller than it was, however many came later', async () => {
    const first = staff(ids(1, 10), '2026-04-30');
    await importAll(installation, [staff(ids(1, 40), '2026-05-31')]);
    const head = await installation.store.head();
    await importAll(installation, [first]);
    expect(await installation.store.head()).toBe(head);
  });

  it('a file taken before needs no yes, though a larger one of the same day came after it', async () => {
    const first = staff(ids(1, 10), '2026-04-30');
    await importAll(installation, [staff(ids(1, 40), '2026-04-30')]);
    const head = await installation.store.head();
    expect(await importOne(installation, first)).toMatchObject({
      status: 'taken',
      counts: { alreadyThere: 10 },
      events: 0,
    });
    expect(await installation.store.head()).toBe(head);
  });

  it('who leaves by the file is in it, and missed in the next one no more', async () => {
    const leaving = ids(8, 10).map((id) => worker(id, { STATUS: 'DELETE' }));
    await importAll(installation, [
      uploadFile('staff', [...ids(1, 7).map((id) => worker(id)), ...leaving], '2026-05-31'),
    ]);
    await importAll(installation, [staff(ids(1, 7))]);
  });

  it('a row that is wrong, or cannot be read, is no person less', async () => {
    const text = await textOf(staff(ids(1, 10)));
    const broken = text.replace('"W9"', '"W9"x').replace('"W10"', '"W10",""');
    const report = await importOne(installation, fileOf('staff.csv', broken));
    expect(report).toMatchObject({ status: 'partly-taken', counts: { refused: 2 } });
    // Nobody knows how many it listed: what the whole one before listed is still the last.
    expect(await listings()).toEqual([['2026-04-30', 'home-a', 10]]);
    const wrong = ids(1, 10).map((id, at) => worker(id, at > 5 ? { EMPLSTATUS: 9 } : {}));
    expect(await importOne(installation, uploadFile('staff', wrong))).toMatchObject({ status: 'partly-taken' });
  });
});

describe('a staff file of several workplaces', () => {
  const both = (a: number, b: number, received: string): FileToImport =>
    uploadFile(
      'staff',
      [...ids(1, a).map((id) => worker(id)), ...ids(101, 100 + b).map((id) => worker(id, { LOCALESTID: 'HOME-B' }))],
      received,
    );
  beforeEach(() => importAll(installation, [homes('HOME-A', 'HOME-B'), both(6, 4, '2026-04-30')]));

  it('is compared as a whole: one that lost a workplace is refused, which is named', async () => {
    const report = await importOne(installation, both(6, 0, '2026-05-31'));
    expect(report.problem?.message).toContain('(home-b 0 instead of 4)');
    expect(await importOne(installation, both(6, 3, '2026-05-31'))).toMatchObject({ status: 'taken' });
  });

  it('that brings nothing new was no measure for the next one, where each had a file of its own before', async () => {
    const apart = { acceptFewerPeople: true };
    await importAll(installation, [staff(ids(1, 6), '2026-05-01')], apart);
    await importAll(installation, [staff(ids(101, 104), '2026-05-01', 'HOME-B')], apart);
    const together = both(6, 4, '2026-05-15');
    await importAll(installation, [together]);
    const head = await installation.store.head();
    await importAll(installation, [together]);
    expect(await installation.store.head(), 'the same file again changes nothing').toBe(head);
    const report = await importOne(installation, staff(ids(1, 6), '2026-05-31'));
    expect(report).toMatchObject({ status: 'refused', problem: { code: 'FEWER_PEOPLE' } });
    expect(report.problem?.message).toContain('(home-b 0 instead of 4)');
  });

  it('is no measure for the files of single workplaces that are given one by one from then on', async () => {
    expect(await importOne(installation, staff(ids(1, 6), '2026-06-01'))).toMatchObject({ status: 'refused' });
    await importAll(installation, [staff(ids(1, 6), '2026-06-01')], { acceptFewerPeople: true });
    await importAll(installation, [staff(ids(101, 104), '2026-06-01', 'HOME-B')]);
    await importAll(installation, [staff(ids(1, 6), '2026-06-02')]);
    await importAll(installation, [staff(ids(101, 104), '2026-06-02', 'HOME-B')]);
  });
});

describe('where an earlier release took the last file, and remembered no number', () => {
  it('people in post are what a file is compared with', async () => {
    await importAll(installation, [homes('HOME-A')]);
    for (const id of ids(1, 5)) {
      const workerId = workerIdOf(installation.ports.pseudonym, 'HOME-A', id);
      await installation.command('worker', workerId, { type: 'JoinWorker', data: JOINED });
      const to = { unitId: unitIdOf('HOME-A'), from: '2026-05-01' };
      await installation.command('worker', workerId, { type: 'AssignToTeam', data: to });
    }
    expect(await listings()).toEqual([]);
    const report = await importFiles([staff(ids(1, 4))], installation.ports);
    expect(report.files[0]).toMatchObject({ status: 'refused', problem: { code: 'FEWER_PEOPLE' } });
    const none = await importOne(installation, staff([]));
    expect(none).toMatchObject({ status: 'refused', problem: { code: 'FEWER_PEOPLE' } });
    expect(await importOne(installation, staff(ids(1, 5)))).toMatchObject({ status: 'taken' });
  });
});

const JOINED = { on: '2026-05-01', contract: 'permanent', weeklyMinutes: null };

async function textOf({ open }: FileToImport): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of open()) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
