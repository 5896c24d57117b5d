import Papa from 'papaparse';
import { FileRefused } from './file-problem.js';
import { requireSize } from './byte-counting.js';
import { fileAt, type ImportFile } from './import-file.js';
import { DEFAULT_LIMITS, type ImportLimits } from './import-limits.js';
import { RecordFraming } from './record.framing.js';
import { TextDecoding } from './text.decoding.js';

export interface TableRow {
  /** As a spreadsheet numbers it: the header is row 1, and blank rows count. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Why the cells cannot be trusted. */
  readonly malformed?: string;
}

/** A table being read. Its rows can be read once; `close` it when they are not read to the end. */
export interface Table {
  readonly header: readonly string[];
  /** Blocks of rows in order, blank ones left out. Reading them may throw {@link FileRefused}. */
  readonly blocks: AsyncIterable<readonly TableRow[]>;
  /** SHA-256 of the whole file in hex; known when all rows have been read. */
  readonly sha256: () => string;
  close(): Promise<void>;
}

/**
 * Reads a CSV file without holding more of it than a block.
 *
 * @param source a path, a file, or bytes as they arrive
 * @throws {FileRefused} too large, not UTF-8, or without a header
 */
export async function readTable(
  source: string | ImportFile | AsyncIterable<Uint8Array>,
  limits: ImportLimits = DEFAULT_LIMITS,
): Promise<Table> {
  const bytes = await opened(source, limits);
  const decoding = new TextDecoding(bytes, limits);
  const blocks = blocksOf(decoding.text(), limits);
  const first = await blocks.next();
  const header = first.done ? undefined : first.value[0];
  if (header === undefined || header.row !== 1 || header.malformed !== undefined) {
    await blocks.return(undefined);
    throw new FileRefused({
      code: 'NO_HEADER',
      field: 'columns',
      message: header?.malformed ?? 'The file has no header in row 1.',
      remedy: 'Row 1 has to name the columns.',
    });
  }
  const rest = first.value!.slice(1);
  const close = async () => void (await blocks.return(undefined));
  return { header: header.cells, blocks: following(rest, blocks), sha256: () => decoding.sha256, close };
}

async function opened(
  source: string | ImportFile | AsyncIterable<Uint8Array>,
  limits: ImportLimits,
): Promise<AsyncIterable<Uint8Array>> {
  // A stream of the file system has a method `open` too, so it is not told by that.
  if (typeof source !== 'string' && Symbol.asyncIterator in source) return source;
  const file = typeof source === 'string' ? fileAt(source) : source;
  requireSize((await file.size()) ?? 0, limits);
  return file.open();
}

async function* following(
  rest: readonly TableRow[],
  blocks: AsyncGenerator<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  try {
    if (rest.length > 0) yield rest;
    yield* blocks;
  } finally {
    await blocks.return(undefined);
  }
}

async function* blocksOf(text: AsyncGenerator<string>, limits: ImportLimits): AsyncGenerator<readonly TableRow[]> {
  const framing = new RecordFraming(limits.maxRowLength);
  let rows = 0;
  for await (const piece of text) {
    const block = framing.push(piece, rows);
    if (block === undefined) continue;
    const parsed = parseBlock(block, rows, limits);
    rows += parsed.count;
    if (parsed.rows.length > 0) yield parsed.rows;
  }
  const last = framing.end();
  if (last === '') return;
  const parsed = parseBlock(last, rows, limits);
  if (parsed.rows.length > 0) yield parsed.rows;
}

function parseBlock(
  block: string,
  rowsBefore: number,
  limits: ImportLimits,
): { readonly rows: readonly TableRow[]; readonly count: number } {
  // The parser sees nothing at all in an empty text, which here is one blank row.
  if (block === '') return { rows: [], count: 1 };
  const parsed = Papa.parse<string[]>(block, { delimiter: ',', newline: '\n', quoteChar: '"', skipEmptyLines: false });
  const malformed = new Map(parsed.errors.map((error) => [error.row ?? 0, error.message]));
  const rows: TableRow[] = [];
  parsed.data.forEach((cells, index) => {
    const row = rowsBefore + index + 1;
    if (cells.length > limits.maxColumns) {
      rows.push({ row, cells: [], malformed: `The row has ${cells.length} cells; the most is ${limits.maxColumns}.` });
      return;
    }
    const message = malformed.get(index);
    if (message !== undefined) rows.push({ row, cells, malformed: `Its quotation marks do not match (${message}).` });
    else if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells });
  });
  return { rows, count: parsed.data.length };
}
