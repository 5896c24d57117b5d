import { StorageFull } from '@praxis/event-sourcing';

const SQLITE_FULL = 13;

/**
 * Whether there was no room left on a disk, wherever that was noticed: by the log, the keys, the tables, or a file on its
 * way in. By codes and names, so that this package needs no adapter.
 */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return (
    error instanceof StorageFull ||
    error.name === 'AnalyticsStorageFull' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    (code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' && (errcode & 0xff) === SQLITE_FULL) ||
    isDiskFull(error.cause)
  );
}
