import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * From here on, whatever this process makes is its owner's alone, by whichever library: files 0600, folders 0700.
 * Windows has no such modes.
 */
export function onlyForTheOwner(): void {
  process.umask(OTHERS);
}

/**
 * Makes the folder that everything is kept in, and takes from others what they may do with it and with what stands in
 * it under one of the names: an earlier release, or a copying, may have left that open. Nothing else is touched, and
 * not the folder itself where it is everybody's, as /tmp is.
 *
 * @param names files and folders of ours in it; `events.db` stands for `events.db-wal` and the like as well
 * @throws {NotPrivate} it belongs to somebody else
 */
export function makePrivate(folder: string, names: readonly string[]): void {
  onlyForTheOwner();
  mkdirSync(folder, { recursive: true });
  const root = lstatSync(folder);
  if (root.isDirectory() && (root.mode & STICKY) === 0) tighten(folder, root);
  for (const entry of readdirSync(folder)) {
    if (names.some((name) => entry === name || entry.startsWith(`${name}-`) || entry.startsWith(`${name}.`))) {
      tightenBelow(join(folder, entry));
    }
  }
}

/** Others may read personal data here, and this user cannot change that. */
export class NotPrivate extends Error {
  override readonly name = 'NotPrivate';
}

function tightenBelow(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink()) return;
  tighten(path, found);
  if (found.isDirectory()) for (const entry of readdirSync(path)) tightenBelow(join(path, entry));
}

function tighten(path: string, { mode }: Stats): void {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o700);
  } catch (error) {
    throw new NotPrivate(`Others may get at ${path}, and this user may not change that`, { cause: error });
  }
}
