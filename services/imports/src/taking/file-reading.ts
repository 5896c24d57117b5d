import { FileRefused } from '../reading/file-problem.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { readTable, type TableRow } from '../reading/table.reader.js';
import type { Findings } from '../report/findings.js';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { FilePlan, PlacedRow, ReadRow, RowReader } from './file-plan.js';

/** Rows that were read and are kept at once. A larger file is read again for each part of its streams. */
export const ROWS_KEPT = 50_000;

export interface FileRead<Item> {
  readonly rows: number;
  readonly sha256: string;
  /** All rows without errors, when they are few enough to be kept. */
  readonly placed: readonly PlacedRow<Item>[] | undefined;
  /** How many parts the streams of the file are dealt with in. */
  readonly parts: number;
}

/**
 * Reads the whole file and checks every row by itself. Nothing is written.
 *
 * @throws {FileRefused} nothing of the file can be taken
 */
export async function readWhole<Item>(
  file: ImportFile,
  plan: FilePlan<Item>,
  limits: ImportLimits,
  findings: Findings,
  onRows: (rows: number) => void,
  rowsKept = ROWS_KEPT,
): Promise<FileRead<Item>> {
  let rows = 0;
  let placedCount = 0;
  let placed: PlacedRow<Item>[] | undefined = [];
  const { sha256, reader: whole } = await eachRow(file, limits, plan, (row, reader, columns) => {
    const read = readRow(row, columns, reader);
    rows += 1;
    for (const problem of read.errors) findings.error({ row: row.row, ...problem });
    for (const problem of read.warnings) findings.warn({ row: row.row, ...problem });
    if (read.held) findings.hold({ row: row.row, ...read.held });
    if (rows % 5_000 === 0) onRows(rows);
    if (!read.placed) return;
    placedCount += 1;
    if (placedCount > rowsKept) placed = undefined;
    placed?.push(read.placed);
  });
  onRows(rows);
  const problem = whole.problemOfWhole?.();
  if (problem) throw new FileRefused(problem);
  return { rows, sha256, placed, parts: Math.max(1, Math.ceil(placedCount / rowsKept)) };
}

/**
 * Reads the file again for the rows whose streams belong to a part: every stream is whole within its part, and its
 * rows are in order.
 *
 * @throws {FileChanged} it is not the file that was checked
 */
export async function readPart<Item>(
  file: ImportFile,
  plan: FilePlan<Item>,
  limits: ImportLimits,
  whole: Pick<FileRead<Item>, 'parts' | 'sha256'>,
  part: number,
): Promise<readonly PlacedRow<Item>[]> {
  const placed: PlacedRow<Item>[] = [];
  const ofThisPart = (id: string | undefined) => id !== undefined && partOf(id, whole.parts) === part;
  const { sha256 } = await eachRow(file, limits, plan, (row, reader, columns) => {
    if (row.malformed !== undefined || row.cells.length !== columns || !ofThisPart(reader.idOf(row))) return;
    const read = reader.readRow(row);
    if (read.placed && ofThisPart(read.placed.id)) placed.push(read.placed);
  });
  if (sha256 !== whole.sha256) throw new FileChanged(file.name);
  return placed;
}

/** The file on disk was written to while it was being imported. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
  constructor(name: string) {
    super(`${name} was changed while it was being imported`);
  }
}

async function eachRow<Item>(
  file: ImportFile,
  limits: ImportLimits,
  plan: FilePlan<Item>,
  onRow: (row: TableRow, reader: RowReader<Item>, columns: number) => void,
): Promise<{ readonly sha256: string; readonly reader: RowReader<Item> }> {
  const table = await readTable(file, limits);
  const reader = plan.newReader(table.header, table.delimiter);
  for await (const block of table.blocks) {
    for (const row of block) onRow(row, reader, table.header.length);
    // Parsing is synchronous: a service that imports goes on answering between blocks.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return { sha256: table.sha256(), reader };
}

function readRow<Item>(row: TableRow, columns: number, reader: RowReader<Item>): ReadRow<Item> {
  if (row.malformed !== undefined) {
    const quotes = 'A text with a comma, a line break or a quotation mark has to stand in quotation marks.';
    return wrong({ code: 'MALFORMED_ROW', message: row.malformed, remedy: row.remedy ?? quotes });
  }
  if (row.cells.length !== columns) {
    const message = `The row has ${row.cells.length} cells; the header has ${columns}.`;
    const remedy = 'Look for a comma too many or too few; a text with a comma has to stand in quotation marks.';
    return wrong({ code: 'WRONG_NUMBER_OF_CELLS', message, remedy });
  }
  return reader.readRow(row);
}

function wrong(problem: ProblemOfRow): ReadRow<never> {
  return { placed: undefined, errors: [problem], warnings: [] };
}

/** FNV-1a: only has to spread, and to be the same on every pass. */
function partOf(id: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % parts;
}
