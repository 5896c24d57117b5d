import { generateProvider, type Manifest } from '@praxis/demonstration-provider';
import { importPaths, Progress } from '@praxis/standalone';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { WriteStream } from 'node:tty';
import { openSite, type Site } from './site.harness.js';

/** The last day of the provider's story: with both dates there, figures stay as they are whenever tests are run. */
export const END = { asAt: '2026-10-31', knownBy: '2026-10-31' };

export interface Demonstration {
  readonly site: Site;
  readonly manifest: Manifest;
  readonly truths: Manifest['truths'];
  /** The pseudonym of a worker of the files. */
  workerId(workplace: string, worker: string): string;
}

/** Where nobody reads the progress. */
export function silence(): Progress {
  return new Progress(createWriteStream('/dev/null') as unknown as WriteStream);
}

/** Generates the provider that `npm start` shows, and loads it through the importer. Takes about twenty seconds. */
export async function openDemonstration(options: { readonly scale?: number } = {}): Promise<Demonstration> {
  const site = await openSite();
  const folder = join(site.dataDir, 'files');
  const manifest = await generateProvider({ seed: 2026, outDir: folder, ...options });
  const paths = manifest.loadingOrder.map((step) => ({ ...step, path: join(folder, step.path) }));
  const reports = await importPaths(site.platform, paths, { progress: silence() });
  for (const file of reports.flatMap(({ files }) => files)) {
    if (file.status !== 'taken') throw new Error(`${file.name} was not taken: ${JSON.stringify(file.errors[0])}`);
  }
  await site.settled();
  return {
    site,
    manifest,
    truths: manifest.truths,
    workerId: (workplace, worker) => site.platform.personal.pseudonym('w', `${workplace}/${worker}`),
  };
}
