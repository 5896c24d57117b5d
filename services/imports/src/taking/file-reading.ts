import { counted } from '@praxis/event-sourcing';
import type { FileProblem } from '../reading/file-problem.js';
import type { ImportFile } from '../reading/import-file.js';
import type { ImportLimits } from '../reading/import-limits.js';
import { readTable, type Table, type TableRow } from '../reading/table.reader.js';
import type { Findings } from '../report/findings.js';
import { RowSet } from '../report/row-set.js';
import type { ProblemOfRow } from '../report/row-problem.js';
import type { FilePlan, PlacedRow, ReadRow, RowReader } from './file-plan.js';
import { PARTITIONS, RowSpool } from './row.spool.js';
import type { TimeSlices } from './time-slices.js';

/** Rows that were read and are kept at once. Those of a larger file are kept on disk. */
export const ROWS_KEPT = 5_000;

/** Rows that were kept on disk and are dealt with at once: with what they come to, each takes some kilobytes. */
const WINDOW_ROWS = 2_000;

/** Rows after which it is told how far a file is, of which nobody knows yet how many it has. */
const TELL_ROWS = 1_000;

export interface ReadingSettings {
  readonly limits: ImportLimits;
  readonly slices: TimeSlices;
  /** Where rows that are too many for the memory are kept: an existing folder. */
  readonly spoolFolder: string;
  readonly rowsKept: number;
  readonly onRows: (rows: number) => void;
}

/** Some rows of a file, in order. Those of a stream are all in one of them, or in several that follow one another. */
export interface RowWindow<Item> {
  readonly rows: readonly PlacedRow<Item>[];
  /** Whether no row about any of these streams follows. */
  readonly isLast: boolean;
}

/** A file that was read to its end. Dispose of it. */
export interface FileRead<Item> extends AsyncDisposable {
  /** All of them, without blank ones. */
  readonly rows: number;
  readonly sha256: string;
  /** Numbers of the rows without errors. */
  readonly sound: RowSet;
  /** Why none of them may be taken, whatever each says by itself. */
  readonly problem: FileProblem | undefined;
  /** The sound rows, as often as they are needed. */
  windows(): AsyncIterable<RowWindow<Item>>;
  /** Those that may be about a stream. */
  windowsOf(id: string): AsyncIterable<RowWindow<Item>>;
}

/**
 * Reads the whole file once and checks every row by itself. Nothing is written but what has to be kept on disk.
 *
 * @throws {FileRefused} it cannot be read to its end
 */
export async function readWhole<Item>(
  file: ImportFile,
  plan: FilePlan<Item>,
  findings: Findings,
  settings: ReadingSettings,
): Promise<FileRead<Item>> {
  const table = await readTable(file, settings.limits);
  const reading = new WholeReading(table, plan, findings, settings);
  try {
    return await reading.read();
  } catch (error) {
    await table.close();
    await reading[Symbol.asyncDispose]();
    throw error;
  }
}

class WholeReading<Item> implements FileRead<Item> {
  readonly sound = new RowSet();
  rows = 0;
  sha256 = '';
  problem: FileProblem | undefined;
  #kept: PlacedRow<Item>[] = [];
  #keptRows: TableRow[] = [];
  #spool: RowSpool | undefined;

  constructor(
    private readonly table: Table,
    private readonly plan: FilePlan<Item>,
    private readonly findings: Findings,
    private readonly settings: ReadingSettings,
  ) {}

  async read(): Promise<this> {
    const { table, settings } = this;
    const reader = this.#newReader();
    for await (const block of table.blocks) {
      for (const row of block) {
        this.#take(row, reader);
        if (settings.slices.isOver) await settings.slices.rest();
      }
      await this.#keepOnDisk();
    }
    settings.onRows(this.rows);
    this.problem = reader.problemOfWhole?.();
    this.#keptRows = [];
    this.sha256 = table.sha256();
    return this;
  }

  #newReader(): RowReader<Item> {
    return this.plan.newReader(this.table.header, this.table.delimiter);
  }

  #take(row: TableRow, reader: RowReader<Item>): void {
    const { findings } = this;
    const read = readRow(row, this.table.header.length, reader);
    this.rows += 1;
    if (this.rows % TELL_ROWS === 0) this.settings.onRows(this.rows);
    for (const problem of read.errors) findings.error({ row: row.row, ...problem });
    for (const problem of read.warnings) findings.warn({ row: row.row, ...problem });
    if (read.held) findings.hold({ row: row.row, ...read.held });
    if (!read.placed) return;
    this.sound.add(row.row);
    if (this.#spool) this.#spool.add(read.placed.id, row);
    else {
      this.#kept.push(read.placed);
      this.#keptRows.push(row);
    }
  }

  async #keepOnDisk(): Promise<void> {
    const { rowsKept, spoolFolder } = this.settings;
    if (!this.#spool && this.#kept.length > rowsKept) {
      this.#spool = await RowSpool.open(spoolFolder);
      for (const [index, { id }] of this.#kept.entries()) this.#spool.add(id, this.#keptRows[index]!);
      this.#kept = [];
      this.#keptRows = [];
    }
    await this.#spool?.write();
  }

  async *windows(): AsyncGenerator<RowWindow<Item>> {
    if (!this.#spool) yield { rows: this.#kept, isLast: true };
    else for (const partitions of this.#together(this.#spool)) yield* this.#windows(this.#spool, partitions);
  }

  windowsOf(id: string): AsyncIterable<RowWindow<Item>> {
    return this.#spool ? this.#windows(this.#spool, [RowSpool.partitionOf(id)]) : this.windows();
  }

  /** Partitions whose rows make one window, or that make several each. */
  *#together(spool: RowSpool): Generator<readonly number[]> {
    let [partitions, rows]: [number[], number] = [[], 0];
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const more = spool.rowsIn(partition);
      if (rows + more > this.#most) {
        yield partitions;
        [partitions, rows] = [[], 0];
      }
      partitions.push(partition);
      rows += more;
    }
    yield partitions;
  }

  async *#windows(spool: RowSpool, partitions: readonly number[]): AsyncGenerator<RowWindow<Item>> {
    const { slices } = this.settings;
    const reader = this.#newReader();
    // What has to be resolved together cannot be parted, however much it is.
    const most = this.plan.resolvesWhole ? Number.POSITIVE_INFINITY : this.#most;
    let left = partitions.reduce((sum, partition) => sum + spool.rowsIn(partition), 0);
    let rows: PlacedRow<Item>[] = [];
    for (const partition of partitions) {
      for await (const chunk of spool.read(partition)) {
        for (const row of chunk) {
          left -= 1;
          const { placed } = reader.readRow(row);
          if (placed) rows.push(placed);
          if (slices.isOver) await slices.rest();
          if (rows.length < most || left === 0) continue;
          yield { rows, isLast: false };
          rows = [];
        }
      }
    }
    if (rows.length > 0) yield { rows, isLast: true };
  }

  get #most(): number {
    return Math.min(this.settings.rowsKept, WINDOW_ROWS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#spool?.[Symbol.asyncDispose]();
  }
}

function readRow<Item>(row: TableRow, columns: number, reader: RowReader<Item>): ReadRow<Item> {
  if (row.malformed !== undefined) {
    const quotes = 'A text with a comma, a line break or a quotation mark has to stand in quotation marks.';
    return wrong({ code: 'MALFORMED_ROW', message: row.malformed, remedy: row.remedy ?? quotes });
  }
  if (row.cells.length !== columns) {
    const message = `The row has ${counted(row.cells.length, 'cell')}; the header has ${columns}.`;
    const remedy = 'Look for a comma too many or too few; a text with a comma has to stand in quotation marks.';
    return wrong({ code: 'WRONG_NUMBER_OF_CELLS', message, remedy });
  }
  return reader.readRow(row);
}

function wrong(problem: ProblemOfRow): ReadRow<never> {
  return { placed: undefined, errors: [problem], warnings: [] };
}
