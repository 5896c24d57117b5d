import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { COLUMNS, type FileKind, type Row } from './columns.js';

const BUFFER_CHARACTERS = 65_536;

export interface WrittenFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly kind: FileKind;
  /** Without the header. */
  readonly rows: number;
  readonly sha256: string;
}

/** Writes one CSV file row by row, in bounded memory. */
export class CsvFile<Kind extends FileKind> {
  private readonly hash = createHash('sha256');
  private readonly file: number;
  private readonly columns: readonly string[];
  private buffer = '';
  private rows = 0;

  constructor(
    absolutePath: string,
    private readonly path: string,
    private readonly kind: Kind,
  ) {
    this.columns = COLUMNS[kind];
    this.file = openSync(absolutePath, 'w');
    this.buffer = `${this.columns.join(',')}\r\n`;
  }

  write(row: Row<Kind>): void {
    const values: Readonly<Record<string, string | number | undefined>> = row;
    let line = '';
    for (const column of this.columns) {
      const value = values[column];
      if (line !== '' || column !== this.columns[0]) line += ',';
      if (value !== undefined) line += quoted(String(value));
    }
    this.buffer += `${line}\r\n`;
    this.rows += 1;
    if (this.buffer.length >= BUFFER_CHARACTERS) this.flush();
  }

  close(): WrittenFile {
    this.flush();
    closeSync(this.file);
    return { path: this.path, kind: this.kind, rows: this.rows, sha256: this.hash.digest('hex') };
  }

  private flush(): void {
    const bytes = Buffer.from(this.buffer, 'utf8');
    this.buffer = '';
    this.hash.update(bytes);
    for (let written = 0; written < bytes.length;) written += writeSync(this.file, bytes, written);
  }
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
