import type { ImportKind } from '../formats/import-kinds.js';
import type { FileProblem } from '../reading/file-problem.js';
import type { AbsentPerson } from '../taking/file-plan.js';
import type { HeldRow, RowProblem } from './row-problem.js';
import type { RowRanges } from './row-set.js';

/**
 * What became of the rows of a file. They add up to `rows`, except where the import was interrupted.
 */
export interface RowCounts {
  /** Led to at least one new fact. */
  readonly taken: number;
  /** The same row was imported before. */
  readonly alreadyThere: number;
  /** Says what is so already, or nothing that is taken. */
  readonly nothingToDo: number;
  /** Have errors, or stand in a file that was refused as a whole. */
  readonly refused: number;
  /** Neither refused nor held, and not taken because others are refused: files were to be taken whole. */
  readonly withheld: number;
  /** Wait for an answer whether an id names somebody who is known. */
  readonly held: number;
  /** The store did not say whether it took them: importing the file again settles it. */
  readonly unknown: number;
  /**
   * Are about somebody who was erased, or name them: left out, whatever they say. Only a data steward is told; for
   * others they have nothing new.
   */
  readonly erased: number;
}

export const NO_ROWS: RowCounts = {
  taken: 0,
  alreadyThere: 0,
  nothingToDo: 0,
  refused: 0,
  withheld: 0,
  held: 0,
  unknown: 0,
  erased: 0,
};

/**
 * `taken`: every row was taken, or had nothing new. `partly-taken`: some rows were, and others were refused or held, or
 * the import ended in the middle of it. `not-taken`: nothing was taken and nothing is wrong with it: all of its rows are
 * held, or the import ended before any. `refused`: nothing was taken, and rows, or the file, were refused. `not-begun`:
 * the import ended before it. `left-out`: a sheet that is no table of ours, of a workbook that has one. In a dry run:
 * what would have become of it.
 */
export type FileStatus = 'taken' | 'partly-taken' | 'not-taken' | 'refused' | 'not-begun' | 'left-out';

/** All are counted, and the first {@link KEPT_PROBLEMS} named. */
export interface PeopleListed {
  readonly count: number;
  readonly people: readonly AbsentPerson[];
}

export interface FileReport {
  readonly name: string;
  /** Undefined when its columns are not those of any kind. */
  readonly kind: ImportKind | undefined;
  /** Whether it was read to its end. */
  readonly isRead: boolean;
  /**
   * What the facts written say that they are from. Undefined where none was: whoever knows a file but for a cell could
   * try, without a trace, which one gives what the facts of it say.
   */
  readonly source?: string;
  readonly status: FileStatus;
  /** Why nothing of it was taken, where that is not about single rows. */
  readonly problem?: FileProblem;
  /** Rows below the header that are not blank; 0 where it could not be read to its end. */
  readonly rows: number;
  readonly counts: RowCounts;
  /** Facts written. */
  readonly events: number;
  /** The first {@link KEPT_PROBLEMS}. */
  readonly errors: readonly RowProblem[];
  readonly errorCount: number;
  /** The first {@link KEPT_PROBLEMS}. */
  readonly warnings: readonly RowProblem[];
  readonly warningCount: number;
  /** The first {@link KEPT_PROBLEMS} rows that wait for an answer; all are counted. */
  readonly held: readonly HeldRow[];
  /** Staff file: people in post in its services who are not in it, and are not recorded as having left for that. */
  readonly absent?: PeopleListed;
  /** People or records that were removed because the upload no longer has them. */
  readonly removed: number;
  /** Staff file: who they are. */
  readonly removedPeople?: PeopleListed;
  /** Where the import ended in the middle of the file: whole rows were dealt with. The same file again finishes it. */
  readonly stopped?: { readonly dealtWith: RowRanges; readonly open: RowRanges };
}

export interface ImportReport {
  /** Nothing was written; the report says what would have been. */
  readonly dryRun: boolean;
  /** The day on which the files were received, `YYYY-MM-DD`, unless a file says another. */
  readonly received: string;
  /** It was told to end before it was done. */
  readonly cancelled: boolean;
  readonly files: readonly FileReport[];
  readonly totals: RowCounts & {
    readonly rows: number;
    readonly events: number;
    /** As a whole: rows of theirs that were not read are in none of the counts. */
    readonly filesRefused: number;
  };
}

/** How many errors, warnings and absent people a report names one by one; all are counted. */
export const KEPT_PROBLEMS = 1_000;

/** The import stopped half-way, for a reason that is not in its files. Taking them again goes on where it stopped. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';
  constructor(
    readonly report: ImportReport,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The import was interrupted: ${reason}. Import the same files again: what was taken is not taken twice.`, {
      cause,
    });
  }
}

/** Nothing of it was taken for what it is, and not for what single rows say. */
export function isRefusedWhole({ status, problem }: FileReport): boolean {
  return status === 'refused' && problem !== undefined;
}

export function totalsOf(files: readonly FileReport[]): ImportReport['totals'] {
  const sum = (of: (file: FileReport) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    rows: sum((file) => file.rows),
    events: sum((file) => file.events),
    filesRefused: files.filter(isRefusedWhole).length,
    taken: sum((file) => file.counts.taken),
    alreadyThere: sum((file) => file.counts.alreadyThere),
    nothingToDo: sum((file) => file.counts.nothingToDo),
    refused: sum((file) => file.counts.refused),
    withheld: sum((file) => file.counts.withheld),
    held: sum((file) => file.counts.held),
    unknown: sum((file) => file.counts.unknown),
    erased: sum((file) => file.counts.erased),
  };
}
