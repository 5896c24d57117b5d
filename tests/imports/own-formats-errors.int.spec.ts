import { workerIdOf, type ImportKind } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importAll, importOne, newInstallation, ownFile, type Cells, type Installation } from './import.harness.js';
import { BASE, held, logged, measured, opened, planned, rated, signed, standards, W001 } from './own-formats.rows.js';

let installation: Installation;
beforeEach(async () => {
  installation = await newInstallation();
  await importAll(installation, BASE);
});
afterEach(() => installation.close());

describe('errors of rows', () => {
  it.each<readonly [string, ImportKind, Cells, string | undefined, string]>([
    ['an unknown fact', 'learning', { ...logged, FACT: 'learned' }, 'FACT', 'UNKNOWN_FACT'],
    ['no fact', 'learning', { ...logged, FACT: '' }, 'FACT', 'UNKNOWN_FACT'],
    ['a fact that every object has', 'learning', { ...logged, FACT: 'constructor' }, 'FACT', 'UNKNOWN_FACT'],
    ['a required column blank', 'learning', { ...logged, ENTRY: '' }, 'ENTRY', 'REQUIRED'],
    ['a column the fact has no use for', 'learning', { ...logged, IMPACT: 'yes' }, 'IMPACT', 'COLUMN_NOT_USED'],
    ['a day that does not exist', 'learning', { ...logged, DATE: '2023-02-29' }, 'DATE', 'NOT_A_DAY'],
    ['a day written otherwise', 'learning', { ...logged, DATE: '1 February 2024' }, 'DATE', 'NOT_A_DAY'],
    ['a day of recording ahead', 'learning', { ...logged, RECORDED: '2026-07-01' }, 'RECORDED', 'IN_THE_FUTURE'],
    ['a word for a number', 'learning', { ...logged, MINUTES: 'two hours' }, 'MINUTES', 'NOT_A_WHOLE_NUMBER'],
    ['a negative number', 'learning', { ...logged, MINUTES: '-5' }, 'MINUTES', 'NOT_A_WHOLE_NUMBER'],
    ['a number beyond the schema', 'learning', { ...logged, MINUTES: 60_001 }, 'MINUTES', 'NOT_ACCEPTED'],
    ['a choice that is none', 'learning', { ...logged, KIND: 'party' }, 'KIND', 'NOT_A_CHOICE'],
    ['neither yes nor no', 'learning', { ...logged, PLANNED: 'Y' }, 'PLANNED', 'NOT_A_CHOICE'],
    ['an id with a blank', 'learning', { ...logged, ENTRY: 'e 1' }, 'ENTRY', 'NOT_AN_ID'],
    ['a formula for an id', 'learning', { ...logged, ENTRY: '=1+1' }, 'ENTRY', 'NOT_AN_ID'],
    ['a code that is none', 'learning', { ...logged, TOPICS: '20;?' }, 'TOPICS', 'NOT_A_CODE'],
    ['an element without its framework', 'learning', { ...logged, ELEMENTS: '1.1' }, 'ELEMENTS', 'NOT_AN_ELEMENT'],
    ['a rating beyond the scale', 'ratings', { ...rated, RATING: 5 }, 'RATING', 'NOT_ACCEPTED'],
    ['a target with letters', 'indicators', { ...measured, FACT: 'defined', TARGET: '5%' }, 'TARGET', 'NOT_A_NUMBER'],
    ['a manager without a workplace', 'checklist', { ...planned, WORKPLACE: '' }, 'WORKPLACE', 'REQUIRED'],
  ])('%s', async (_what, kind, row, column, code) => {
    const head = await installation.store.head();
    const report = await importOne(installation, ownFile(kind, [row]));
    expect(report).toMatchObject({ status: 'refused', counts: { taken: 0, refused: 1 } });
    expect(report.errors).toContainEqual(expect.objectContaining({ row: 2, code, column }));
    for (const { message, remedy } of report.errors) expect([message, remedy]).not.toContain(undefined);
    expect(await installation.store.head()).toBe(head);
  });

  it.each<readonly [string, ImportKind, readonly Cells[], number, string | undefined, string]>([
    ['a worker nobody knows', 'learning', [{ ...logged, WORKER: 'W999' }], 2, 'WORKER', 'UNKNOWN_WORKER'],
    [
      'a unit nobody knows',
      'assignments',
      [{ ...W001, FACT: 'team', DATE: '2024-01-01', TEAM: 'team-9' }],
      2,
      'TEAM',
      'UNKNOWN_UNIT',
    ],
    [
      'a role profile nobody knows',
      'policies',
      [{ POLICY: 'supervision-interval-days', ROLEPROFILE: 'nobody', VALUE: 30, FROM: '2024-01-01' }],
      2,
      'ROLEPROFILE',
      'UNKNOWN_ROLE_PROFILE',
    ],
    [
      'a team of nobody, which named no column',
      'assignments',
      [{ ...W001, WORKER: 'W999', FACT: 'team', DATE: '2024-01-01', TEAM: 'team-1' }],
      2,
      'WORKER',
      'NOT_JOINED',
    ],
    [
      'a return of nobody',
      'assignments',
      [{ ...W001, WORKER: 'W999', FACT: 'returned', DATE: '2024-01-01' }],
      2,
      'WORKER',
      'NOT_JOINED',
    ],
    ['a session without an agreement', 'supervision', [held], 2, undefined, 'NO_AGREEMENT'],
    [
      'a record signed before its session',
      'supervision',
      [signed, held, { ...held, FACT: 'record-signed', MINUTES: '', DATE: '2024-01-20' }],
      4,
      'DATE',
      'SIGNED_BEFORE_HELD',
    ],
    [
      'an owner who is neither',
      'supervision',
      [
        signed,
        held,
        {
          AGREEMENT: 'sv-1',
          FACT: 'action-agreed',
          DATE: '2024-02-01',
          SESSION: 's-1',
          ACTION: 'a',
          OWNER: 'HOME-A/W009',
          DUE: '2024-03-01',
        },
      ],
      4,
      'OWNER',
      'OWNER_UNKNOWN',
    ],
    [
      "somebody else's agreement",
      'supervision',
      [signed, { ...held, WORKPLACE: 'HOME-A', SUPERVISEE: 'W002' }],
      3,
      'SUPERVISEE',
      'OTHER_SUBJECT',
    ],
    [
      "somebody else's review",
      'ratings',
      [opened, standards, { ...rated, ...W001, WORKER: 'W002' }],
      4,
      'WORKER',
      'OTHER_SUBJECT',
    ],
    [
      'an indicator nobody defined',
      'indicators',
      [{ ...measured, INDICATOR: 'complaints' }],
      2,
      undefined,
      'INDICATOR_NOT_DEFINED',
    ],
  ])('refused by a rule: %s', async (_what, kind, rows, row, column, code) => {
    const head = await installation.store.head();
    const report = await importOne(installation, ownFile(kind, rows), { acceptValidRows: false });
    expect(report).toMatchObject({ status: 'refused', counts: { taken: 0, refused: 1 } });
    expect(report.errors).toEqual([
      expect.objectContaining({ row, code, ...(column === undefined ? {} : { column }) }),
    ]);
    expect(await installation.store.head()).toBe(head);
  });

  it('a policy was refused beside the role profile that it is for, in whatever order the files were given', async () => {
    const { totals } = await importAll(installation, [
      ownFile('policies', [
        { POLICY: 'supervision-interval-days', ROLEPROFILE: 'lead', VALUE: 30, FROM: '2024-01-01' },
      ]),
      ownFile('role-profiles', [{ ROLEPROFILE: 'lead', FACT: 'defined', DATE: '2024-01-01', TITLE: 'Lead' }]),
    ]);
    expect(totals).toMatchObject({ taken: 2, refused: 0 });
  });

  it('tells all problems of a row at once, each once', async () => {
    const report = await importOne(
      installation,
      ownFile('learning', [{ ...logged, ENTRY: '', DATE: 'soon', MINUTES: 'x' }]),
    );
    expect(report.errors.map(({ column, code }) => [column, code])).toEqual([
      ['ENTRY', 'REQUIRED'],
      ['MINUTES', 'NOT_A_WHOLE_NUMBER'],
      ['DATE', 'NOT_A_DAY'],
    ]);
  });

  it('tells what the schema has against a cell in words for people, and what to do', async () => {
    const rows = [
      { ...logged, TEXT: 'x'.repeat(4_001) },
      { ...logged, ENTRY: 'e-2', MINUTES: 60_001 },
    ];
    const { errors } = await importOne(installation, ownFile('learning', rows));
    expect(errors.map(({ message, remedy }) => [message, remedy])).toEqual([
      ['TEXT must be at most 4,000 characters long.', 'Shorten it.'],
      ['MINUTES must be at most 60,000.', 'Give a smaller number.'],
    ]);
  });

  it('leaves out a text about somebody whose key was shredded', async () => {
    installation.personal.shred(workerIdOf(installation.ports.pseudonym, 'HOME-A', 'W001'));
    const head = await installation.store.head();
    const report = await importOne(installation, ownFile('learning', [logged]));
    expect(report).toMatchObject({ status: 'taken', errors: [], counts: { erased: 1, taken: 0 } });
    expect(await installation.store.head()).toBe(head);
  });
});
