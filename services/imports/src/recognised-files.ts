import { UPLOAD_DAY_COLUMNS } from './asc-wds/headers.js';
import { recogniseKind, refusalOfHeaderBelow } from './formats/header.recognition.js';
import { IMPORT_KINDS, type ImportKind } from './formats/import-kinds.js';
import { dayColumns } from './formats/own-format.js';
import { OWN_FORMATS } from './formats/own-formats.js';
import type { FileToImport } from './import-options.js';
import { FileRefused, type FileProblem } from './reading/file-problem.js';
import type { ImportLimits } from './reading/import-limits.js';
import { readTable, type Table } from './reading/table.reader.js';
import { ARCHIVE } from './reading/text.decoding.js';
import { sheetsOf } from './reading/workbook.reading.js';

export interface RecognisedFile {
  readonly file: FileToImport;
  readonly kind: ImportKind;
  readonly received: string;
}

export interface RefusedFile {
  readonly file: FileToImport;
  readonly problem: FileProblem;
}

export interface RecognisedFiles extends AsyncDisposable {
  /** In the order in which they have to be taken. */
  readonly recognised: readonly RecognisedFile[];
  readonly refused: readonly RefusedFile[];
  /** Sheets that are no table of ours, of workbooks that have one. */
  readonly leftOut: readonly RefusedFile[];
}

export interface RecognisingOptions {
  readonly received: string;
  readonly limits: ImportLimits;
  /** Where the sheets of workbooks are kept meanwhile. */
  readonly folder?: string | undefined;
}

/** Columns that hold days, and how ASC-WDS files are told from ours: they have their days as `DD/MM/YYYY`. */
const DAYS = {
  dayColumns: [...new Set([...OWN_FORMATS.flatMap(dayColumns), ...UPLOAD_DAY_COLUMNS])],
  slashesWith: 'LOCALESTID',
};

/**
 * Looks at the first row of every file, of which each sheet of a workbook is one. Dispose of them when they were taken.
 */
export async function recogniseFiles(
  files: readonly FileToImport[],
  options: RecognisingOptions,
): Promise<RecognisedFiles> {
  await using disposal = new AsyncDisposableStack();
  const recognised: RecognisedFile[] = [];
  const refused: RefusedFile[] = [];
  const leftOut: RefusedFile[] = [];
  const sortIn = (file: FileToImport) =>
    problemIn(async () => {
      const kind = await kindOf(file, options.limits);
      recognised.push({ file, kind, received: file.received ?? options.received });
    });
  for (const file of files) {
    const problem = await sortIn(file);
    if (problem?.code !== ARCHIVE) {
      if (problem) refused.push({ file, problem: isNamedWorkbook(file) ? asNoWorkbook(problem) : problem });
      continue;
    }
    const ofWorkbook = await problemIn(async () => {
      const workbook = disposal.use(await sheetsOf(file, { ...options, ...DAYS }));
      const { received } = file;
      const others: RefusedFile[] = [];
      for (const sheet of workbook.files) {
        const given = received === undefined ? sheet : { ...sheet, received };
        const problem = await sortIn(given);
        if (problem) others.push({ file: given, problem });
      }
      const hasTables = others.length < workbook.files.length;
      for (const other of others) (hasTables && isNoTable(other) ? leftOut : refused).push(other);
    });
    if (ofWorkbook) refused.push({ file, problem: ofWorkbook });
  }
  const kept = disposal.move();
  const dispose = () => kept.disposeAsync();
  return { recognised: recognised.toSorted(inOrder), refused, leftOut, [Symbol.asyncDispose]: dispose };
}

function isNamedWorkbook({ name }: FileToImport): boolean {
  return /\.xls[xmb]?$/i.test(name);
}

/** It was read as CSV, of which whoever named it knows nothing: what is said of columns alone would not help. */
function asNoWorkbook(problem: FileProblem): FileProblem {
  // What Excel wrote before there was .xlsx, and what it writes under a password.
  if (problem.code === 'OLD_WORKBOOK') return problem;
  const message = `The file is no Excel workbook, although its name ends as if it were one. ${problem.message}`;
  const meant = 'Open it in the program that it comes from, and save it as an Excel workbook (.xlsx).';
  if (!isNoTable({ problem })) return { ...problem, message, remedy: `${meant} Or: ${problem.remedy}` };
  return { code: 'NOT_A_WORKBOOK', field: 'file', message, remedy: `${meant} If it is a CSV file, name it .csv.` };
}

/** Nothing in it resembles a table of ours: notes, or a chart's figures. */
function isNoTable({ problem: { code, columns } }: Pick<RefusedFile, 'problem'>): boolean {
  return (code === 'WRONG_COLUMNS' && columns?.nearestKind === undefined) || code === 'NO_HEADER';
}

async function problemIn(work: () => Promise<void>): Promise<FileProblem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
}

async function kindOf(file: FileToImport, limits: ImportLimits): Promise<ImportKind> {
  const table = await readTable(file, limits);
  try {
    return recogniseKind(table.header, file.sheet);
  } catch (error) {
    throw (file.sheet === undefined ? undefined : await refusalBelow(table, file.sheet)) ?? error;
  } finally {
    await table.close();
  }
}

/** Rows of a sheet in which the names of columns are looked for: titles and explanations are not longer. */
const ROWS_ABOVE = 20;

async function refusalBelow({ blocks }: Table, sheet: string): Promise<FileRefused | undefined> {
  for await (const block of blocks) {
    for (const { row, cells } of block) {
      if (row > ROWS_ABOVE) return undefined;
      const refusal = refusalOfHeaderBelow(cells, row, sheet);
      if (refusal) return refusal;
    }
  }
  return undefined;
}

/**
 * What everything refers to comes first. Then what was received on a day of its own, or makes up an upload, day by day:
 * an upload says who left, so what is known of people up to its day has to be there before it. Then the rest. Within
 * each, by kind, and files of one kind by their names.
 */
function inOrder(one: RecognisedFile, other: RecognisedFile): number {
  const stage = stageOf(one) - stageOf(other);
  if (stage !== 0) return stage;
  if (stageOf(one) === UPLOADS && one.received !== other.received) return one.received < other.received ? -1 : 1;
  const kind = IMPORT_KINDS.indexOf(one.kind) - IMPORT_KINDS.indexOf(other.kind);
  if (kind !== 0) return kind;
  const [stem, sheet] = partsOf(one);
  const [otherStem, otherSheet] = partsOf(other);
  return BY_NAME.compare(stem, otherStem) || BY_NAME.compare(sheet, otherSheet);
}

/** `learning-2` before `learning-10`, and `learning` before both. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** Name without its ending, and the sheet of a workbook. */
function partsOf({ file }: RecognisedFile): readonly [stem: string, sheet: string] {
  const [stem = '', sheet = ''] = file.name.split(/\.(?:csv|xlsx)(?:: |$)/i);
  return [stem, sheet];
}

const FIRST: readonly ImportKind[] = ['organisation', 'policies', 'role-profiles'];
const OF_AN_UPLOAD: readonly ImportKind[] = ['workplace', 'staff', 'assignments'];
const UPLOADS = 1;

function stageOf({ file, kind }: RecognisedFile): number {
  if (file.received !== undefined) return UPLOADS;
  if (FIRST.includes(kind)) return 0;
  return OF_AN_UPLOAD.includes(kind) ? UPLOADS : 2;
}
