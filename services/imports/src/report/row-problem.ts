/** What is wrong, or worth knowing, about one row. */
export interface RowProblem {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  /** The column, or several of them joined by a slash. */
  readonly column?: string;
  /** Stable, for machines. In ASC-WDS files the code of the bulk upload, such as `e1050` or `w2110`, where it has one. */
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

export type ProblemOfRow = Omit<RowProblem, 'row'>;
