import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileKind, Row } from '../csv/columns.js';
import { generateProvider, type GenerateOptions } from '../generate-provider.js';
import type { Manifest } from '../manifest.js';

/** A provider generated into a temporary folder, and its rows by kind of file. */
export interface Generated {
  readonly folder: string;
  readonly manifest: Manifest;
  /** In the order of loading; every row also says which file it stands in. */
  readonly rows: <Kind extends FileKind>(kind: Kind) => readonly GeneratedRow<Kind>[];
  readonly header: (path: string) => readonly string[];
  readonly remove: () => void;
}

export type GeneratedRow<Kind extends FileKind> = { readonly [Column in keyof Row<Kind>]-?: string } & {
  readonly path: string;
};

export async function generated(options: Omit<GenerateOptions, 'outDir'>): Promise<Generated> {
  const folder = mkdtempSync(join(tmpdir(), 'provider-'));
  const manifest = await generateProvider({ ...options, outDir: folder });
  const table = (path: string): string[][] => parseCsv(readFileSync(join(folder, path), 'utf8'));
  const known = new Map<FileKind, readonly unknown[]>();
  return {
    folder,
    manifest,
    rows: <Kind extends FileKind>(kind: Kind) => {
      const read =
        known.get(kind) ??
        manifest.loadingOrder
          .filter((step) => kindOf(manifest, step.path) === kind)
          .flatMap(({ path }) => named(path, table(path)));
      known.set(kind, read);
      return read as readonly GeneratedRow<Kind>[];
    },
    header: (path) => parseCsv(readFileSync(join(folder, path), 'utf8').split('\r\n', 1)[0] ?? '')[0] ?? [],
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function kindOf(manifest: Manifest, path: string): FileKind | undefined {
  return manifest.files.find((file) => file.path === path)?.kind;
}

function named(path: string, [header = [], ...rows]: string[][]): Record<string, string>[] {
  return rows.map((cells) => ({
    path,
    ...Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])),
  }));
}

/** RFC 4180. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < text.length;) {
    const lineEnd = text.indexOf('\r\n', at);
    const line = text.slice(at, lineEnd === -1 ? undefined : lineEnd);
    // Most lines have no quotation mark, and cutting them is many times cheaper.
    const [row, end] = line.includes('"') ? quotedRow(text, at) : [line.split(','), at + line.length];
    rows.push(row);
    at = end + '\r\n'.length;
  }
  return rows;
}

/** The row that begins there, whose line breaks within quotation marks do not end it, and where it ends. */
function quotedRow(text: string, from: number): [string[], number] {
  const row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/gy;
  cell.lastIndex = from;
  for (;;) {
    const [, quoted, plain = '', end] = cell.exec(text)!;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') return [row, cell.lastIndex - end!.length];
  }
}
