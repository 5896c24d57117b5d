import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateProvider, type Manifest } from '@praxis/demonstration-provider';
import { importPaths } from '../commands/import-paths.js';
import type { Platform } from '../platform/platform.js';
import type { Progress } from '../terminal/progress.js';

/** The seed whose figures the documentation describes. */
export const DEMONSTRATION_SEED = 2026;

/**
 * Generates the demonstration provider's files and imports them, once for a data directory. When it was interrupted it
 * does it again from the start: what is already recorded has no effect a second time.
 */
export async function loadDemonstration(platform: Platform, progress: Progress): Promise<void> {
  const folder = join(platform.layout.root, 'files');
  const done = join(platform.layout.root, 'demonstration.json');
  if (existsSync(done)) return;
  progress.say('Loading the demonstration provider, once');
  const manifest = await generated(folder, progress);
  await importPaths(
    platform,
    manifest.loadingOrder.map((step) => ({ ...step, path: join(folder, step.path) })),
    { progress },
  );
  writeFileSync(done, JSON.stringify({ seed: manifest.seed, rows: manifest.rows, workers: manifest.workers }));
}

async function generated(folder: string, progress: Progress): Promise<Manifest> {
  const file = join(folder, 'manifest.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const onProgress = (written: number, of: number) => progress.show('Writing files', written, of);
  return generateProvider({ seed: DEMONSTRATION_SEED, outDir: folder, overwrite: true, onProgress });
}
