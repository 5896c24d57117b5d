import type { FileToImport, HeldRow, ImportOptions } from '@praxis/imports';
import { importFiles, workerIdOf } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, training, worker } from './asc-wds.rows.js';
import {
  factsOf,
  importAll,
  importOne,
  logAfter,
  newInstallation,
  ownFile,
  typesOf,
  uploadFile,
  type Cells,
  type Installation,
} from './import.harness.js';
import { logged } from './provider.files.js';

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation();
});
afterEach(() => installation.close());

const idOf = (id: string, workplace = 'HOME-A') => workerIdOf(installation.ports.pseudonym, workplace, id);
const of = (workplace: string, id: string, cells: Cells = {}) => worker(id, { LOCALESTID: workplace, ...cells });
const joined = async () =>
  (await logAfter(installation)).filter(({ type }) => type === 'WorkerJoined').map(({ streamId }) => streamId);

async function answer(held: readonly HeldRow[], said: 'same' | 'different'): Promise<void> {
  for (const { about, id, knownId } of held.flatMap(({ questions }) => questions)) {
    const data = { about, id, knownId, answer: said };
    await installation.command('organisation', 'main', { type: 'AnswerIdentityQuestion', data });
  }
}

describe('white space inside ids', () => {
  it.each(['W 001', ' W001 ', 'W\u00a0001', 'W\u2009001\u200b'])(
    '%j is W001, before and after it',
    async (spelling) => {
      await importAll(installation, [uploadFile('workplace', [home]), uploadFile('staff', [worker(spelling)])]);
      await importAll(installation, [uploadFile('staff', [worker('W001', { EMPLSTATUS: 2 })])]);
      await importAll(installation, [uploadFile('staff', [worker(spelling, { EMPLSTATUS: 1, QUALACH02: '32;2024' })])]);
      await importAll(installation, [ownFile('learning', [logged(spelling, 1)])]);

      expect(await joined()).toEqual([`worker-${idOf('W001')}`]);
      const events = await logAfter(installation);
      expect(events.filter(({ type }) => type === 'WorkerContractChanged')).toHaveLength(2);
      expect(events.filter(({ type }) => type === 'WorkerDetailsRecorded')).toHaveLength(1);
      expect(events.at(-1)?.streamId).toBe(`learning-log-${idOf('W001')}`);
    },
  );

  it('is no part of a workplace’s id', async () => {
    const rows = [of('Elm Court 2', 'W1')];
    await importAll(installation, [
      uploadFile('workplace', [{ LOCALESTID: 'Elm Court 2' }]),
      uploadFile('staff', rows),
    ]);
    await importAll(installation, [
      uploadFile('workplace', [{ LOCALESTID: 'ElmCourt2', ESTNAME: 'Renamed' }]),
      uploadFile('staff', [of(' ElmCourt 2', 'W1')]),
    ]);
    const events = await logAfter(installation);
    expect(events.filter(({ type }) => type === 'UnitOpened').map(({ data }) => data['unitId'])).toEqual([
      'elm-court-2',
    ]);
    expect(typesOf(events)).toContain('UnitRenamed');
    expect(await joined()).toHaveLength(1);
  });

  it('makes one id of two in one file', async () => {
    const report = await importFiles(
      [uploadFile('workplace', [home]), uploadFile('staff', [worker('W 002'), worker('W002')])],
      installation.ports,
    );
    expect(report.files[1]?.errors).toMatchObject([{ row: 3, column: 'UNIQUEWORKERID', code: 'e998' }]);
  });
});

describe('two people never share a pseudonym', () => {
  const workplaces = ['CH', 'CH/01', 'CH-01', 'Tŷ A', 'Tŵ A', '家', '屋'];
  const people: readonly (readonly [string, string])[] = [
    ['CH', '01/7'],
    ['CH/01', '7'],
    ['CH-01', '7'],
    ['Tŷ A', '7'],
    ['Tŵ A', '7'],
    ['家', '7'],
    ['屋', '7'],
    ['CH', 'ŷ'],
    ['CH', 'ŵ'],
  ];
  const staff = uploadFile(
    'staff',
    people.map(([workplace, id], index) => of(workplace, id, { DISPLAYID: `Person ${index}` })),
  );
  const places = uploadFile(
    'workplace',
    workplaces.map((LOCALESTID) => ({ LOCALESTID })),
  );

  it('whatever stands in their ids, nor two workplaces a unit', async () => {
    await importAll(installation, [places, staff]);
    expect(new Set(await joined()).size).toBe(people.length);
    const events = await logAfter(installation);
    const units = events.filter(({ type }) => type === 'UnitOpened').map(({ data }) => String(data['unitId']));
    expect(new Set(units).size).toBe(workplaces.length);
    expect(units.slice(0, 2)).toEqual(['ch', 'ch-01']);
    expect(JSON.stringify(units)).not.toMatch(/[^\x20-\x7e]/);

    const head = await installation.store.head();
    await importAll(installation, [places, staff]);
    await importAll(installation, [{ ...places, received: '2026-06-29' }]);
    expect(await installation.store.head()).toBe(head);
  });

  it('and rows find each of them', async () => {
    await importAll(installation, [places, staff]);
    const learning = people.map(([WORKPLACE, WORKER], index) => logged(WORKER, index, { WORKPLACE }));
    const before = await installation.store.head();
    await importAll(installation, [ownFile('learning', learning)]);
    const events = await logAfter(installation, before);
    expect(new Set(events.map(({ streamId }) => streamId)).size).toBe(people.length);
  });

  it.each([
    ['A/17', 'its own id, which holds a slash'],
    ['CH / A/17', 'both ids, with blanks around the slash'],
  ])('a manager given as %s is found: %s', async (MANAGER) => {
    await importAll(installation, [places, uploadFile('staff', [of('CH', 'A/17'), of('CH', '200')])]);
    const row = { WORKPLACE: 'CH', WORKER: '200', FACT: 'line-manager', DATE: '2025-01-01', MANAGER };
    await importAll(installation, [ownFile('assignments', [row])]);
    const [manager] = await joined();
    const facts = await factsOf(installation, `worker-${idOf('200', 'CH')}`);
    expect(facts.at(-1)).toMatchObject({ type: 'WorkerAssignedLineManager', data: { managerId: manager?.slice(7) } });
  });

  it('a cell that can be read as the ids of two of them is refused', async () => {
    const rows = [of('CH', '01/7'), of('CH/01', '7'), of('CH', '200')];
    await importAll(installation, [places, uploadFile('staff', rows)]);
    const row = { WORKPLACE: 'CH', WORKER: '200', FACT: 'line-manager', DATE: '2025-01-01', MANAGER: 'CH/01/7' };
    const report = await importOne(installation, ownFile('assignments', [row]));
    expect(report.errors).toMatchObject([{ row: 2, column: 'MANAGER', code: 'SEVERAL_PEOPLE' }]);
  });

  it('a workplace id without a letter or digit is an error of its row, and of no other', async () => {
    const options: ImportOptions = { acceptValidRows: true };
    const files = [uploadFile('workplace', [home, { LOCALESTID: '?' }]), uploadFile('staff', [worker('101')])];
    const report = await importFiles(files, installation.ports, options);
    expect(report.files).toMatchObject([
      { status: 'partly-taken', errors: [{ row: 3, column: 'LOCALESTID', code: 'NO_ID' }] },
      { status: 'taken' },
    ]);
  });
});

describe.each([
  ['case', 'W001', 'w001'],
  ['lost leading zeros', '007', '7'],
  ['added leading zeros', '7', '007'],
])('an id that differs from a known one only by %s', (_what, known, alike) => {
  const base = () => [uploadFile('workplace', [home]), uploadFile('staff', [worker(known), worker('B2')])];
  const again: FileToImport = uploadFile('staff', [
    worker(alike, { DISPLAYID: 'Somebody Alike' }),
    worker('B2', { EMPLSTATUS: 2 }),
  ]);

  it('holds its rows and nothing else, and says what to do', async () => {
    await importAll(installation, base());
    const report = await importOne(installation, again);
    expect(report).toMatchObject({ status: 'partly-taken', counts: { taken: 1, held: 1, refused: 0 } });
    const [held] = report.held;
    expect(held).toMatchObject({
      row: 2,
      column: 'UNIQUEWORKERID',
      questions: [{ about: 'worker', knownId: idOf(known) }],
    });
    expect(held?.remedy).toContain(`praxis identity ${idOf(alike)} same ${idOf(known)}`);
    expect(JSON.stringify(report)).not.toContain('Alike');
    expect(await joined()).toHaveLength(2);
    expect(typesOf(await logAfter(installation)).filter((type) => type === 'WorkerContractChanged')).toHaveLength(1);
  });

  it('is the known person once somebody said so: the same file again takes the rows', async () => {
    await importAll(installation, base());
    await answer((await importOne(installation, again)).held, 'same');
    const report = await importOne(installation, again);
    expect(report).toMatchObject({ status: 'taken', counts: { held: 0, taken: 1 } });
    expect(await joined()).toHaveLength(2);
    const facts = await factsOf(installation, `worker-${idOf(known)}`);
    expect(facts.at(-1)).toMatchObject({ type: 'WorkerDetailsRecorded', data: { name: 'Somebody Alike' } });
    // The ids are kept as they were first recorded, so that they do not change with every file.
    expect(facts.at(-1)?.data).toMatchObject({ workReference: `HOME-A/${known}` });
    expect(await importOne(installation, again)).toMatchObject({ status: 'taken', events: 0 });
  });

  it('is somebody else once somebody said so', async () => {
    await importAll(installation, base());
    await answer((await importOne(installation, again)).held, 'different');
    expect(await importOne(installation, again)).toMatchObject({ status: 'taken', counts: { held: 0 } });
    expect(await joined()).toContain(`worker-${idOf(alike)}`);
    await importAll(installation, [ownFile('learning', [logged(alike, 1), logged(known, 2)])]);
    const streams = (await logAfter(installation)).slice(-2).map(({ streamId }) => streamId);
    expect(streams.sort()).toEqual([`learning-log-${idOf(alike)}`, `learning-log-${idOf(known)}`].sort());
  });

  it('holds every kind of row that names it, and what builds upon it', async () => {
    await importAll(installation, base());
    const supervision: Cells[] = [
      {
        AGREEMENT: 'sv-1',
        FACT: 'agreement-signed',
        DATE: '2024-01-10',
        WORKPLACE: 'HOME-A',
        SUPERVISEE: 'B2',
        SUPERVISOR: alike,
        KIND: 'line',
        INTERVALDAYS: 42,
        RECORDDAYS: 5,
      },
      { AGREEMENT: 'sv-1', FACT: 'session-held', DATE: '2024-02-01', SESSION: 's-1' },
      {
        AGREEMENT: 'sv-2',
        FACT: 'agreement-signed',
        DATE: '2024-01-10',
        WORKPLACE: 'HOME-A',
        SUPERVISEE: 'B2',
        SUPERVISOR: known,
        KIND: 'professional',
        INTERVALDAYS: 42,
        RECORDDAYS: 5,
      },
    ];
    const files = [
      ownFile('learning', [logged(alike, 1), logged('B2', 2)]),
      ownFile('supervision', supervision),
      ownFile(
        'supervision',
        [{ AGREEMENT: 'sv-1', FACT: 'session-held', DATE: '2024-03-01', SESSION: 's-2' }],
        'supervision-2.csv',
      ),
      uploadFile('training', [training(alike), training('B2')]),
    ];
    const report = await importFiles(files, installation.ports);
    expect(report.totals).toMatchObject({ refused: 0, held: 5, taken: 3 });
    const again = report.files.flatMap(({ held }) => held);
    await answer([again.find(({ questions }) => questions.length > 0)!], 'same');
    const taken = await importFiles(files, installation.ports);
    expect(taken.totals).toMatchObject({ refused: 0, held: 0, taken: 5, alreadyThere: 2 });
  });

  it('is asked about within one file too: the first of the two is taken', async () => {
    const report = await importFiles(
      [uploadFile('workplace', [home]), uploadFile('staff', [worker(known), worker(alike)])],
      installation.ports,
    );
    expect(report.files[1]).toMatchObject({ counts: { taken: 1, held: 1 }, held: [{ row: 3 }] });
    expect(await joined()).toEqual([`worker-${idOf(known)}`]);
  });

  it('does not make the known person absent', async () => {
    await importAll(installation, base());
    const report = await importOne(installation, uploadFile('staff', [worker(alike), worker('B2')]), {
      removeAbsent: { atMost: 5 },
    });
    expect(report).toMatchObject({ removed: 0, absent: { count: 0 } });
  });

  it('is a trial run’s finding too, and nothing is written', async () => {
    await importAll(installation, base());
    const head = await installation.store.head();
    const report = await importOne(installation, again, { dryRun: true });
    expect(report).toMatchObject({ counts: { held: 1, taken: 1 } });
    expect(await installation.store.head()).toBe(head);
  });
});

describe('a workplace id that differs from a known one only by case', () => {
  it('holds the workplace and its people until it is said whether they are one', async () => {
    await importAll(installation, [uploadFile('workplace', [home]), uploadFile('staff', [worker('W001')])]);
    const files = [
      uploadFile('workplace', [{ LOCALESTID: 'home-a' }]),
      uploadFile('staff', [of('home-a', 'W001'), of('home-a', 'W002')]),
    ];
    const report = await importFiles(files, installation.ports);
    expect(report.totals).toMatchObject({ held: 3, taken: 0, refused: 0 });
    await answer([report.files[0]!.held[0]!], 'same');
    expect((await importFiles(files, installation.ports)).totals).toMatchObject({ held: 0, refused: 0, taken: 1 });
    expect(await joined()).toEqual([`worker-${idOf('W001')}`, `worker-${idOf('W002')}`]);
  });

  it('was asked about again, with its worker, once both had been answered', async () => {
    await importAll(installation, [uploadFile('workplace', [home]), uploadFile('staff', [worker('W001')])]);
    const staff = uploadFile('staff', [of('home-a', 'w001', { EMPLSTATUS: 2 })]);
    const [held] = (await importOne(installation, staff)).held;
    expect(held!.questions.map(({ about }) => about)).toEqual(['workplace', 'worker']);
    expect(held!.remedy).toMatch(/praxis identity u-\w+ same home-a and praxis identity w-\w+ same w-\w+ /);
    await answer([held!], 'same');
    expect(await importOne(installation, staff)).toMatchObject({ status: 'taken', counts: { taken: 1, held: 0 } });
    expect(await joined()).toEqual([`worker-${idOf('W001')}`]);
  });

  it('is another workplace where somebody said so', async () => {
    await importAll(installation, [uploadFile('workplace', [home]), uploadFile('staff', [worker('W001')])]);
    const files = [uploadFile('workplace', [{ LOCALESTID: 'home-a' }]), uploadFile('staff', [of('home-a', 'W001')])];
    await answer([(await importFiles(files, installation.ports)).files[0]!.held[0]!], 'different');
    expect((await importFiles(files, installation.ports)).totals).toMatchObject({ taken: 1, held: 1 });
    const events = await logAfter(installation);
    const units = events.filter(({ type }) => type === 'UnitOpened').map(({ data }) => String(data['unitId']));
    expect(units).toEqual(['home-a', expect.stringMatching(/^home-a-[a-z2-7]{8}$/)]);
  });
});

it.each([
  ['0001234567890', '1234567890'],
  ['1234567890', '0001234567890'],
  ['0home-a', 'HOME-A'],
])(
  'a unit %s of an organisation file was not taken for what workplace %s may be: it is asked',
  async (UNIT, LOCALESTID) => {
    const opened = { UNIT, FACT: 'opened', DATE: '2020-01-01', KIND: 'service', NAME: 'Home' };
    await importAll(installation, [ownFile('organisation', [opened])]);
    const workplace = uploadFile('workplace', [{ LOCALESTID }]);
    const report = await importOne(installation, workplace);
    expect(report).toMatchObject({
      status: 'not-taken',
      held: [{ questions: [{ about: 'workplace', knownId: UNIT }] }],
    });
    await answer(report.held, 'same');
    expect(await importOne(installation, workplace)).toMatchObject({ status: 'taken', counts: { held: 0 } });
    const events = await logAfter(installation);
    expect(events.filter(({ type }) => type === 'UnitOpened')).toHaveLength(1);
  },
);

it('a row that names two people who may be known was asked about one, and then about the other', async () => {
  await importAll(installation, [
    uploadFile('workplace', [home]),
    uploadFile('staff', [worker('W001'), worker('W002')]),
  ]);
  const signed: Cells = {
    AGREEMENT: 'sv-1',
    FACT: 'agreement-signed',
    DATE: '2024-01-10',
    WORKPLACE: 'HOME-A',
    SUPERVISEE: 'w001',
    SUPERVISOR: 'w002',
    KIND: 'line',
    INTERVALDAYS: 42,
    RECORDDAYS: 5,
  };
  const file = ownFile('supervision', [signed]);
  const report = await importOne(installation, file);
  expect(report.held.map(({ column, questions }) => [column, questions.map(({ knownId }) => knownId)])).toEqual([
    ['SUPERVISEE/SUPERVISOR', [idOf('W001'), idOf('W002')]],
  ]);
  await answer(report.held, 'same');
  expect(await importOne(installation, file)).toMatchObject({ status: 'taken', counts: { taken: 1 } });
});

describe('workplace ids that differed by a letter outside a–z were asked about as if by case or zeros alone', () => {
  it.each([
    ['Dŵr', ['Dŷr', 'D-R'], 'DŴR'],
    ['Ŵ1', ['Ś1', 'ش1'], 'ŵ1'],
    ['Ł-HOUSE', ['Ż-HOUSE'], 'ł-house'],
    // With more letters than every case of is tried.
    ['CaRe-HoMe', ['CaReéHoMe', 'ELM-COURT'], 'CARE-HOME'],
  ])('%s', async (known, others, alike) => {
    const workplace = (id: string) => uploadFile('workplace', [{ LOCALESTID: id }]);
    await importOne(installation, workplace(known));
    for (const id of others)
      expect((await importOne(installation, workplace(id))).counts, id).toMatchObject({ taken: 1, held: 0 });
    expect((await importOne(installation, workplace(alike))).counts, alike).toMatchObject({ taken: 0, held: 1 });
    expect((await importOne(installation, workplace(known))).counts).toMatchObject({ held: 0 });
  });
});

describe('somebody whose data were erased', () => {
  it('stays who they are under ids that nobody can read any more', async () => {
    await importAll(installation, [
      uploadFile('workplace', [home]),
      uploadFile('staff', [worker('W001'), worker('B2')]),
    ]);
    installation.personal.shred(idOf('W001'));
    await installation.command('worker', idOf('W001'), { type: 'EraseWorker', data: { on: '2026-06-30' } });
    for (const id of ['W001', 'W 001']) {
      const report = await importOne(installation, uploadFile('staff', [worker(id), worker('B2')]));
      expect(report.counts).toMatchObject({ erased: 1 });
    }
    expect(await joined()).toHaveLength(2);
  });
});
