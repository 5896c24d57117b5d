import { statSync } from 'node:fs';
import { ORGANISATION_ID } from '@praxis/domain';
import {
  fileAt,
  filesToImport,
  importFiles,
  type FileToImport,
  type ImportOptions,
  type ImportReport,
} from '@praxis/imports';
import { publishingFrameworks } from '../platform/frameworks.js';
import { importPortsOf } from '../platform/import-ports.js';
import type { Platform } from '../platform/platform.js';
import type { Progress } from '../terminal/progress.js';

export interface PathToImport {
  readonly path: string;
  readonly received?: string | undefined;
}

export interface ImportPathsOptions extends Omit<ImportOptions, 'onProgress' | 'onWaiting' | 'organisation'> {
  readonly progress: Progress;
  readonly organisationName?: string;
}

/**
 * Imports files and folders. Paths given one after the other with the same day of receipt are one import, in the order
 * in which their kinds depend on each other; another day starts another.
 *
 * @throws {Error} a path that does not exist
 */
export async function importPaths(
  platform: Platform,
  paths: readonly PathToImport[],
  { progress, organisationName = 'Organisation', ...options }: ImportPathsOptions,
): Promise<ImportReport[]> {
  const onWaiting = (message: string) => progress.say(message);
  const ports = await importPortsOf(platform);
  const reports: ImportReport[] = [];
  const groups = await Promise.all(grouped(paths).map(async (group) => (await Promise.all(group.map(filesOf))).flat()));
  let left = groups.reduce((count, { length }) => count + length, 0);
  let before = 0;
  for (const files of groups) {
    left -= files.length;
    let here = files.length;
    const report = await importFiles(files, ports, {
      ...options,
      organisation: { id: ORGANISATION_ID, name: organisationName },
      beforehand: [publishingFrameworks()],
      onWaiting,
      onProgress: ({ file, received, fileNumber, files: ofThese, phase, rows, of }) => {
        here = ofThese;
        const place = before + ofThese + left > 1 ? `file ${before + fileNumber} of ${before + ofThese + left}, ` : '';
        progress.show(`${place}${dated(file, received)}: ${phase}`, rows, of);
      },
    });
    before += here;
    reports.push(report);
    if (report.cancelled) break;
  }
  return reports;
}

/**
 * Before anything is opened for them: a mistyped folder is to leave no installation.
 *
 * @throws {Error} a path that does not exist, or a folder that holds no file to import
 */
export async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if ((await filesOf({ path })).length > 0) continue;
    throw new Error(
      `There is nothing to import in ${path}: CSV files (.csv) and Excel workbooks (.xlsx) were looked for, also in folders within it`,
    );
  }
}

/** `2026-03-31/staff.csv`: uploads of many days have the same names. */
function dated(name: string, received: string | undefined): string {
  return received === undefined || name.includes(received) ? name : `${received}/${name}`;
}

function grouped(paths: readonly PathToImport[]): PathToImport[][] {
  const groups: PathToImport[][] = [];
  for (const path of paths) {
    const last = groups.at(-1);
    if (last?.[0]?.received === path.received && last) last.push(path);
    else groups.push([path]);
  }
  return groups;
}

async function filesOf({ path, received }: PathToImport): Promise<readonly FileToImport[]> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file or folder ${path}`);
  const files = found.isDirectory() ? await filesToImport(path) : [fileAt(path)];
  return files.map((file) => ({ ...file, ...(received === undefined ? {} : { received }) }));
}
