/** Why a whole file is not taken. */
export interface FileProblem {
  /** Stable, for machines. */
  readonly code: string;
  /** `file` when it is about the file as a whole, `columns` when it is about row 1. */
  readonly field: 'file' | 'columns';
  readonly message: string;
  readonly remedy: string;
  readonly columns?: ColumnDifferences;
}

/** How a file's columns differ from those of the kind it resembles most. */
export interface ColumnDifferences {
  /** The kind of file that shares most columns with this one. */
  readonly nearestKind?: string;
  readonly missing: readonly string[];
  /** By name where it is that of a column, or almost; any other by its place, as it may be somebody's name. */
  readonly unexpected: readonly string[];
  /** Columns that are there, but not in their place. */
  readonly misplaced: readonly string[];
}

/** Nothing of the file can be taken. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(readonly problem: FileProblem) {
    super(`${problem.message} ${problem.remedy}`);
  }
}
