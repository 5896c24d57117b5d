import { recogniseKind } from './formats/header.recognition.js';
import { IMPORT_KINDS, isAscWds, type ImportKind } from './formats/import-kinds.js';
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

/** By kind; uploads of one kind by their day; files of one kind by their names. */
function inOrder(one: RecognisedFile, other: RecognisedFile): number {
  const byKind = IMPORT_KINDS.indexOf(one.kind) - IMPORT_KINDS.indexOf(other.kind);
  if (byKind !== 0) return byKind;
  if (isAscWds(one.kind) && one.received !== other.received) return one.received < other.received ? -1 : 1;
  return one.file.name < other.file.name ? -1 : one.file.name > other.file.name ? 1 : 0;
}
