import { StoreLocked } from '@praxis/event-sourcing';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

export interface ProcessLock {
  release(): void;
}

/**
 * Keeps every other writer away from a log for as long as this process lives. The lock is the operating system's, taken
 * on a small SQLite file beside the log: it goes when the process goes, however it goes, so it is never left behind.
 *
 * @throws {StoreLocked} somebody has it, in this process or another
 */
export function lockLog(path: string): ProcessLock {
  const database = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY) throw error;
    throw new StoreLocked(`${path} is in use: only one process at a time can write an event log`, { cause: error });
  }
  return { release: () => database.close() };
}
