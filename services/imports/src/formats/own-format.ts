import type { CellField } from './cell.fields.js';
import type { OwnKind } from './import-kinds.js';

/** One fact that a kind of file can state: which command it becomes and where each of its fields stands. */
export interface FactMapping {
  /** For the reference: what such a row says. */
  readonly says: string;
  /** Type of the command, of the format's aggregate. */
  readonly command: string;
  readonly fields: Readonly<Record<string, CellField>>;
  /**
   * Columns that may say again what the stream's first event says, by that event's field. They are compared: a row
   * about somebody else's record is a mistake.
   */
  readonly repeats?: Readonly<Record<string, CellField>>;
  /** A field that is taken from what is already recorded, because the file has no column for it. */
  readonly completion?: 'contract-at-leaving';
}

/** A kind of file of our own, as published in docs/reference/import-formats.md. */
export interface OwnFormat {
  readonly kind: OwnKind;
  /** What the file is for, for the reference. */
  readonly about: string;
  /** Counts up when columns are added. A file of an earlier version is one without the columns of later ones. */
  readonly version: number;
  /**
   * Name and meaning of each column, and the version that brought it where that is not the first. Files may have them in
   * any order. A column of a later version is never needed, nor is {@link MAY_BE_LEFT_OUT}; the first version's are never
   * changed: what tells one row from another is derived from them.
   */
  readonly columns: readonly (readonly [name: string, meaning: string, since?: number])[];
  /** Name of the aggregate that all of its commands go to. */
  readonly aggregate: string;
  /** The id within the aggregate's streams, or `organisation` for the one organisation that is imported into. */
  readonly stream: CellField | 'organisation';
  /** The columns that name the record which rows build upon one another about; undefined where they do not. */
  readonly record?: readonly string[];
  /** By the value of FACT; a file without that column has the single fact `''`. */
  readonly facts: Readonly<Record<string, FactMapping>>;
}

/** The columns that hold days. */
export function dayColumns(format: OwnFormat): readonly string[] {
  const fields = Object.values(format.facts).flatMap((fact) => [
    ...Object.values(fact.fields),
    ...Object.values(fact.repeats ?? {}),
  ]);
  return [
    ...new Set(['RECORDED', ...fields.flatMap(({ isDay, columns: [first] }) => (isDay && first ? [first] : []))]),
  ];
}

export const FACT = ['FACT', 'What the row says: one of the facts below.'] as const;
export const RECORDED = [
  'RECORDED',
  'The day on which the source system recorded it, `YYYY-MM-DD`; blank, or without the column, the day of the import.',
] as const;
/**
 * Columns that a file may be without: it is read as if they were blank in every row. No others, though no fact may need
 * them: blank, they say something of the fact itself (for all roles; does not expire; not known), and a column that an
 * export forgot would say so in every row, unnoticed.
 */
export const MAY_BE_LEFT_OUT: ReadonlySet<string> = new Set([RECORDED[0]]);
export const WORKPLACE = [
  'WORKPLACE',
  'The `LOCALESTID` of the workplace that the people in the row belong to.',
] as const;
export const WORKER = ['WORKER', 'The `UNIQUEWORKERID` of the worker.'] as const;
