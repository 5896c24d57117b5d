import { generateProvider } from '@praxis/demonstration-provider';
import { importPaths, layoutOf, Progress, type Platform } from '@praxis/standalone';
import { cpSync, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteStream } from 'node:tty';

/** The files of a generated provider, in the order in which they are loaded. */
export interface ProviderFiles {
  readonly provider: string;
  readonly paths: readonly { readonly path: string; readonly received?: string | undefined }[];
}

/** The provider that `npm start` shows, or its beginning up to a day. */
export async function writeProvider(folder: string, until?: string): Promise<ProviderFiles> {
  const manifest = await generateProvider({ seed: 2026, outDir: folder, ...(until === undefined ? {} : { until }) });
  const paths = manifest.loadingOrder.map((step) => ({ ...step, path: join(folder, step.path) }));
  return { provider: manifest.provider, paths };
}

export interface Loaded {
  readonly milliseconds: number;
  /** Of the processor, in this process: the same however busy the machine is. */
  readonly processorMilliseconds: number;
  readonly rows: number;
  readonly events: number;
  /** What was said about waiting for the event store. */
  readonly said: readonly string[];
}

/** Loads them as `npm start` does, every file whole. */
export async function loadProvider(platform: Platform, { provider, paths }: ProviderFiles): Promise<Loaded> {
  const said: string[] = [];
  const progress = new Progress(createWriteStream('/dev/null') as unknown as WriteStream);
  progress.say = (line) => void said.push(line);
  const [begun, processorBegun] = [performance.now(), process.cpuUsage()];
  const reports = await importPaths(platform, paths, { progress, organisationName: provider });
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(processorBegun);
  for (const { name, status, problem, errors } of reports.flatMap(({ files }) => files)) {
    if (status !== 'taken') throw new Error(`${name} was not taken: ${JSON.stringify(problem ?? errors[0])}`);
  }
  const total = (of: 'rows' | 'events') => reports.reduce((sum, { totals }) => sum + totals[of], 0);
  return {
    milliseconds,
    processorMilliseconds: (user + system) / 1_000,
    rows: total('rows'),
    events: total('events'),
    said,
  };
}

/** Gives a new data folder the keys of another, so that the same people get the same pseudonyms in both. */
export function withKeysOf(otherDataDir: string, dataDir: string): void {
  const [from, to] = [layoutOf(otherDataDir), layoutOf(dataDir)];
  mkdirSync(to.root, { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(from.keys + suffix)) cpSync(from.keys + suffix, to.keys + suffix);
  }
  cpSync(from.masterKey, to.masterKey);
}
