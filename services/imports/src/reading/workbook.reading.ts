import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { requireSize } from './byte-counting.js';
import { FileRefused } from './file-problem.js';
import { fileAt, type ImportFile } from './import-file.js';
import type { ImportLimits } from './import-limits.js';

export interface WorkbookTask {
  readonly path: string;
  /** Where the sheets are written to. */
  readonly folder: string;
  readonly limits: Pick<ImportLimits, 'maxBytes' | 'maxUnpackedBytes' | 'maxCells'>;
  /** Columns that hold days, of every kind of file: a date in another is what a spreadsheet made of something else. */
  readonly dayColumns: readonly string[];
  /** A sheet with this column has its days as `DD/MM/YYYY`; another has them as `YYYY-MM-DD`. */
  readonly slashesWith: string;
}

/** Something about a cell, by row and column; its message says nothing of what it holds. */
export interface CellRemark {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

/** A cell that is a number in the spreadsheet, where it should be something else. */
export interface NumberRemark extends CellRemark {
  readonly of: 'id' | 'day';
}

/** A sheet as CSV. */
export interface SheetOfWorkbook {
  readonly name: string;
  readonly path: string;
  readonly faults: readonly CellRemark[];
  readonly warnings: readonly NumberRemark[];
}

export type WorkbookAnswer =
  | { readonly kind: 'sheets'; readonly sheets: readonly SheetOfWorkbook[] }
  | { readonly kind: 'refused'; readonly code: 'WORKBOOK_TOO_LARGE' | 'WORKBOOK_UNREADABLE' };

export interface WorkbookSheets extends AsyncDisposable {
  /** One for each sheet with anything in it, as CSV, named by the workbook and the sheet. */
  readonly files: readonly ImportFile[];
}

export interface WorkbookOptions extends Pick<WorkbookTask, 'dayColumns' | 'slashesWith'> {
  readonly limits: ImportLimits;
  /** Where to keep the sheets; the system's folder for temporary files unless told. */
  readonly folder?: string | undefined;
}

/** Memory of the thread that reads a workbook; beyond it the workbook is refused. */
const MOST_MEMORY_MB = 256;

/**
 * The sheets of an Excel workbook as CSV files on disk, readable by this user only. Dispose of them.
 *
 * @throws {FileRefused} it is too large, or no workbook that can be read; nothing is left on disk
 */
export async function sheetsOf(file: ImportFile, options: WorkbookOptions): Promise<WorkbookSheets> {
  const { limits } = options;
  const bounded = { ...limits, maxBytes: Math.min(limits.maxBytes, limits.maxWorkbookBytes) };
  requireSize((await file.size()) ?? 0, bounded);
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'praxis-workbook-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'workbook.xlsx');
    await copied(file, path, bounded);
    const { dayColumns, slashesWith } = options;
    const answer = await answerTo({ path, folder, limits, dayColumns, slashesWith });
    if (answer.kind === 'refused') throw new FileRefused(PROBLEMS[answer.code]);
    return { files: answer.sheets.map((sheet) => sheetFile(file, sheet)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function sheetFile(workbook: ImportFile, { name, path, faults, warnings }: SheetOfWorkbook): ImportFile {
  return {
    ...fileAt(path),
    name: `${workbook.name}: ${name}`,
    sheet: name,
    faults: new Map(faults.map(({ row, message }) => [row, { message, remedy: FAULT_REMEDY }])),
    warnings: warnings.map(({ of, ...warning }) => ({ ...warning, ...NUMBERS[of] })),
  };
}

const FAULT_REMEDY =
  'Put right what the cell holds; a column of ids has to be formatted as text before they are typed.';
const NUMBERS = {
  id: {
    code: 'NUMBER_FOR_ID',
    remedy: 'Check whether it has lost zeros at its beginning, and format the column as text.',
  },
  day: {
    code: 'NUMBER_FOR_DAY',
    remedy: 'Format the column as a date, and see that it shows the days meant: a number is not read as a day.',
  },
} as const;

async function copied(file: ImportFile, path: string, limits: ImportLimits): Promise<void> {
  const handle = await openFile(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of file.open()) {
      size += chunk.byteLength;
      requireSize(size, limits);
      // Not by write, which on a disk that fills up writes a part of the chunk and says nothing.
      await handle.appendFile(chunk);
    }
  } finally {
    await handle.close();
  }
}

function answerTo(task: WorkbookTask): Promise<WorkbookAnswer> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./workbook.worker.${extension}`, import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'refused', code: 'WORKBOOK_TOO_LARGE' });
      else reject(error);
    });
  });
}

const PROBLEMS = {
  WORKBOOK_TOO_LARGE: {
    code: 'WORKBOOK_TOO_LARGE',
    field: 'file',
    message: 'The workbook is larger than what is read of workbooks.',
    remedy: 'Save each sheet as “CSV UTF-8 (comma delimited)” and import those files.',
  },
  WORKBOOK_UNREADABLE: {
    code: 'WORKBOOK_UNREADABLE',
    field: 'file',
    message: 'The file is an archive, and no Excel workbook that can be read.',
    remedy: 'Save it as an Excel workbook (.xlsx) without a password, or each sheet as CSV UTF-8.',
  },
} as const;
