import { recogniseKind } from './formats/header.recognition.js';
import { IMPORT_KINDS, type ImportKind } from './formats/import-kinds.js';
import type { FileToImport } from './import-options.js';
import { FileRefused, type FileProblem } from './reading/file-problem.js';
import type { ImportLimits } from './reading/import-limits.js';
import { readTable } from './reading/table.reader.js';

export interface RecognisedFile {
  readonly file: FileToImport;
  readonly kind: ImportKind;
  readonly received: string;
}

export interface RefusedFile {
  readonly file: FileToImport;
  readonly problem: FileProblem;
}

/** Looks at the first row of every file, and puts the files in the order in which they have to be taken. */
export async function recogniseFiles(
  files: readonly FileToImport[],
  received: string,
  limits: ImportLimits,
): Promise<{ readonly recognised: readonly RecognisedFile[]; readonly refused: readonly RefusedFile[] }> {
  const recognised: RecognisedFile[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    try {
      recognised.push({ file, kind: await kindOf(file, limits), received: file.received ?? received });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      refused.push({ file, problem: error.problem });
    }
  }
  return { recognised: recognised.toSorted(inOrder), refused };
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
  return BY_NAME.compare(stemOf(one), stemOf(other));
}

/** `learning-2` before `learning-10`, and `learning` before both. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

function stemOf({ file }: RecognisedFile): string {
  return file.name.replace(/\.csv$/i, '');
}

const FIRST: readonly ImportKind[] = ['organisation', 'policies', 'role-profiles'];
const OF_AN_UPLOAD: readonly ImportKind[] = ['workplace', 'staff', 'assignments'];
const UPLOADS = 1;

function stageOf({ file, kind }: RecognisedFile): number {
  if (file.received !== undefined) return UPLOADS;
  if (FIRST.includes(kind)) return 0;
  return OF_AN_UPLOAD.includes(kind) ? UPLOADS : 2;
}
