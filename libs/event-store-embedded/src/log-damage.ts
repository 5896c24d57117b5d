import { LogDamaged } from '@praxis/event-sourcing';

const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
export const SQLITE_NOTADB = 26;

/** SQLite's primary result code, the low byte of its extended one; undefined for an error of another origin. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** The error as damage of the log's file, where reading has failed in a way that trying again does not mend. */
export function fileDamage(error: unknown, path: string): LogDamaged | undefined {
  const code = sqliteCode(error);
  if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB && code !== SQLITE_IOERR) return undefined;
  return unreadable(path, (error as Error).message, { cause: error });
}

export function unreadable(path: string, reason: string, options?: ErrorOptions): LogDamaged {
  return new LogDamaged(
    `The event log ${path} is damaged, and part of it cannot be read: ${reason}`,
    undefined,
    options,
  );
}
