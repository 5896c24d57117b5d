import type { Actor } from '@praxis/event-sourcing';
import { importFiles, workerIdOf, type FileToImport, type ImportOptions, type ImportReport } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { training, upload, worker } from './asc-wds.rows.js';
import { importAll, newInstallation, uploadFile, type Cells, type Installation } from './import.harness.js';

const FIRST: Actor = { id: 'w-first', role: 'data-steward' };
const OTHER: Actor = { id: 'w-other', role: 'data-steward' };
const OTHERS: readonly Actor[] = [OTHER, { id: 'w-first', role: 'administrator' }];
const APRIL = '2026-04-30';
const MAY = '2026-05-31';

const DETAILS = { DISPLAYID: 'Ada Quetzalby', DOB: '17/03/1957', NINUMBER: 'QQ123456C', POSTCODE: 'LS1 1AA' };
const TEXTS = { TRAININGNAME: 'Moving and handling', NOTES: 'Passed at once' };
/** A wrong guess for each of them. */
const WRONG: Cells = {
  DISPLAYID: 'Ida Quetzalby',
  DOB: '18/03/1957',
  NINUMBER: 'QQ123456D',
  POSTCODE: 'LS1 1AB',
  TRAININGNAME: 'Fire safety',
  NOTES: 'Failed',
};
const wrong = (column: string) => ({ [column]: WRONG[column]! });

const staff = (cells: Cells = {}) => uploadFile('staff', [worker('W001', { ...DETAILS, ...cells })]);
const record = (cells: Cells = {}) => uploadFile('training', [training('W001', { ...TEXTS, ...cells })]);

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation();
  await importAll(installation, upload(APRIL, [worker('W001', DETAILS)], [training('W001', TEXTS)]), { actor: FIRST });
});
afterEach(() => installation.close());

/** A report without what names the file itself. */
async function told(files: readonly FileToImport[], options: ImportOptions): Promise<Omit<ImportReport, 'files'>> {
  const { files: reports, ...report } = await importFiles(files, installation.ports, options);
  return { ...report, files: reports.map(({ source: _, ...of }) => of) } as Omit<ImportReport, 'files'>;
}

const trial = (file: FileToImport | readonly FileToImport[], actor: Actor, more: ImportOptions = {}) =>
  told([file].flat(), { dryRun: true, actor, ...more });

const ofOne = (counts: object, codes: readonly string[] = []) => ({
  files: [{ counts, warnings: codes.map((code) => expect.objectContaining({ code })) }],
});
const UNTOLD = ofOne({ nothingToDo: 1, taken: 0, refused: 0 }, ['TEXT_NOT_COMPARED']);

describe('a trial told a right guess at a worker’s details from a wrong one, without a trace', () => {
  const columns = Object.keys(DETAILS);

  it.each(columns)('it does not tell anybody but who gave them: %s', async (column) => {
    const head = await installation.store.head();
    for (const actor of OTHERS) {
      const right = await trial(staff(), actor);
      expect(await trial(staff(wrong(column)), actor)).toEqual(right);
      expect(right).toMatchObject(UNTOLD);
    }
    expect(await installation.store.head()).toBe(head);
  });

  it.each(columns)('whoever gave them is told: %s', async (column) => {
    expect(await trial(staff(), FIRST)).toMatchObject(ofOne({ nothingToDo: 1, taken: 0 }));
    expect(await trial(staff(wrong(column)), FIRST)).toMatchObject(ofOne({ nothingToDo: 0, taken: 1 }));
  });

  it('nor by what is not on record, beside what somebody else gave', async () => {
    const bare = { DOB: '', NINUMBER: '', POSTCODE: '' };
    await importAll(installation, [uploadFile('staff', [worker('W001', DETAILS), worker('W002', bare)])], {
      actor: FIRST,
    });
    const asked = (cells: Cells) =>
      uploadFile('staff', [worker('W001', DETAILS), worker('W002', { ...bare, ...cells })]);
    const answer = await trial(asked({ DOB: '17/03/1957' }), OTHER);
    expect(answer).toMatchObject({ files: [{ counts: { nothingToDo: 2, taken: 0 } }] });
    expect(await trial(asked(wrong('DOB')), OTHER)).toEqual(answer);
  });

  it('nor once somebody else has given one of them: those of others are still not theirs', async () => {
    const id = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001');
    const command = { type: 'RecordWorkerDetails', data: { postcode: 'LS9 9ZZ', on: MAY } };
    const envelope = { commandId: 'a-detail', command, actor: OTHER, source: 'api' };
    await installation.ports.entrance.execute({ aggregate: 'worker', id, envelopes: [envelope] });
    const own = { POSTCODE: 'LS9 9ZZ' };
    const right = await trial(staff(own), OTHER);
    expect(await trial(staff({ ...own, ...wrong('DOB') }), OTHER)).toEqual(right);
    expect(right).toMatchObject(UNTOLD);
  });

  it('nor beside what does change, which it tells', async () => {
    const right = await trial(staff({ CONTHOURS: 10 }), OTHER);
    expect(await trial(staff({ CONTHOURS: 10, ...wrong('DOB') }), OTHER)).toEqual(right);
    expect(right).toMatchObject(ofOne({ taken: 1 }, ['TEXT_NOT_COMPARED']));
  });

  it('nor of somebody who comes back', async () => {
    await importAll(installation, [uploadFile('staff', [worker('W001', { STATUS: 'DELETE' })], MAY)], { actor: FIRST });
    const back = { STARTDATE: '15/06/2026' };
    const right = await trial(staff(back), OTHER);
    expect(await trial(staff({ ...back, ...wrong('DOB') }), OTHER)).toEqual(right);
    expect(right).toMatchObject(ofOne({ taken: 1 }, ['TEXT_NOT_COMPARED']));
  });

  it('the import itself takes what differs; it is theirs from then on, and a trial tells them', async () => {
    const report = await told([staff(WRONG_DETAILS)], { actor: OTHER });
    expect(report).toMatchObject(ofOne({ taken: 1 }));
    expect(await trial(staff(WRONG_DETAILS), OTHER)).toMatchObject(ofOne({ nothingToDo: 1, taken: 0 }));
    expect(await trial(staff(), OTHER)).toMatchObject(ofOne({ taken: 1 }));
    expect(await trial(staff(WRONG_DETAILS), FIRST)).toMatchObject(UNTOLD);
  });

  it('of somebody new it tells what the same trial says of them first', async () => {
    const [home, first] = upload(MAY, [worker('W001', DETAILS), worker('W009', DETAILS)]);
    const asked = (cells: Cells) => [
      home!,
      first!,
      uploadFile('staff', [worker('W001', DETAILS), worker('W009', { ...DETAILS, ...cells })]),
    ];
    const files = async (cells: Cells) =>
      (await importFiles(asked(cells), installation.ports, { dryRun: true, actor: OTHER })).files;
    expect((await files({})).at(-1)).toMatchObject({ counts: { nothingToDo: 2, taken: 0 } });
    expect((await files(wrong('DOB'))).at(-1)).toMatchObject({ counts: { nothingToDo: 1, taken: 1 } });
  });

  it('an import takes what differs of somebody who comes back, too', async () => {
    await importAll(installation, [uploadFile('staff', [worker('W001', { STATUS: 'DELETE' })], MAY)], { actor: FIRST });
    const back = staff({ STARTDATE: '15/06/2026', ...wrong('DOB') });
    const { files } = await importFiles([back], installation.ports, { actor: OTHER });
    expect(files).toMatchObject([{ counts: { taken: 1 }, events: 4 }]);
  });

  it('nor does an import, where another detail would be refused: the worker had left', async () => {
    const left = { type: 'RecordLeaving', data: { reason: null, on: '2026-05-15' } };
    await installation.command('worker', workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001'), left);
    const head = await installation.store.head();
    const late = (cells: Cells) => told([{ ...staff(cells), received: '2026-06-01' }], { actor: OTHER });
    const right = await late({});
    expect(await late(wrong('DOB'))).toEqual(right);
    expect(right).toMatchObject(UNTOLD);
    expect(await installation.store.head()).toBe(head);
  });
});

const WRONG_DETAILS = Object.fromEntries(Object.keys(DETAILS).map((column) => [column, WRONG[column]!]));

describe('a trial told a right guess at the text of a certificate from a wrong one, without a trace', () => {
  const columns = Object.keys(TEXTS);
  const entryId = 'asc-20-2026-03-01-1';
  const certificates = () => workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001');

  it.each(columns)('it does not tell anybody but who gave it: %s', async (column) => {
    for (const actor of OTHERS) {
      const right = await trial(record(), actor);
      expect(await trial(record(wrong(column)), actor)).toEqual(right);
      expect(await trial(record({ [column]: '' }), actor)).toEqual(right);
      expect(right).toMatchObject(UNTOLD);
    }
  });

  it.each(columns)('whoever gave it is told: %s', async (column) => {
    expect(await trial(record(), FIRST)).toMatchObject(ofOne({ nothingToDo: 1, taken: 0 }));
    expect(await trial(record(wrong(column)), FIRST)).toMatchObject(ofOne({ nothingToDo: 0, taken: 1 }));
  });

  it.each(columns)(
    'what can be read is compared, and a certificate without texts with all it has: %s',
    async (column) => {
      const right = await trial(record({ VALIDITY: 24 }), OTHER);
      expect(await trial(record({ VALIDITY: 24, ...wrong(column) }), OTHER)).toEqual(right);
      expect(right).toMatchObject(ofOne({ taken: 1 }));
      const bare = record({ CATEGORY: 6, TRAININGNAME: '', NOTES: '' });
      await importAll(installation, [bare], { actor: FIRST });
      expect(await trial(bare, OTHER)).toMatchObject(ofOne({ nothingToDo: 1 }));
    },
  );

  it.each(columns)('nor one that was voided here: %s', async (column) => {
    await installation.command('learning-log', certificates(), {
      type: 'VoidLearning',
      data: { entryId, reason: 'recorded-in-error' },
    });
    const right = await trial(record(), OTHER);
    expect(await trial(record(wrong(column)), OTHER)).toEqual(right);
    expect(right).toMatchObject(UNTOLD);
    expect(await trial(record(), FIRST)).toMatchObject(ofOne({ nothingToDo: 1 }, ['VOIDED_HERE']));
    expect(await trial(record(wrong(column)), FIRST)).toMatchObject(ofOne({ taken: 1 }));
  });

  it.each(columns)('nor among several of a day: %s', async (column) => {
    const second = { VALIDITY: 24, ...TEXTS };
    const both = (cells: Cells) =>
      uploadFile('training', [training('W001', TEXTS), training('W001', { ...second, ...cells })]);
    await importAll(installation, [both({})], { actor: FIRST });
    const one = (cells: Cells) => uploadFile('training', [training('W001', { ...second, ...cells })]);
    const right = await trial(one({}), OTHER);
    expect(await trial(one(wrong(column)), OTHER)).toEqual(right);
    expect(right).toMatchObject(UNTOLD);
  });

  describe('nor does an import, where another text is not taken as what is newer stands', () => {
    const late = (cells: Cells) => told([{ ...record(cells), received: MAY }], { actor: OTHER });
    const writesNothing = async (asked: () => Promise<void>) => {
      const head = await installation.store.head();
      await asked();
      expect(await installation.store.head()).toBe(head);
    };

    it.each(columns)('one that was corrected: %s', async (column) => {
      await importAll(installation, [record(wrong(column))], { actor: FIRST });
      await writesNothing(async () => {
        const right = await late({});
        expect(await late(wrong(column))).toEqual(right);
        expect(await late({ [column]: 'Something else' })).toEqual(right);
        expect(right).toMatchObject(UNTOLD);
      });
    });

    it.each(columns)('one of which more was corrected than its texts: %s', async (column) => {
      const newer = { VALIDITY: 24 };
      await importAll(installation, [record(newer)], { actor: FIRST });
      await writesNothing(async () => {
        const right = await late(newer);
        expect(await late({ ...newer, ...wrong(column) })).toEqual(right);
        expect(right).toMatchObject(UNTOLD);
        expect(await late({ VALIDITY: 36 })).toMatchObject(ofOne({ nothingToDo: 1 }, ['KNOWN_LATER']));
      });
    });

    it.each(columns)('one that was voided: %s', async (column) => {
      const voiding = { type: 'VoidLearning', data: { entryId, reason: 'recorded-in-error' } };
      await installation.command('learning-log', certificates(), voiding);
      await writesNothing(async () => {
        const right = await late({});
        expect(await late(wrong(column))).toEqual(right);
        expect(right).toMatchObject(UNTOLD);
      });
    });
  });

  it.each(columns)('nor does an import that takes nothing, as another row is refused: %s', async (column) => {
    await installation.command('learning-log', certificates(), {
      type: 'VoidLearning',
      data: { entryId, reason: 'recorded-in-error' },
    });
    const asked = (cells: Cells) =>
      told([uploadFile('training', [training('W001', { ...TEXTS, ...cells }), training('W404')])], {
        actor: OTHER,
        acceptValidRows: false,
      });
    const right = await asked({});
    expect(await asked(wrong(column))).toEqual(right);
    expect(right).toMatchObject({ files: [{ status: 'refused', warnings: [] }] });
  });
});

describe('a birth date was found by asking from which day on training is refused, in an import as in a trial', () => {
  const BEFORE = { DATECOMPLETED: '16/03/1971' };
  const AFTER = { DATECOMPLETED: '17/03/1971' };
  const codes = async (files: readonly FileToImport[], options: ImportOptions) => {
    const report = await importFiles(files, installation.ports, options);
    return report.files.at(-1)!.errors.map(({ code }) => code);
  };

  it.each([true, false])('it is not held against what others gave (trial: %s)', async (dryRun) => {
    for (const actor of OTHERS) {
      for (const cells of [BEFORE, AFTER]) expect(await codes([record(cells)], { actor, dryRun })).toEqual([]);
    }
  });

  it.each([true, false])('whoever gave it is told (trial: %s)', async (dryRun) => {
    expect(await codes([record(BEFORE)], { actor: FIRST, dryRun })).toEqual(['BEFORE_AGE_14']);
    expect(await codes([record(AFTER)], { actor: FIRST, dryRun })).toEqual([]);
  });

  it('whoever says in the same upload when somebody was born is told by that, and by that alone', async () => {
    const said = { DOB: '17/03/1958' };
    for (const dryRun of [true, false]) {
      const asked = (cells: Cells) => codes([staff(said), record(cells)], { actor: OTHER, dryRun });
      expect(await asked({ DATECOMPLETED: '16/03/1972' })).toEqual(['BEFORE_AGE_14']);
      expect(await asked({ DATECOMPLETED: '17/03/1972' })).toEqual([]);
    }
  });
});
