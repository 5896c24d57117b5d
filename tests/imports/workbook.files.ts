import { fileOf, OWN_FORMATS, type FileToImport, type ImportKind } from '@praxis/imports';
import { readFileSync } from 'node:fs';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';

/** What a cell of a workbook holds; text in a `zeros` cell is a number that is shown with so many digits. */
export type SheetCell = string | number | boolean | Date | { readonly number: number; readonly zeros: string };
export type SheetCells = Readonly<Record<string, SheetCell>>;

export interface TestSheet {
  readonly name: string;
  readonly columns: readonly string[];
  /** A blank row is an empty object. */
  readonly rows: readonly SheetCells[];
}

/** A sheet of one of our own kinds. */
export function ownSheet(kind: ImportKind, rows: readonly SheetCells[], name: string = kind): TestSheet {
  const columns = OWN_FORMATS.find((format) => format.kind === kind)!.columns.map(([column]) => column);
  return { name, columns, rows };
}

/** A sheet of an ASC-WDS upload: the sample's row with other cells. */
export function uploadSheet(kind: 'workplace' | 'staff' | 'training', rows: readonly SheetCells[]): TestSheet {
  const url = new URL(`../fixtures/asc-wds/current-2026/${kind}.csv`, import.meta.url);
  const [header = '', first = ''] = readFileSync(url, 'utf8').split(/\r?\n/);
  const columns = header.split(',');
  const values = first.split(',');
  const sample = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  return { name: kind, columns, rows: rows.map((row) => ({ ...sample, ...row })) };
}

export interface WorkbookMaking {
  readonly name?: string;
  /** Changes the XML of every sheet, for what no library writes. */
  readonly sheet?: (xml: string) => string;
}

/** An Excel workbook of several sheets. */
export async function workbook(
  sheets: readonly TestSheet[],
  { name = 'records.xlsx', sheet: change = (xml) => xml }: WorkbookMaking = {},
): Promise<FileToImport> {
  const data = sheets.map(({ name: sheet, columns, rows }) => ({
    sheet,
    data: [
      columns.map((column) => ({ value: column, fontWeight: 'bold' as const })),
      ...rows.map((row) => columns.map((column) => cellOf(row[column]))),
    ],
  }));
  const features = [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform: change } } } }];
  return fileOf(name, await writeXlsxFile(data, { features }).toBuffer());
}

function cellOf(cell: SheetCell | undefined): Cell {
  if (cell === undefined || cell === '') return null;
  if (cell instanceof Date) return { value: cell, type: Date, format: 'dd/mm/yyyy' };
  if (typeof cell === 'object') return { value: cell.number, type: Number, format: cell.zeros };
  return { value: cell };
}
