import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fnv1a } from '@praxis/event-sourcing';
import type { TableRow } from '../reading/table.reader.js';

/** Rows of a file of the largest size that is taken come to some thousands in each. */
export const PARTITIONS = 256;

/** Text of a partition that is written at once. */
const CHUNK_CHARACTERS = 16 * 1024;

interface Extent {
  readonly at: number;
  readonly bytes: number;
}

/**
 * Rows on disk, sorted into partitions by what they are about, so that a file too large for the memory is read once
 * and its rows are met again partition by partition, each in the order of the file. Readable by this user only; dispose
 * of it.
 */
export class RowSpool implements AsyncDisposable {
  readonly #pending = Array.from({ length: PARTITIONS }, () => ({ lines: [] as string[], characters: 0 }));
  readonly #extents: Extent[][] = Array.from({ length: PARTITIONS }, () => []);
  readonly #rows = new Array<number>(PARTITIONS).fill(0);
  #full: number[] = [];
  #end = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
  ) {}

  /** @param parent an existing folder; what a killed process leaves there has to be cleared by its owner */
  static async open(parent: string): Promise<RowSpool> {
    const folder = await mkdtemp(join(parent, 'praxis-import-'));
    return new RowSpool(folder, await open(join(folder, 'rows'), 'wx+', 0o600));
  }

  static partitionOf(id: string): number {
    return fnv1a(id) % PARTITIONS;
  }

  /** Call {@link write} before long. */
  add(id: string, { row, cells }: TableRow): void {
    const partition = RowSpool.partitionOf(id);
    const pending = this.#pending[partition]!;
    const line = JSON.stringify([row, ...cells]);
    pending.lines.push(line);
    pending.characters += line.length + 1;
    this.#rows[partition]! += 1;
    if (pending.characters >= CHUNK_CHARACTERS) this.#full.push(partition);
  }

  rowsIn(partition: number): number {
    return this.#rows[partition]!;
  }

  /** Writes what is worth writing. */
  async write(): Promise<void> {
    const full = new Set(this.#full);
    this.#full = [];
    for (const partition of full) await this.#flush(partition);
  }

  /** The rows of a partition in order, a chunk at a time. */
  async *read(partition: number): AsyncGenerator<readonly TableRow[]> {
    await this.#flush(partition);
    for (const { at, bytes } of this.#extents[partition]!) {
      yield rowsOf(await this.#bytes(at, bytes));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #bytes(at: number, bytes: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(bytes);
    const { bytesRead } = await this.file.read(buffer, 0, bytes, at);
    if (bytesRead < bytes) throw new Error('The rows kept on disk were cut short');
    return buffer;
  }

  async #flush(partition: number): Promise<void> {
    const pending = this.#pending[partition]!;
    if (pending.lines.length === 0) return;
    const buffer = Buffer.from(`${pending.lines.join('\n')}\n`);
    pending.lines = [];
    pending.characters = 0;
    await this.file.appendFile(buffer);
    this.#extents[partition]!.push({ at: this.#end, bytes: buffer.byteLength });
    this.#end += buffer.byteLength;
  }
}

function rowsOf(lines: Buffer): readonly TableRow[] {
  const rows: TableRow[] = [];
  for (const line of lines.toString().split('\n')) {
    if (line === '') continue;
    const [row, ...cells] = JSON.parse(line) as [number, ...string[]];
    rows.push({ row, cells });
  }
  return rows;
}
