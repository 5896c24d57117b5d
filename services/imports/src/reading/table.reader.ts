import { counted } from '@praxis/event-sourcing';
import Papa from 'papaparse';
import { FileRefused } from './file-problem.js';
import { requireSize } from './byte-counting.js';
import { fileAt, type ImportFile, type RowFault } from './import-file.js';
import { DEFAULT_LIMITS, type ImportLimits } from './import-limits.js';
import { RecordFraming, type Piece } from './record.framing.js';
import { delimited, type Delimiter } from './delimiter.detection.js';
import { TextDecoding } from './text.decoding.js';

export interface TableRow {
  /** As a spreadsheet numbers it: the header is row 1, and blank rows count. */
  readonly row: number;
  /** Without white space around them. As many as the header has, unless the row itself has another number. */
  readonly cells: readonly string[];
  /** Why the cells cannot be trusted. */
  readonly malformed?: string;
  /** What to do about it, where that is not to put quotation marks right. */
  readonly remedy?: string;
}

/** A table being read. Its rows can be read once; `close` it when they are not read to the end. */
export interface Table {
  /** Without white space around the names, and without blank ones at the end, as spreadsheets leave them. */
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
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
  const { delimiter, text } = await delimited(decoding.text(), limits);
  const faults = typeof source !== 'string' && 'faults' in source ? source.faults : undefined;
  const rows = new RowReading(text, delimiter, limits, faults);
  const blocks = rows.blocks();
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
  const following = restAnd(rest, blocks);
  return { header: header.cells, delimiter, blocks: following, sha256: () => decoding.sha256, close };
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

async function* restAnd(
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

/** Rows from text. The first row says how many columns there are. */
class RowReading {
  readonly #framing: RecordFraming;
  #rows = 0;
  #columns: number | undefined;

  constructor(
    private readonly text: AsyncGenerator<string>,
    private readonly delimiter: Delimiter,
    private readonly limits: ImportLimits,
    private readonly faults: ReadonlyMap<number, RowFault> | undefined,
  ) {
    this.#framing = new RecordFraming(delimiter, limits.maxRowLength);
  }

  async *blocks(): AsyncGenerator<readonly TableRow[]> {
    for await (const text of this.text) yield* this.#parsed(this.#framing.push(text, this.#rows));
    yield* this.#parsed(this.#framing.end());
  }

  *#parsed(pieces: readonly Piece[]): Generator<readonly TableRow[]> {
    for (const piece of pieces) {
      const rows = piece.kind === 'rows' ? this.#soundRows(piece.text) : [this.#malformed(piece.reason)];
      if (rows.length > 0) yield rows;
    }
  }

  #malformed(malformed: string): TableRow {
    this.#rows += 1;
    return { row: this.#rows, cells: [], malformed };
  }

  #soundRows(text: string): readonly TableRow[] {
    // The parser sees nothing at all in an empty text, which here is one blank row.
    if (text === '') {
      this.#rows += 1;
      return [];
    }
    const { delimiter } = this;
    const parsed = Papa.parse<string[]>(text, { delimiter, newline: '\n', quoteChar: '"', skipEmptyLines: false });
    const malformed = new Map(parsed.errors.map((error) => [error.row ?? 0, error.message]));
    const rows: TableRow[] = [];
    parsed.data.forEach((given, index) => {
      this.#rows += 1;
      const cells = this.#fitted(given.map((cell) => cell.trim()));
      const fault = this.faults?.get(this.#rows);
      if (malformed.has(index)) rows.push({ row: this.#rows, cells, malformed: 'Its quotation marks do not match.' });
      else if (cells.length > this.limits.maxColumns) rows.push(this.#tooWide(cells.length));
      else if (fault) rows.push({ row: this.#rows, cells, malformed: fault.message, remedy: fault.remedy });
      else if (cells.some((cell) => cell !== '')) rows.push({ row: this.#rows, cells });
    });
    return rows;
  }

  #tooWide(cells: number): TableRow {
    const malformed = `The row has ${counted(cells, 'cell')}; the most is ${this.limits.maxColumns}.`;
    return { row: this.#rows, cells: [], malformed };
  }

  /** Spreadsheets write blank columns to the right of the table: they say nothing. */
  #fitted(cells: readonly string[]): readonly string[] {
    const filled = cells.findLastIndex((cell) => cell !== '') + 1;
    if (this.#columns === undefined) {
      if (filled === 0) return [];
      this.#columns = filled;
    }
    return cells.length > this.#columns && filled <= this.#columns ? cells.slice(0, this.#columns) : cells;
  }
}
