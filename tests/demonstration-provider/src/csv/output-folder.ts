import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Day, iso } from '../calendar.js';
import type { FileKind, Row } from './columns.js';
import { CsvFile, type WrittenFile } from './csv-file.js';

export class OutputNotEmpty extends Error {
  override readonly name = 'OutputNotEmpty';
}

const OURS =
  /^(asc-wds|manifest\.json|(organisation|policies|role-profiles|checklist|indicators|improvements)\.csv|(learning|supervision|ratings)-\d{4}\.csv)$/;

/** The folder that the provider is written to. Files of one kind with a year in their name are split by RECORDED. */
export class OutputFolder {
  private readonly open = new Map<string, CsvFile<FileKind>>();
  private readonly written: WrittenFile[] = [];

  /** @throws {OutputNotEmpty} the folder holds files, and overwriting what an earlier run left was not asked for */
  constructor(
    private readonly root: string,
    private readonly until: Day,
    overwrite: boolean,
  ) {
    if (existsSync(root)) {
      const entries = readdirSync(root);
      if (entries.length > 0 && !overwrite) {
        throw new OutputNotEmpty(`${root} is not empty`);
      }
      for (const entry of entries) if (OURS.test(entry)) rmSync(join(root, entry), { recursive: true });
    }
    mkdirSync(root, { recursive: true });
  }

  /** A row recorded after `until` is not written: nobody knew it yet. */
  write<Kind extends FileKind>(path: string, kind: Kind, row: Row<Kind>, recorded: Day): void {
    if (recorded > this.until) return;
    let file = this.open.get(path);
    if (file === undefined) {
      const absolute = join(this.root, path);
      mkdirSync(dirname(absolute), { recursive: true });
      file = new CsvFile(absolute, path, kind) as unknown as CsvFile<FileKind>;
      this.open.set(path, file);
    }
    (file as unknown as CsvFile<Kind>).write(row);
  }

  /** Writes a row that has a RECORDED column into the kind's file, or into its file of the year. */
  record<Kind extends RecordedKind>(kind: Kind, recorded: Day, row: Row<Kind>): void {
    const year = BY_YEAR.has(kind) ? `-${iso(recorded).slice(0, 4)}` : '';
    this.write(`${kind}${year}.csv`, kind, { ...row, RECORDED: iso(recorded) } as Row<Kind>, recorded);
  }

  /** Closes the files that are complete, so that few are open at a time. */
  close(under = ''): void {
    for (const [path, file] of this.open) {
      if (!path.startsWith(under)) continue;
      this.written.push(file.close());
      this.open.delete(path);
    }
  }

  files(): readonly WrittenFile[] {
    return this.written;
  }

  get path(): string {
    return this.root;
  }
}

export type RecordedKind = Exclude<FileKind, 'workplace' | 'staff' | 'training'>;
const BY_YEAR: ReadonlySet<FileKind> = new Set<FileKind>(['learning', 'supervision', 'ratings']);
