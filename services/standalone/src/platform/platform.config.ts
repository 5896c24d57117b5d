import type { RunnerTuning } from '@praxis/projections';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { makePrivate } from './private-files.js';

export interface PlatformConfig {
  /** Where everything that is not on a server is kept. */
  readonly dataDir: string;
  /** `esdb://…`; the embedded log when absent. */
  readonly eventStore?: string | undefined;
  /** `http://…`; the engine in the process when absent. */
  readonly clickhouse?: string | undefined;
  /** Base64 of 32 bytes; from a file in the data directory when absent. */
  readonly masterKey?: string | undefined;
  /** The embedded log refuses to grow beyond this many bytes, as if the disk were full; no limit when absent. */
  readonly maxLogBytes?: number | undefined;
  /** ISO instant; the system's clock when absent. */
  readonly now?: (() => string) | undefined;
  /** How the projector goes about its work, where the usual way will not do. */
  readonly tuning?: Partial<RunnerTuning> | undefined;
}

/** Where things are inside a data directory. */
export function layoutOf(dataDir: string) {
  const root = resolve(dataDir);
  return {
    root,
    log: join(root, 'events.db'),
    commands: join(root, 'commands.db'),
    keys: join(root, 'keys.db'),
    masterKey: join(root, 'master.key'),
    analytics: join(root, 'analytics'),
    projector: join(root, 'projector'),
    uploads: join(root, 'uploads'),
  };
}

/**
 * The master key is not made private with the rest: one that others could read is refused where it is loaded.
 *
 * @throws {Error} a directory that cannot be made, saying which
 */
export function makeLayout(dataDir: string): ReturnType<typeof layoutOf> {
  const layout = layoutOf(dataDir);
  const { root, masterKey: _refused, ...parts } = layout;
  const others = ['demonstration.json', 'files'];
  makePrivate(
    root,
    [...Object.values(parts), ...others].map((path) => basename(path)),
  );
  for (const directory of [layout.root, layout.projector, layout.uploads]) mkdirSync(directory, { recursive: true });
  return layout;
}

/** What a killed process left of uploads is somebody's personal data, and of no use. Only for who holds the directory. */
export function clearUploads({ uploads }: ReturnType<typeof layoutOf>): void {
  rmSync(uploads, { recursive: true, force: true });
  mkdirSync(uploads);
}
