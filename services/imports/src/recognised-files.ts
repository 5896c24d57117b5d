import { UPLOAD_DAY_COLUMNS } from './asc-wds/headers.js';
import { recogniseKind } from './formats/header.recognition.js';
import { IMPORT_KINDS, type ImportKind } from './formats/import-kinds.js';
import { dayColumns } from './formats/own-format.js';
import { OWN_FORMATS } from './formats/own-formats.js';
import type { FileToImport } from './import-options.js';
import { FileRefused, type FileProblem } from './reading/file-problem.js';
import type { ImportLimits } from './reading/import-limits.js';
import { readTable } from './reading/table.reader.js';
import { isWorkbook, sheetsOf } from './reading/workbook.reading.js';

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
}

export interface RecognisingOptions {
  readonly received: string;
  readonly limits: ImportLimits;
  /** Where the sheets of workbooks are kept meanwhile. */
  readonly folder?: string | undefined;
}

/** Columns that hold days, and how ASC-WDS files are told from ours: they have their days as `DD/MM/YYYY`. */
const DAY_COLUMNS = [...new Set([...OWN_FORMATS.flatMap(dayColumns), ...UPLOAD_DAY_COLUMNS])];
const OF_AN_UPLOAD_ONLY = 'LOCALESTID';

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
  const sorted = async (file: FileToImport, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      refused.push({ file, problem: error.problem });
    }
  };
  for (const file of files) {
    await sorted(file, async () => {
      for (const table of await tablesOf(file, options, disposal)) {
        await sorted(table, async () => {
          const kind = await kindOf(table, options.limits);
          recognised.push({ file: table, kind, received: file.received ?? options.received });
        });
      }
    });
  }
  const kept = disposal.move();
  return { recognised: recognised.toSorted(inOrder), refused, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function tablesOf(
  file: FileToImport,
  { limits, folder }: RecognisingOptions,
  disposal: AsyncDisposableStack,
): Promise<readonly FileToImport[]> {
  // A file that is too large is told so by its reader, before anything of it is read.
  if (((await file.size()) ?? 0) > limits.maxBytes || !(await isWorkbook(file))) return [file];
  const days = { dayColumns: DAY_COLUMNS, slashesWith: OF_AN_UPLOAD_ONLY };
  const sheets = disposal.use(await sheetsOf(file, { limits, folder, ...days }));
  return sheets.files.map((sheet) => ({
    ...sheet,
    ...(file.received === undefined ? {} : { received: file.received }),
  }));
}

async function kindOf(file: FileToImport, limits: ImportLimits): Promise<ImportKind> {
  const table = await readTable(file, limits);
  await table.close();
  return recogniseKind(table.header);
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
