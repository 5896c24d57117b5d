import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AnalyticsStoreLocked } from '../errors.js';

const sqliteBusy = 5;

/** Kept here as well, or a store that nobody refers to any more would lose its lock to the garbage collector. */
const held = new Set<DatabaseSync>();

/**
 * Keeps other processes, and other stores in this one, away from a data directory. The engine has a lock of its own,
 * but fails on it without saying so (it prints the reason). SQLite's is one that the operating system lets go of when
 * the process is killed.
 *
 * @throws {AnalyticsStoreLocked}
 */
export function lockDirectory(path: string): { readonly release: () => void } {
  const file = new DatabaseSync(join(path, 'praxis.lock'), { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== sqliteBusy) throw error;
    throw new AnalyticsStoreLocked(
      `The analytics data in ${path} is open already: stop the process that uses it first`,
      undefined,
      undefined,
      { cause: error },
    );
  }
  held.add(file);
  return {
    release: () => {
      if (held.delete(file)) file.close();
    },
  };
}
