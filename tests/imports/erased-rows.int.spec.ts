import { renderImportReport, workerIdOf } from '@praxis/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importAll,
  importOne,
  logAfter,
  newInstallation,
  ownFile,
  uploadFile,
  type Installation,
} from './import.harness.js';
import { training, worker } from './asc-wds.rows.js';
import { BASE, FILES, held, signed } from './own-formats.rows.js';

let installation: Installation;
let erased: string;
beforeAll(async () => {
  installation = await newInstallation();
  await importAll(installation, BASE);
  await importAll(installation, [ownFile('supervision', [{ ...signed, AGREEMENT: 'sv-of-before' }])]);
  erased = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001');
  await installation.command('worker', erased, { type: 'EraseWorker', data: { on: '2026-06-01' } });
});
afterAll(() => installation.close());

const rowsOf = (kind: string) => FILES.find(([of]) => of === kind)![1];
const asSteward = { actor: { id: 'data-steward', role: 'data-steward' } };

/** What the log says of somebody who was erased after a position. */
async function saidOfErased(after: bigint): Promise<string[]> {
  const events = await logAfter(installation, after);
  const said = events.filter(({ streamId, data }) => `${streamId} ${JSON.stringify(data)}`.includes(erased));
  return said.map(({ type }) => type);
}

describe('a file with somebody in it who was erased brought them back', () => {
  it.each(['assignments', 'supervision', 'learning', 'ratings'] as const)(
    '%s: the rows are left out and counted, whatever they say',
    async (kind) => {
      const head = await installation.store.head();
      const file = () => ownFile(kind, rowsOf(kind));
      for (const dryRun of [true, false]) {
        const report = await importOne(installation, file(), { ...asSteward, dryRun });
        expect(report).toMatchObject({ status: 'taken', errors: [], warnings: [], events: 0 });
        expect(report.counts).toMatchObject({ erased: rowsOf(kind).length, taken: 0, refused: 0, nothingToDo: 0 });
      }
      expect(await installation.store.head()).toBe(head);
    },
  );

  it('staff and training, as new, changed or with another start', async () => {
    const others = worker('W002', { STATUS: 'NOCHANGE' });
    const staff = (cells: object) => worker('W001', { STATUS: 'NEW', ...cells });
    const head = await installation.store.head();
    for (const row of [staff({}), staff({ STATUS: 'UPDATE' }), staff({ STARTDATE: '01/01/2025', CONTHOURS: 10 })]) {
      const report = await importOne(installation, uploadFile('staff', [row, others]), asSteward);
      expect(report).toMatchObject({ status: 'taken', warnings: [], counts: { erased: 1 }, events: 0 });
    }
    const report = await importOne(installation, uploadFile('training', [training('W001')]), asSteward);
    expect(report).toMatchObject({ status: 'taken', warnings: [], counts: { erased: 1 }, events: 0 });
    expect(await installation.store.head()).toBe(head);
  });

  it('in a record of before, of which the row names nobody', async () => {
    const rows = [{ ...held, AGREEMENT: 'sv-of-before' }];
    const report = await importOne(installation, ownFile('supervision', rows), asSteward);
    expect(report).toMatchObject({ counts: { erased: 1, refused: 0 }, events: 0 });
  });

  it('named by rows about others: those are left out, and the others taken', async () => {
    const head = await installation.store.head();
    const of = { WORKPLACE: 'HOME-A', WORKER: 'W002', DATE: '2024-06-01' };
    const report = await importOne(
      installation,
      ownFile('assignments', [
        { ...of, FACT: 'line-manager', MANAGER: 'W001' },
        { ...of, FACT: 'team', TEAM: 'team-1' },
      ]),
      asSteward,
    );
    expect(report).toMatchObject({ counts: { erased: 1, taken: 1, refused: 0 } });
    await importOne(installation, ownFile('checklist', rowsOf('checklist')), asSteward);
    await importOne(installation, ownFile('improvements', rowsOf('improvements')), asSteward);
    expect(await saidOfErased(head)).toEqual([]);
  });
});

describe('that somebody was erased', () => {
  const file = () => ownFile('learning', rowsOf('learning'));

  it('is told to a data steward', async () => {
    const report = await importAll(installation, [file()], asSteward);
    expect(renderImportReport(report)).toMatch(/4 about people who were erased/);
  });

  it('was told to whoever imported: for others the rows have nothing new', async () => {
    const report = await importAll(installation, [file()], { actor: { id: 'w-admin', role: 'administrator' } });
    expect(report.totals).toMatchObject({ erased: 0, nothingToDo: 4, events: 0 });
    expect(renderImportReport(report)).not.toMatch(/erased/);
  });
});

describe('an erased person came back under an id that differs by case, zeros or width', () => {
  const asAdministrator = { actor: { id: 'w-admin', role: 'administrator' } };
  const joinedAfter = async (head: bigint) =>
    (await logAfter(installation, head)).filter(({ type }) => type === 'WorkerJoined');

  it.each(['w001', '0W001', '000000W001', '\uff37\uff10\uff10\uff11'])(
    '%s is held for the data steward; for others it has nothing new',
    async (id) => {
      const head = await installation.store.head();
      const file = () => uploadFile('staff', [worker(id, { DISPLAYID: 'Ada Again' }), worker('W002')]);
      const told = await importOne(installation, file(), asAdministrator);
      expect(told).toMatchObject({
        status: 'taken',
        held: [],
        counts: { held: 0, taken: 0, erased: 0, nothingToDo: 2 },
      });
      expect(JSON.stringify(told)).not.toContain(erased);
      expect(await installation.store.head()).toBe(head);

      const report = await importOne(installation, file(), asSteward);
      expect(report).toMatchObject({ status: 'partly-taken', counts: { held: 1, taken: 0 } });
      expect(report.held).toMatchObject([{ row: 2, questions: [{ knownId: erased, isErased: true }] }]);
      expect(await joinedAfter(head)).toEqual([]);
      const learning = ownFile('learning', [{ ...rowsOf('learning')[0]!, WORKER: id }]);
      expect(await importOne(installation, learning, asSteward)).toMatchObject({ counts: { held: 1, taken: 0 } });
    },
  );

  it('is left out once a steward said that it is them, and taken once it is somebody else', async () => {
    const staff = (id: string) => uploadFile('staff', [worker(id, { STARTDATE: '01/02/2021' }), worker('W002')]);
    const answer = async (id: string, said: 'same' | 'different') => {
      const [held] = (await importOne(installation, staff(id), asSteward)).held;
      const { about, id: asked, knownId } = held!.questions[0]!;
      const data = { about, id: asked, knownId, answer: said };
      await installation.command('organisation', 'main', { type: 'AnswerIdentityQuestion', data });
      return importOne(installation, staff(id), asSteward);
    };
    const head = await installation.store.head();
    expect(await answer('00W001', 'same')).toMatchObject({ status: 'taken', counts: { erased: 1, taken: 0, held: 0 } });
    expect(await joinedAfter(head)).toEqual([]);
    expect(await answer('0w001', 'different')).toMatchObject({ status: 'taken', counts: { taken: 1, held: 0 } });
    expect(await joinedAfter(head)).toHaveLength(1);
  });
});
