import { Platform } from '@praxis/standalone';
import { factRowsOf, type RowsOfTable } from './fact-rows.js';
import { loadProvider, withKeysOf, type Loaded, type ProviderFiles } from './provider-loading.js';

/** One loading in a process of its own: what it is told comes as its argument in JSON, its answer goes to its parent. */
export interface LoadTask {
  readonly dataDir: string;
  readonly files: ProviderFiles;
  /** The embedded log unless given. */
  readonly eventStore?: string;
  /** The data folder whose keys are used: the same people get the same pseudonyms. New ones unless given. */
  readonly keysOf?: string;
  /** Fill the tables meanwhile, and say what they hold. */
  readonly project: boolean;
}

export interface LoadAnswer extends Loaded {
  readonly tables?: Readonly<Record<string, RowsOfTable>>;
}

async function load({ dataDir, files, eventStore, keysOf, project }: LoadTask): Promise<LoadAnswer> {
  if (keysOf !== undefined) withKeysOf(keysOf, dataDir);
  const loadedSince = new Date(Date.now() - 1_000).toISOString();
  const platform = await Platform.open({ dataDir, eventStore });
  try {
    const runner = project ? await platform.project() : undefined;
    const loaded = await loadProvider(platform, files);
    if (runner === undefined) return loaded;
    const isFilled = await runner.waitUntil(await platform.store.head(), { timeoutMs: 600_000 });
    if (!isFilled) throw new Error(`The tables were not filled: ${JSON.stringify(runner.status().problem?.error)}`);
    return { ...loaded, tables: await factRowsOf(await platform.analytics(), loadedSince) };
  } finally {
    await platform.close();
  }
}

const answer = await load(JSON.parse(process.argv[2]!) as LoadTask).then(
  (result) => ({ result }),
  (error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
process.send?.(answer, () => process.exit(0));
