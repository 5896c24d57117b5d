import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importCommand } from './import.command.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'praxis-nothing-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['an empty folder', 'empty', /nothing to import in .*empty: CSV files \(\.csv\) and Excel workbooks \(\.xlsx\) were/],
  ['a folder with nothing that is taken', 'notes', /nothing to import in .*notes: /],
  ['a path that is not there', 'mistyped', /no file or folder .*mistyped/],
])('import of %s ended with 0, or left an installation', async (_what, name, said) => {
  const dataDir = join(folder, 'data');
  mkdirSync(join(folder, 'empty', 'within'), { recursive: true });
  mkdirSync(join(folder, 'notes'));
  writeFileSync(join(folder, 'notes', 'read-me.txt'), 'Notes');
  writeFileSync(join(folder, 'staff.csv'), '');
  for (const dryRun of [false, true]) {
    const paths = [join(folder, 'staff.csv'), join(folder, name)];
    await expect(importCommand({ dataDir }, paths, { dryRun })).rejects.toThrow(said);
  }
  expect(existsSync(dataDir)).toBe(false);
});
