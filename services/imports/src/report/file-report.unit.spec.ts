import { describe, expect, it } from 'vitest';
import { FileOutcome } from '../taking/taking.settings.js';
import { statusOf } from '../taking/file.taking.js';
import { reportOfFile, reportOfRefused, reportOfRefusedWhole, reportOfStopped } from './file-report.js';
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
    expect(rendered(report)).not.toMatch(/\): NOT TAKEN[^]*0 rows: 0 taken[^]*1 file,/);
  });

  it('for one of its rows, with --whole-files-only, passed over the others, which were in no group of the sum', () => {
    const withheld = (sound: readonly number[]) => {
      const outcome = Object.assign(read(sound.length + 2), { isWithheld: true });
      // Row 3 is refused, only when it was decided; row 99 is held.
      outcome.sound.addAll([3, ...sound]);
      outcome.findings.hold(held(99));
      return reportOfFile(file, outcome, true);
    };
    expect(rendered(withheld([2, 4]))).toMatch(
      /4 rows: 0 taken, .* 1 refused, 2 not taken because others were refused, 1 held\n {2}2 other rows were not taken either: files are/,
    );
    expect(rendered(withheld([2, 4]))).toMatch(/1 file, 4 rows: .* 1 refused, 2 not taken because others were refused/);
    expect(rendered(withheld([2]))).toMatch(/\n {2}1 other row was not taken either/);
    expect(rendered(withheld([]))).not.toMatch(/taken either|whole or not|because others/);
  });

  it('with a row that is refused and one that is held was told that files are taken whole, which nobody had asked for', () => {
    const outcome = read(2);
    outcome.findings.hold(held(2));
    outcome.sound.add(3);
    expect(statusOf(outcome)).toBe('refused');
    expect(rendered(reportOfFile(file, outcome, true))).toMatch(/ 1 refused, 1 held\n {2}1 error:/);
    expect(rendered(reportOfFile(file, outcome, true))).not.toMatch(/whole or not|not taken/);
  });
});

const refusedFor = { code: 'NO_HEADER', field: 'columns', message: 'Row 1 is blank.', remedy: 'Fill it.' } as const;

describe('a cancelled import on the terminal', () => {
  const stopped = (settled: (row: number) => boolean, rows = 4_000) => {
    const outcome = Object.assign(new FileOutcome(true), { rows, sha256: 'ab' });
    for (let row = 2; row < rows + 2; row += 1) outcome.sound.add(row);
    outcome.tally.before(Array.from(outcome.sound).filter(settled));
    const files = [reportOfStopped(file, outcome, true)];
    return { dryRun: false, received: '', cancelled: true, files, totals: totalsOf(files) };
  };
  const linesOf = (report: ReturnType<typeof stopped>) =>
    renderImportReport(report)
      .split('\n')
      .filter((line) => /dealt with|still open/.test(line));

  it('printed a thousand ranges of rows, twice: the first few, how many more there are, and where all of them are', () => {
    const report = stopped((row) => row % 3 === 0);
    expect(linesOf(report)).toEqual([
      '  dealt with: 1,333 rows',
      '  still open: 2,667 rows in 1,334 places: 2, 4–5, 7–8, 10–11, 13–14 and 1,329 more. Import the same file again: ' +
        'it goes on with these. The report as JSON (--json, or over HTTP) lists the places.',
    ]);
    expect(report.files[0]!.stopped!.open).toMatchObject({ count: 2_667, more: 334 });
    expect(report.files[0]!.stopped!.open.ranges).toHaveLength(1_000);
  });

  it('is short where there are few', () => {
    expect(linesOf(stopped((row) => row < 2_002))).toEqual([
      '  dealt with: 2,000 rows: 2–2,001',
      '  still open: 2,000 rows: 2,002–4,001. Import the same file again: it goes on with these.',
    ]);
    expect(linesOf(stopped((row) => row % 2 === 0 && row < 12))[1]).toMatch(/ 3,995 rows: 3, 5, 7, 9, 11–4,001\. /);
    expect(linesOf(stopped((row) => row % 2 === 0 || row > 12))[0]).toBe('  dealt with: 3,995 rows');
    expect(linesOf(stopped((row) => row === 2, 2))).toEqual([
      '  dealt with: row 2',
      '  still open: row 3. Import the same file again: it goes on with these.',
    ]);
    expect(linesOf(stopped(() => true, 2))[1]).toMatch(/still open: no row\./);
  });
});

describe('the sum of a report', () => {
  const unread = (name: string) => reportOfRefused(name, refusedFor);
  const rowsOf = (taken: number, name = 'ratings.csv') => {
    const outcome = Object.assign(new FileOutcome(true), { rows: taken, sha256: 'ab', status: 'taken' as const });
    outcome.tally.taken = taken;
    outcome.tally.events = taken;
    return { ...reportOfFile(file, outcome, true), name };
  };
  const textOf = (...files: ReturnType<typeof rowsOf>[]) =>
    renderImportReport({ dryRun: false, received: '', cancelled: false, files, totals: totalsOf(files) });
  const lastOf = (...files: ReturnType<typeof rowsOf>[]) =>
    textOf(...files)
      .trimEnd()
      .split('\n')
      .at(-1);
  const wholly = (rows: number) => {
    const outcome = Object.assign(new FileOutcome(true), { rows, sha256: 'ab' });
    const problem = { code: 'MONTH_FIRST', field: 'file', message: 'Month first.', remedy: 'Write days.' } as const;
    return reportOfRefusedWhole(file, outcome, problem, true);
  };

  it('of two files that nothing could be read of was “0 refused”', () => {
    const files = [unread('a.csv'), unread('b.csv')];
    expect(totalsOf(files)).toMatchObject({ rows: 0, refused: 0, filesRefused: 2 });
    expect(lastOf(...files)).toBe(
      '2 files were refused whole, and none of their rows taken; their rows were not looked at to the end, and are not in the sum.',
    );
    expect(lastOf(unread('a.csv'))).toBe(
      '1 file was refused whole, and none of its rows taken; its rows were not looked at to the end, and are not in the sum.',
    );
    expect(lastOf(unread('a.csv'), wholly(3), rowsOf(2))).toBe(
      '2 files were refused whole, and none of their rows taken; the rows of 1 were not looked at to the end, and are not in the sum.',
    );
    expect(lastOf(wholly(3))).toBe('1 file was refused whole, and none of its rows taken.');
  });

  it('of files that were not refused whole says nothing of that', () => {
    const withErrors = { ...rowsOf(0), status: 'refused' } as const;
    const leftOut = { ...unread('Notes'), status: 'left-out' } as const;
    for (const files of [[], [rowsOf(1)], [rowsOf(1), withErrors, leftOut]]) {
      expect(totalsOf(files).filesRefused).toBe(0);
      expect(lastOf(...files)).toMatch(/ written\.$/);
    }
  });

  it.each([
    [[], '0 files, 0 rows: 0 taken, 0 already there, 0 with nothing new, 0 refused; 0 facts written.'],
    [[1], '1 file, 1 row: 1 taken, 0 already there, 0 with nothing new, 0 refused; 1 fact written.'],
    [[1, 1], '2 files, 2 rows: 2 taken, 0 already there, 0 with nothing new, 0 refused; 2 facts written.'],
    [[2, 0], '2 files, 2 rows: 2 taken, 0 already there, 0 with nothing new, 0 refused; 2 facts written.'],
  ])('of %j is in the number that it has to be in', (rows, said) => {
    expect(lastOf(...rows.map((taken) => rowsOf(taken)))).toBe(said);
  });
});

describe('somebody who is in post and not in a staff file', () => {
  const people = ['w-ada', 'w-bo'].map((workerId) => ({ workerId, unitId: 'north' }));
  const staff = { ...file, kind: 'staff' } as const;
  const outcomeOf = (gone: readonly string[]) => {
    const outcome = Object.assign(new FileOutcome(true), {
      rows: 1,
      sha256: 'ab',
      beyond: { absent: people, streams: [] },
    });
    const commands = [{ row: undefined }] as unknown as Parameters<typeof outcome.tally.part>[1]['commands'];
    const done = [{ kind: 'done', events: 1 }] as unknown as Parameters<typeof outcome.tally.part>[2];
    for (const id of gone) outcome.tally.part(id, { rows: [], commands }, done);
    return outcome;
  };
  const linesOf = (report: ReturnType<typeof reportOfFile>, problems?: number) => {
    const given = { dryRun: false, received: '', cancelled: false, files: [report], totals: totalsOf([report]) };
    const text = renderImportReport(given, problems === undefined ? {} : { problems });
    return text.split('\n').filter((line) => /^ {2}(?!\d+ rows?: )/.test(line));
  };

  it('was said to stay, right below that they were removed', () => {
    expect(linesOf(reportOfFile(staff, outcomeOf(['w-ada', 'w-bo']), true))).toEqual([
      '  2 removed because the upload no longer has them:',
      '    w-ada (north)',
      '    w-bo (north)',
    ]);
    expect(linesOf(reportOfFile(staff, outcomeOf(['w-ada', 'w-bo']), true), 1)).toEqual([
      '  2 removed because the upload no longer has them:',
      '    w-ada (north)',
      '    … and 1 more',
    ]);
  });

  it('is said to stay where they do, and only they', () => {
    expect(linesOf(reportOfFile(staff, outcomeOf([]), true))).toEqual([
      '  2 people in post here are not in the file; they stay as they are:',
      '    w-ada (north)',
      '    w-bo (north)',
    ]);
    expect(linesOf(reportOfFile(staff, outcomeOf(['w-ada']), true))).toEqual([
      '  1 removed because the upload no longer has them:',
      '    w-ada (north)',
      '  1 person in post here is not in the file; they stay as they are:',
      '    w-bo (north)',
    ]);
    const withheld = outcomeOf(['w-ada', 'w-bo']);
    withheld.tally.withoutRemovals();
    expect(reportOfFile(staff, withheld, true)).toMatchObject({
      events: 0,
      removed: 0,
      removedPeople: { count: 0 },
      absent: { count: 2 },
    });
  });

  it('of an import that ended in the middle is not said to stay: the rest of it may remove them', () => {
    expect(linesOf(reportOfStopped(staff, outcomeOf([]), true)).slice(-3)).toEqual([
      '  2 people in post here are not in the file:',
      '    w-ada (north)',
      '    w-bo (north)',
    ]);
  });

  it('is not listed where records are removed, which are not people', () => {
    const outcome = outcomeOf([]);
    outcome.tally.removed = 1;
    expect(linesOf(reportOfFile(file, outcome, true))).toEqual(['  1 removed because the upload no longer has them']);
  });
});

it.each([1, 2])('“1 errors:” and “1 rows” were told: of %i of everything each is in its number', (many) => {
  const outcome = Object.assign(new FileOutcome(true), { rows: many, sha256: 'ab' });
  const rows = Array.from({ length: many }, (_, at) => at + 2);
  for (const row of rows) {
    outcome.sound.add(row);
    outcome.findings.error({ row, code: 'DAY', message: 'No day.' });
    outcome.findings.warn({ row, code: 'DAY', message: 'No day.' });
    for (let other = 0; other < 5 + many; other += 1) outcome.findings.hold({ ...held(100 + row + other * 10) });
  }
  outcome.beyond = { absent: rows.map((row) => ({ workerId: `w-${row}`, unitId: 'north' })), streams: [] };
  outcome.tally.removed = many;
  for (const of of ['taken', 'events', 'nothingToDo', 'unknown', 'erased'] as const) outcome.tally[of] = many;
  const whole = reportOfFile({ ...file, kind: 'staff' }, { ...outcome, status: 'partly-taken' } as FileOutcome, true);
  const files = [whole, reportOfStopped(file, outcome, true), reportOfRefused('a', { ...refusedFor })].slice(
    0,
    1 + many,
  );
  const text = renderImportReport({ dryRun: false, received: '', cancelled: true, files, totals: totalsOf(files) });
  expect(text).toContain(many === 1 ? '\n  1 error:\n' : '\n  2 errors:\n');
  expect(text).toContain(many === 1 ? '\n  1 person in post here is not' : '\n  2 people in post here are not');
  expect(text).not.toMatch(/(?<![\d.,–])1 [a-z]+s\b(?<! (?:is|was))/);
  expect(text).not.toMatch(/(?<![\d.,–])[02-9] (?:row|file|error|warning|fact|person|place)\b/);
});
