import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Batches on their way into the embedded engine, which takes binary rows from a file only. They lie in the data
 * directory, are never synced (the page cache is where the engine reads them from), and live for milliseconds.
 */
export class InboundFiles {
  private constructor(private readonly directory: string) {}

  /** Also clears away what a killed process left: whoever holds the data directory's lock is alone here. */
  static async open(dataDirectory: string): Promise<InboundFiles> {
    const directory = join(dataDirectory, 'inbound');
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) await rm(join(directory, name), { force: true });
    return new InboundFiles(directory);
  }

  /** @returns the file's path; a half-written one is removed */
  async write(body: Readable): Promise<string> {
    const file = join(this.directory, `${randomUUID()}.native`);
    try {
      await pipeline(body, createWriteStream(file, { mode: 0o600 }));
    } catch (error) {
      await this.remove(file);
      throw error;
    }
    return file;
  }

  async remove(file: string): Promise<void> {
    await rm(file, { force: true });
  }
}

/**
 * The file as the engine finds it and no other. A path with one of these in it is a pattern to the engine, which has no
 * way to say that a character is only itself, and does not escape what means something to its expressions (`$`): all but
 * letters become the sign for any character. The file's own name is like no other.
 */
export function patternOf(file: string): string {
  return /[*?{}]/.test(file) ? file.replaceAll(/[^\p{L}\p{N}/_.-]/gu, '?') : file;
}
