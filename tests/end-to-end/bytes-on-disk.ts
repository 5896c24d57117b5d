import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * What every file of a folder holds, by its path in the folder. A file that the engine did away with since it was
 * listed is left out: what was in it has been merged into another one.
 */
export function bytesOnDisk(folder: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    try {
      if (entry.isFile()) found.set(relative(folder, path), readFileSync(path));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return found;
}

/**
 * Whether any of the words, each of at least four bytes, stands in some bytes. Hundreds of words are looked for in one
 * pass: to look for one after the other took half a minute in a hundred megabytes.
 */
export function anyIn(words: readonly Buffer[]): (bytes: Buffer) => boolean {
  const beginnings = new Map<number, Buffer[]>();
  const isLikely = new Uint8Array(65_536);
  for (const word of words) {
    const beginning = word.readUInt32BE();
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), word]);
    isLikely[placeOf(beginning)] = 1;
  }
  return (bytes) => {
    let last = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      last = (last << 8) | bytes[at]!;
      if (isLikely[placeOf(last)] === 0) continue;
      const from = at - 3;
      const found = beginnings.get(last >>> 0)?.some((word) => bytes.subarray(from, from + word.length).equals(word));
      if (from >= 0 && found === true) return true;
    }
    return false;
  };
}

const placeOf = (fourBytes: number): number => Math.imul(fourBytes, 0x9e3779b1) >>> 16;
