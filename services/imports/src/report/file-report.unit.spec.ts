import { describe, expect, it } from 'vitest';
import { FileOutcome } from '../taking/taking.settings.js';
import { statusOf } from '../taking/file.taking.js';
import { reportOfFile, reportOfRefusedWhole, reportOfStopped } from './file-report.js';
import { totalsOf } from './import-report.js';
import { renderImportReport } from './report.rendering.js';

const file = { file: { name: 'ratings.csv' }, kind: 'ratings' } as unknown as Parameters<typeof reportOfStopped>[0];

it('lists of a cancelled import the rows dealt with and the open ones apart: no range holds a row of the other list', () => {
  const outcome = new FileOutcome(true);
  // Row 8 is blank; row 5 is refused, and row 12 waits for an answer.
  for (const row of [2, 3, 4, 6, 7, 9, 10, 11, 13, 14]) outcome.sound.add(row);
  outcome.findings.error({ row: 5, code: 'DAY', message: 'No day.' });
  const question = { about: 'workplace', id: 'home-a', knownId: 'HOME-A' } as const;
  outcome.findings.hold({
    row: 12,
    column: 'UNIT',

    message: '',
    remedy: '',
    questions: [question],
  });
  outcome.findings.error({ row: 14, code: 'DAY', message: 'No day.' });
  outcome.tally.before([2, 4, 6, 11, 13]);
  outcome.tally.leaveOut([3]);
  expect(reportOfStopped(file, outcome, true).stopped).toEqual({
    dealtWith: {
      count: 6,
      ranges: [
        [2, 4],
        [6, 6],
        [11, 11],
        [13, 13],
      ],
      more: 0,
    },
    open: {
      count: 3,
      ranges: [[7, 10]],
      more: 0,
    },
  });
});

it('says of an import that was cancelled before anything was taken that it was not, which it called taken in part', () => {
  const stopped = (change: (outcome: FileOutcome) => void) => {
    const outcome = new FileOutcome(true);
    for (const row of [2, 3]) outcome.sound.add(row);
    change(outcome);
    return reportOfStopped(file, outcome, true).status;
  };
  expect(stopped(() => undefined)).toBe('not-taken');
  expect(stopped(({ tally }) => tally.before([2]))).toBe('partly-taken');
  expect(
    stopped(({ tally }) => (tally.events = 1)),
    'the file itself is on record',
  ).toBe('partly-taken');
  expect(
    stopped(({ tally }) => (tally.unknown = 1)),
    'the store did not say',
  ).toBe('partly-taken');
});

const question = { about: 'worker', id: 'w-new', knownId: 'w-ada' } as const;
const held = (row: number) => ({ row, column: 'WORKER', message: 'May be.', remedy: 'Say so.', questions: [question] });

it('called a file whose only row waits for an answer “taken in part”: nothing of it was taken', () => {
  const status = (change: (outcome: FileOutcome) => void, forSteward = true) => {
    const outcome = new FileOutcome(forSteward);
    outcome.findings.hold(held(2));
    change(outcome);
    return statusOf(outcome);
  };
  expect(status(() => undefined)).toBe('not-taken');
  expect(status(({ tally }) => (tally.taken = 1))).toBe('partly-taken');
  expect(status(({ tally }) => tally.before([3]))).toBe('partly-taken');
  expect(status(({ tally }) => (tally.events = 1))).toBe('partly-taken');
  expect(status(({ findings }) => findings.error({ row: 3, code: 'DAY', message: 'No day.' }))).toBe('refused');
  const hidden = { ...held(3), forSteward: true } as const;
  expect(status(({ findings }) => findings.hold(hidden), false)).toBe('partly-taken');
  expect(statusOf(new FileOutcome(true))).toBe('taken');
});

describe('a file that is refused as a whole', () => {
  const problem = {
    code: 'MONTH_FIRST',
    field: 'file',
    message: 'DATE has the month first.',
    remedy: 'Write days.',
  } as const;
  const rendered = (report: ReturnType<typeof reportOfFile>) => {
    const files = [report];
    return renderImportReport({ dryRun: false, received: '', cancelled: false, files, totals: totalsOf(files) });
  };
  const read = (rows: number) => {
    const outcome = new FileOutcome(true);
    outcome.findings.error({ row: 3, code: 'NOT_A_DAY', message: 'No day.' });
    return Object.assign(outcome, { rows, sha256: 'ab' });
  };

  it('was told as “0 rows: 0 taken, 1 refused”', () => {
    const report = reportOfRefusedWhole(file, read(12), problem, true);
    expect(report).toMatchObject({ status: 'refused', rows: 12, counts: { taken: 0, refused: 12 }, errorCount: 1 });
    expect(rendered(report)).toMatch(/12 rows read, and none taken: the file was refused as a whole/);
    expect(rendered(report)).toMatch(/1 file, 12 rows: 0 taken, .* 12 refused/);
  });

  it('before it was read to its end is not said to have no rows', () => {
    const report = reportOfRefusedWhole(file, new FileOutcome(true), problem, true);
    expect(report).toMatchObject({ rows: 0, counts: { refused: 0 } });
    expect(rendered(report)).toMatch(/not read to its end, and its rows were not counted/);
    expect(rendered(report)).not.toMatch(/\): NOT TAKEN[^]*0 rows: 0 taken[^]*1 file/);
  });

  it('for one of its rows, with --whole-files-only, passed over the others', () => {
    const report = reportOfFile(file, read(2), true);
    expect(rendered(report)).toMatch(/2 rows: 0 taken, .* 1 refused\n {2}The others were not taken either/);
    expect(rendered(reportOfFile(file, read(1), true))).not.toMatch(/The others/);
  });
});
