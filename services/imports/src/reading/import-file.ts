import { createReadStream } from 'node:fs';
import { mkdtemp, open as openFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RowProblem } from '../report/row-problem.js';
import { requireSize } from './byte-counting.js';
import { DEFAULT_LIMITS, type ImportLimits } from './import-limits.js';

/** A file that can be read more than once: it is checked before anything of it is taken. */
export interface ImportFile {
  /** For reports, and for the order among files of one kind. */
  readonly name: string;
  /** Size in bytes, where it is known beforehand. */
  size(): Promise<number | undefined>;
  open(): AsyncIterable<Uint8Array>;
  /** Of a sheet of a workbook: its name. */
  readonly sheet?: string;
  /** What its maker knows to be wrong with rows, by their numbers. */
  readonly faults?: ReadonlyMap<number, RowFault>;
  /** What its maker knows to be doubtful. */
  readonly warnings?: readonly RowProblem[];
}

/** Why the cells of a row cannot be trusted. */
export interface RowFault {
  readonly message: string;
  readonly remedy: string;
}

/** Large enough that parsing a block costs more than handing it over. */
const READ_BYTES = 256 * 1024;

export function fileAt(path: string): ImportFile {
  return {
    name: basename(path),
    size: async () => (await stat(path)).size,
    open: () => createReadStream(path, { highWaterMark: READ_BYTES }),
  };
}

export function fileOf(name: string, content: string | Uint8Array): ImportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: async () => bytes.byteLength,
    async *open() {
      for (let from = 0; from < bytes.byteLength; from += READ_BYTES) yield bytes.subarray(from, from + READ_BYTES);
    },
  };
}

/** The CSV files and workbooks of a folder, by name. Other files and folders are left alone. */
export async function filesIn(folder: string): Promise<readonly ImportFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isTable(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => fileAt(join(folder, name)));
}

/** What Excel keeps beside a workbook that is open is none. */
function isTable(name: string): boolean {
  return /\.(?:csv|xlsx)$/i.test(name) && !name.startsWith('~$');
}

export interface SpoolingOptions {
  readonly limits?: ImportLimits;
  /** Where to keep it; the system's folder for temporary files unless told. */
  readonly folder?: string;
}

/** An upload kept on disk for as long as it is needed. */
export interface SpooledFile extends ImportFile, AsyncDisposable {}

/**
 * Keeps an upload on disk, readable by this user only, so that it can be read more than once. Dispose of it.
 *
 * @throws {FileRefused} it is larger than the limit; nothing is left on disk
 */
export async function spooled(
  name: string,
  source: AsyncIterable<Uint8Array>,
  { limits = DEFAULT_LIMITS, folder: parent = tmpdir() }: SpoolingOptions = {},
): Promise<SpooledFile> {
  const folder = await mkdtemp(join(parent, 'praxis-import-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'upload.csv');
  try {
    const handle = await openFile(path, 'wx', 0o600);
    try {
      let size = 0;
      for await (const chunk of source) {
        size += chunk.byteLength;
        requireSize(size, limits);
        // Not by write, which on a disk that fills up writes a part of the chunk and says nothing.
        await handle.appendFile(chunk);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { ...fileAt(path), name, [Symbol.asyncDispose]: remove };
}
