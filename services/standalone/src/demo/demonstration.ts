import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateProvider, type Manifest } from '@praxis/demonstration-provider';
import { ORGANISATION_ID, organisation } from '@praxis/domain';
import { streamIdOf } from '@praxis/event-sourcing';
import { importPaths } from '../commands/import-paths.js';
import type { Platform } from '../platform/platform.js';
import type { Progress } from '../terminal/progress.js';

/** The seed whose figures the documentation describes. */
export const DEMONSTRATION_SEED = 2026;

const DEMONSTRATION_END = '2026-10-31';

interface Loaded {
  readonly until: string;
  /** Position of the log's last event once everything was loaded. */
  readonly head: string;
}

/** The log is somebody's own. What is recorded stays recorded, so the demonstration is kept out of it. */
export class HoldsOwnRecords extends Error {
  override readonly name = 'HoldsOwnRecords';
}

/**
 * Generates the demonstration provider's files and imports them, once for a data directory. When it was interrupted it
 * does it again from the start: what is already recorded has no effect a second time.
 *
 * @throws {HoldsOwnRecords} another organisation is registered there
 * @throws the signal's reason when it was told to end
 */
export async function loadDemonstration(
  platform: Platform,
  progress: Progress,
  scale = 1,
  signal?: AbortSignal,
): Promise<void> {
  const file = join(platform.layout.root, 'demonstration.json');
  const loaded = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Loaded)
    : await load(platform, progress, file, scale, signal);
  platform.standStillAt({ until: loaded.until, head: BigInt(loaded.head) });
}

async function load(
  platform: Platform,
  progress: Progress,
  file: string,
  scale: number,
  signal: AbortSignal | undefined,
): Promise<Loaded> {
  const folder = join(platform.layout.root, 'files');
  await requireNoOther(platform, folder);
  progress.say('Loading the demonstration provider, once …');
  const dayOf = await platform.ports.calendar();
  const manifest = await generated(folder, progress, scale, dayOf(platform.ports.now()), signal);
  const paths = manifest.loadingOrder.map((step) => ({ ...step, path: join(folder, step.path) }));
  const reports = await importPaths(platform, paths, { progress, organisationName: manifest.provider, signal });
  signal?.throwIfAborted();
  const refused = reports.flatMap(({ files }) => files).find(({ status }) => status !== 'taken');
  if (refused) {
    const reason = refused.problem?.message ?? refused.errors[0]?.message ?? 'rows were refused';
    throw new Error(`The demonstration's file ${refused.name} was not taken: ${reason}`);
  }
  const loaded = { until: manifest.until, head: String(await platform.store.head()) };
  writeFileSync(file, JSON.stringify(loaded));
  return loaded;
}

/** @throws {HoldsOwnRecords} */
async function requireNoOther(platform: Platform, folder: string): Promise<void> {
  const begun = writtenIn(folder)?.provider;
  for await (const { data } of platform.store.readStream(streamIdOf(organisation.name, ORGANISATION_ID))) {
    if (data['name'] === begun) return;
    throw new HoldsOwnRecords('There are records of an organisation already: the demonstration was not loaded');
  }
}

function writtenIn(folder: string): Manifest | undefined {
  const file = join(folder, 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

async function generated(
  folder: string,
  progress: Progress,
  scale: number,
  today: string,
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const written = writtenIn(folder);
  if (written) return written;
  const onProgress = (written: number, of: number) => {
    signal?.throwIfAborted();
    progress.show('Writing files', written, of);
  };
  // On a machine whose clock is behind, nothing may have been recorded after its today.
  const until = today < DEMONSTRATION_END ? today : DEMONSTRATION_END;
  return generateProvider({ seed: DEMONSTRATION_SEED, scale, until, outDir: folder, overwrite: true, onProgress });
}
