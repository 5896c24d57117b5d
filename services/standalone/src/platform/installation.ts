import { statSync } from 'node:fs';
import { wasProjected } from '@praxis/projections';
import { layoutOf, type PlatformConfig } from './platform.config.js';

/** There is nothing to look at: a mistyped folder must not become an installation by being looked at. */
export class NoInstallation extends Error {
  override readonly name = 'NoInstallation';
  constructor(
    message: string,
    readonly remedy = 'Give the folder of one with --data-dir; praxis import makes a new one. Nothing was made.',
  ) {
    super(message);
  }
}

/** Whether the folder holds anything that one is told by. */
export function hasInstallation({ dataDir }: PlatformConfig): boolean {
  const { log, keys } = layoutOf(dataDir);
  return isThere(log) || isThere(keys);
}

/**
 * For commands that look at what is there, or change it. Touches nothing.
 *
 * @throws {NoInstallation}
 */
export function requireInstallation(config: PlatformConfig): void {
  if (hasInstallation(config)) return;
  const { root, keys } = layoutOf(config.dataDir);
  const lacking = config.eventStore ? `: it lacks the key store ${keys} that goes with the log` : '';
  throw new NoInstallation(`There is no installation in ${root}${lacking}`);
}

/**
 * That a log is not begun anew in the place of one that is gone. Where tables were filled from that one, whoever looks at
 * them says that it is gone, and what to do. Touches nothing.
 *
 * @throws {NoInstallation} there is a key store, and no log that it goes with
 */
export function requireLogOfKeys(config: PlatformConfig): void {
  const { log, keys, projector } = layoutOf(config.dataDir);
  if (config.eventStore || isThere(log) || !isThere(keys) || wasProjected(projector)) return;
  throw new NoInstallation(
    `There is no log ${log}, although the key store of one is there`,
    'Put back the last good copy of the log (events.db, with events.db-wal where there is one), or give another folder with --data-dir.',
  );
}

/** @throws {Error} it cannot be known, as of a folder that others may not read */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
