import type { FileProblem } from '../reading/file-problem.js';
import type { RecognisedFile } from '../recognised-files.js';
import type { AbsentPerson } from '../taking/file-plan.js';
import type { FileOutcome } from '../taking/taking.settings.js';
import { KEPT_PROBLEMS, NO_ROWS, type FileReport, type PeopleListed } from './import-report.js';
import { RowSet } from './row-set.js';

const EMPTY = {
  kind: undefined,
  isRead: false,
  status: 'refused',
  rows: 0,
  counts: NO_ROWS,
  events: 0,
  errors: [],
  errorCount: 0,
  warnings: [],
  warningCount: 0,
  held: [],
  removed: 0,
} as const satisfies Omit<FileReport, 'name'>;

export function reportOfRefused(name: string, problem: FileProblem): FileReport {
  return { ...EMPTY, name, problem };
}

/** Of a sheet beside those that are tables of ours. */
export function reportOfLeftOut(name: string, { message, ...problem }: FileProblem): FileReport {
  const remedy = `If it holds rows to import: ${problem.remedy}`;
  return {
    ...EMPTY,
    name,
    status: 'left-out',
    problem: { ...problem, message: `${message} It was left out.`, remedy },
  };
}

export function reportOfNotBegun({ file, kind }: RecognisedFile): FileReport {
  return { ...EMPTY, name: file.name, kind, status: 'not-begun' };
}

/** @param forSteward whether it is told how many rows are about people who were erased */
export function reportOfFile({ file, kind }: RecognisedFile, outcome: FileOutcome, forSteward: boolean): FileReport {
  const { findings, tally, beyond, sha256, source, rows, status } = outcome;
  const { taken, alreadyThere, unknown } = tally;
  const erased = forSteward ? tally.erased : 0;
  const nothingToDo = tally.nothingToDo + tally.erased - erased + findings.hiddenCount;
  const held = findings.heldCount - findings.hiddenCount;
  const withheld = outcome.isWithheld ? outcome.sound.ranges(0, (row) => !findings.isRefused(row)).count : 0;
  const hasLeft = ({ workerId }: AbsentPerson) => tally.removedFrom.has(workerId);
  const ofStaff = {
    absent: listed(beyond.absent.filter((person) => !hasLeft(person))),
    removedPeople: listed(beyond.absent.filter(hasLeft)),
  };
  return {
    name: file.name,
    kind,
    isRead: sha256 !== undefined,
    ...(source !== undefined && tally.events > 0 ? { source } : {}),
    status,
    rows,
    counts: { taken, alreadyThere, nothingToDo, unknown, refused: findings.refused, withheld, held, erased },
    events: tally.events,
    ...findings.sorted(),
    errorCount: findings.errorCount,
    warningCount: findings.warningCount,
    held: findings.held,
    removed: tally.removed,
    ...(kind === 'staff' ? ofStaff : {}),
  };
}

function listed(people: readonly AbsentPerson[]): PeopleListed {
  return { count: people.length, people: people.slice(0, KEPT_PROBLEMS) };
}

/** Of a file that was refused as a whole, however far it was read: whatever single rows say, none of them was taken. */
export function reportOfRefusedWhole(
  file: RecognisedFile,
  outcome: FileOutcome,
  problem: FileProblem,
  forSteward: boolean,
): FileReport {
  const report = reportOfFile(file, outcome, forSteward);
  const { held } = report.counts;
  return { ...report, status: 'refused', problem, counts: { ...NO_ROWS, held, refused: report.rows - held } };
}

/** Of a file in the middle of which the import ended: with the rows that were dealt with, and those that are open. */
export function reportOfStopped(file: RecognisedFile, outcome: FileOutcome, forSteward: boolean): FileReport {
  const { sound, tally, findings } = outcome;
  // All that have anything in them, so that nothing but a blank row is passed over inside a range.
  const all = new RowSet();
  for (const rows of [sound, findings.rowsAside()]) all.addAll(rows);
  const open = all.ranges(
    KEPT_PROBLEMS,
    (row) => sound.has(row) && !tally.settled.has(row) && !findings.isRefused(row),
  );
  const dealtWith = all.ranges(KEPT_PROBLEMS, (row) => tally.settled.has(row));
  const status = tally.isUntouched ? 'not-taken' : 'partly-taken';
  return { ...reportOfFile(file, outcome, forSteward), status, stopped: { dealtWith, open } };
}
