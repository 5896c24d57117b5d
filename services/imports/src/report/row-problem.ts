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

/** The column of a problem, where it has one. */
export function placed(column: string | undefined): Pick<RowProblem, 'column'> {
  return column === undefined ? {} : { column };
}

/** A row of which nothing is taken until it is answered whether an id in it names somebody who is known under another. */
export interface HeldRow {
  readonly row: number;
  readonly column: string;
  /** None where the row only depends on another one that is held. */
  readonly questions: readonly {
    readonly about: 'worker' | 'workplace';
    readonly id: string;
    readonly knownId: string;
    /** Whoever is known by it was erased: only a data steward is asked. */
    readonly isErased?: true;
  }[];
  readonly message: string;
  readonly remedy: string;
  /** It waits for what only a data steward is asked: others are told that it has nothing new. */
  readonly forSteward?: true;
}
