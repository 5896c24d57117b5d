import type { Actor } from '@praxis/event-sourcing';
import { workerIdOf, type FileReport, type ImportKind } from '@praxis/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAll, importOne, newInstallation, ownFile, type Cells, type Installation } from './import.harness.js';
import { BASE, held, logged, planned, proposed, signed, W001 } from './own-formats.rows.js';

const FIRST: Actor = { id: 'w-first', role: 'data-steward' };
const OTHERS: readonly Actor[] = [
  { id: 'w-other', role: 'data-steward' },
  { id: 'w-first', role: 'administrator' },
];
const RIGHT = 'Falls awareness';
const agreed = { AGREEMENT: 'sv-1', FACT: 'action-agreed', DATE: '2024-02-01', SESSION: 's-1', ACTION: 'a-1' };

/** Every fact with a text that is on record once, under an id of its own. */
const ROWS: readonly (readonly [ImportKind, Cells])[] = [
  ['learning', logged],
  ['checklist', planned],
  ['improvements', proposed],
  ['supervision', held],
  ['supervision', { ...agreed, OWNER: 'supervisee', DUE: '2024-03-01' }],
];
/** Facts that are new by their text alone: a row of another text is another one. */
const reflected = { ...W001, FACT: 'reflection', ENTRY: 'e-1', DATE: '2024-04-10', IMPACT: 'yes' };
const achieved = { AGREEMENT: 'sv-1', FACT: 'achievement', DATE: '2024-02-01', SESSION: 's-1' };
const NEW_BY_TEXT = [
  ['learning: reflection', 'learning', reflected],
  ['supervision: achievement', 'supervision', achieved],
] as const;
const CASES = ROWS.map(([kind, row]) => [`${kind}: ${row['FACT']}`, kind, row] as const);

let installation: Installation;
beforeAll(async () => {
  installation = await newInstallation();
  const adopted = { UNIT: 'home-a', FACT: 'adopted', DATE: '2024-01-01' };
  await importAll(installation, [...BASE, ownFile('supervision', [signed]), ownFile('checklist', [adopted])]);
  for (const [kind, row] of [...ROWS, ...NEW_BY_TEXT.map(([, ...fact]) => fact)])
    await importAll(installation, [file(kind, row, RIGHT)], { actor: FIRST });
});
afterAll(() => installation.close());

function file(kind: ImportKind, row: Cells, TEXT: string) {
  return ownFile(kind, [{ ...row, TEXT }], `${kind}.csv`);
}

async function answerTo(kind: ImportKind, row: Cells, text: string, actor: Actor, dryRun = false): Promise<FileReport> {
  return importOne(installation, file(kind, row, text), { actor, dryRun });
}

describe('a row again with another text had nothing new, and the text was dropped without a word', () => {
  it.each(CASES)('is refused to whoever imported the first: %s', async (_said, kind, row) => {
    const head = await installation.store.head();
    for (const dryRun of [true, false]) {
      expect(await answerTo(kind, row, 'Moving and handling', FIRST, dryRun)).toMatchObject({
        status: 'refused',
        counts: { refused: 1, alreadyThere: 0, nothingToDo: 0 },
        errors: [{ row: 2, column: 'TEXT', code: 'TEXT_DIFFERS', message: 'The same is on record with another text.' }],
      });
    }
    expect(await answerTo(kind, row, RIGHT, FIRST)).toMatchObject({ status: 'taken', counts: { alreadyThere: 1 } });
    expect(await installation.store.head()).toBe(head);
  });

  it.each(CASES)('tells nobody else a right text from a wrong one: %s', async (_said, kind, row) => {
    for (const actor of OTHERS) {
      for (const dryRun of [true, false]) {
        const [{ source: _1, ...right }, { source: _2, ...wrong }] = [
          await answerTo(kind, row, RIGHT, actor, dryRun),
          await answerTo(kind, row, 'Moving and handling', actor, dryRun),
        ];
        expect(wrong).toEqual(right);
        expect(wrong).toMatchObject({
          status: 'taken',
          counts: { alreadyThere: 1 },
          events: 0,
          warnings: [{ row: 2, code: 'TEXT_NOT_COMPARED' }],
        });
      }
    }
  });

  it.each(CASES)('is there already, with nothing to tell of, where the text is left out: %s', async (_s, kind, row) => {
    const { TEXT: _text, ...without } = row;
    for (const actor of [FIRST, ...OTHERS]) {
      const { warnings, ...told } = await answerTo(kind, without, '', actor);
      expect(told).toMatchObject({ status: 'taken', counts: { alreadyThere: 1 } });
      expect(warnings).toEqual([]);
    }
  });

  it('is told in the same file, of somebody of whom nothing was sealed before', async () => {
    const id = workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W003');
    const joined = { on: '2024-01-01', contract: 'permanent', weeklyMinutes: null };
    await installation.command('worker', id, { type: 'JoinWorker', data: joined });
    const rows = [RIGHT, 'Moving and handling'].map((TEXT) => ({ ...logged, WORKER: 'W003', TEXT }));
    const expected = { counts: { taken: 1, refused: 1 }, errors: [{ row: 3, code: 'TEXT_DIFFERS' }] };
    for (const dryRun of [true, false]) {
      expect(await importOne(installation, ownFile('learning', rows), { dryRun })).toMatchObject(expected);
    }
  });

  it('is told where there was no text before', async () => {
    const bare = { ...logged, ENTRY: 'e-2', TEXT: '' };
    await importAll(installation, [ownFile('learning', [bare])], { actor: FIRST });
    expect(await answerTo('learning', bare, RIGHT, FIRST)).toMatchObject({ errors: [{ code: 'TEXT_DIFFERS' }] });
  });
});

describe('a trial told a right guess at another’s text from a wrong one, where a row is new by its text', () => {
  const GUESSES = [RIGHT, 'Moving and handling'];
  const toldIn = async (kind: ImportKind, row: Cells, actor: Actor, dryRun: boolean) => {
    const answers = [];
    for (const text of GUESSES) answers.push(await answerTo(kind, row, text, actor, dryRun));
    return answers.map(({ source: _, ...told }) => told);
  };

  it.each(NEW_BY_TEXT)('it does not: %s', async (_said, kind, row) => {
    for (const actor of OTHERS) {
      const [right, wrong] = await toldIn(kind, row, actor, true);
      expect(wrong).toEqual(right);
      expect(wrong).toMatchObject({ counts: { alreadyThere: 1, taken: 0 }, events: 0 });
      expect(wrong!.warnings).toMatchObject([
        { row: 2, code: 'TEXT_NOT_COMPARED', remedy: expect.stringMatching(/a trial does not tell/) },
      ]);
    }
  });

  it.each(NEW_BY_TEXT)('whoever imported the first is told: %s', async (_said, kind, row) => {
    const [right, wrong] = await toldIn(kind, row, FIRST, true);
    expect(right).toMatchObject({ counts: { alreadyThere: 1, taken: 0 }, warnings: [] });
    expect(wrong).toMatchObject({ counts: { alreadyThere: 0, taken: 1 }, warnings: [] });
  });

  it.each(NEW_BY_TEXT)(
    'the import itself takes what is new, and a trial tells as little after it: %s',
    async (_s, kind, row) => {
      const [actor] = OTHERS;
      const own = await answerTo(kind, row, 'Something of their own', actor!);
      expect(own).toMatchObject({ status: 'taken', counts: { taken: 1 }, warnings: [] });
      const [right, wrong] = await toldIn(kind, row, actor!, true);
      expect(wrong).toEqual(right);
      expect(wrong).toMatchObject({ counts: { alreadyThere: 1, taken: 0 } });
      const again = await answerTo(kind, row, 'Something of their own', actor!);
      expect(again).toMatchObject({ counts: { alreadyThere: 1 }, events: 0, warnings: [] });
    },
  );
});

it('rows of whose texts nothing is told are told of once, with how many they are', async () => {
  const rows = [logged, { ...logged, ENTRY: 'e-3' }, { ...logged, ENTRY: 'e-4', TEXT: '' }];
  const all = ownFile(
    'learning',
    rows.map((row) => ({ TEXT: RIGHT, ...row })),
  );
  await importAll(installation, [all], { actor: FIRST });
  for (const file of [
    all,
    ownFile(
      'learning',
      rows.map((row) => ({ ...row, TEXT: row.TEXT ?? 'Another' })),
    ),
  ]) {
    const { warnings, warningCount } = await importOne(installation, file, { actor: OTHERS[0]! });
    expect(warningCount).toBe(1);
    expect(warnings).toMatchObject([
      { row: 2, code: 'TEXT_NOT_COMPARED', message: expect.stringMatching(/^What 2 rows say/) },
    ]);
  }
});

it('tells whoever imported the first nothing any more once the person is erased', async () => {
  const [learning] = ROWS;
  const workerId = (await installation.ports.store.readAll({ after: 0n, maxCount: 1000 }))
    .find(({ type }) => type === 'LearningLogged')!
    .streamId.replace('learning-log-', '');
  await installation.command('worker', workerId, { type: 'EraseWorker', data: { on: '2026-06-01' } });
  const steward = { ...FIRST, role: 'administrator' };
  for (const actor of [FIRST, steward]) {
    const answers = await Promise.all(
      [RIGHT, 'Moving and handling'].map((text) => answerTo(...learning!, text, actor)),
    );
    const [right, wrong] = answers.map(({ source: _, ...told }) => told);
    expect(wrong).toEqual(right);
  }
});
