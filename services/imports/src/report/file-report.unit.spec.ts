import { expect, it } from 'vitest';
import { FileOutcome } from '../taking/taking.settings.js';
import { reportOfStopped } from './file-report.js';

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
