import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDay } from './formats/day.cells.js';
import type { FileToImport } from './import-options.js';
import { filesIn } from './reading/import-file.js';

/**
 * The files of a folder. Those of a folder within it that is named by a day, at any depth, were received on that day:
 * `asc-wds/2026-03-31/staff.csv` is part of the upload of 31 March 2026.
 */
export async function filesToImport(folder: string): Promise<readonly FileToImport[]> {
  return within(folder, '', undefined);
}

async function within(folder: string, prefix: string, received: string | undefined): Promise<readonly FileToImport[]> {
  const day = isDay(basename(folder)) ? basename(folder) : received;
  const here = (await filesIn(folder)).map((file) => ({
    ...file,
    name: `${prefix}${file.name}`,
    ...(day === undefined ? {} : { received: day }),
  }));
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const below: FileToImport[] = [];
  for (const name of folders.sort()) {
    below.push(...(await within(join(folder, name), `${prefix}${name}/`, day)));
  }
  return [...here, ...below];
}
