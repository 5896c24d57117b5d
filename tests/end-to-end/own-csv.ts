import { OWN_FORMATS, type ImportKind } from '@praxis/imports';

export type Cells = Readonly<Record<string, string | number>>;

/** The text of a file of one of our own kinds, from the cells that are filled. */
export function ownCsv(kind: ImportKind, rows: readonly Cells[]): string {
  const format = OWN_FORMATS.find((candidate) => candidate.kind === kind);
  if (!format) throw new Error(`${kind} is not a kind of our own`);
  const columns = format.columns.map(([column]) => column);
  const unknown = rows.flatMap((row) => Object.keys(row)).find((column) => !columns.includes(column));
  if (unknown !== undefined) throw new Error(`${kind} has no column ${unknown}`);
  const cell = (value: string | number | undefined) =>
    value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\n`).join('');
}

/** A row of `indicators.csv` that defines falls; the unit is another row's. */
export const FALLS_DEFINED: Cells = {
  FACT: 'defined',
  DATE: '2024-01-01',
  TITLE: 'Falls',
  NUMERATORLABEL: 'Falls',
  DENOMINATORLABEL: 'Bed days',
  PER: 1000,
  IMPROVEMENT: 'decrease',
  SOURCE: 'incident-log',
};
