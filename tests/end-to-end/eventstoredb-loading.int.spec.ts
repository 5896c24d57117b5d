import { Platform } from '@praxis/standalone';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '../eventstoredb-double/index.js';
import { factRowsOf, type RowsOfTable } from '../loading/fact-rows.js';
import {
  loadProvider,
  withKeysOf,
  writeProvider,
  type Loaded,
  type ProviderFiles,
} from '../loading/provider-loading.js';
import { newFolder } from './site.harness.js';

/**
 * The beginning of the demonstration. All of it, which takes minutes: `npm run loading -- --trouble`.
 */
const UNTIL = '2022-11-20';

const folder = newFolder('loading');
const dataDir = (name: string): string => join(folder, name);
let files: ProviderFiles;
let double: EventStoreDbDouble;

beforeAll(async () => {
  files = await writeProvider(dataDir('files'), UNTIL);
  double = await startEventStoreDbDouble({ nodes: 3 });
});
afterAll(async () => {
  await double.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function load(
  name: string,
  eventStore?: string,
  afterwards = async () => {},
): Promise<Loaded & { readonly tables: Readonly<Record<string, RowsOfTable>> }> {
  const loadedSince = new Date(Date.now() - 1_000).toISOString();
  const platform = await Platform.open({ dataDir: dataDir(name), eventStore });
  try {
    const runner = await platform.project();
    const loaded = await loadProvider(platform, files);
    await afterwards();
    expect(await runner.waitUntil(await platform.store.head(), { timeoutMs: 60_000 })).toBe(true);
    return { ...loaded, tables: await factRowsOf(await platform.analytics(), loadedSince) };
  } finally {
    await platform.close();
  }
}

/** One after the other, as appends come in, until told to stop. */
async function goThroughTroubles(signal: AbortSignal): Promise<string[]> {
  const gone: string[] = [];
  const troubles: readonly [string, () => Promise<void>][] = [
    ['drop', async () => double.drop('subscriptions')],
    [
      'restart',
      () =>
        double
          .stop()
          .then(() => pause(1_000))
          .then(() => double.start()),
    ],
    ['leader change', () => double.changeLeader(1_000)],
  ];
  for (const [name, strike] of troubles) {
    const begun = double.calls.appends;
    while (double.calls.appends < begun + 60 && !signal.aborted) await pause(5);
    if (signal.aborted) break;
    await strike();
    gone.push(name);
  }
  return gone;
}

/** Once the projector waits for more, and not only when it happens to be slow while the files come in. */
async function beTooSlow(): Promise<void> {
  await expect.poll(() => double.openCalls('subscriptions')).toBeGreaterThan(0);
  const { subscriptions } = double.calls;
  double.dropAllAsTooSlow();
  await expect.poll(() => double.calls.subscriptions).toBeGreaterThan(subscriptions);
}

it('the same facts come out of EventStoreDB, whatever it does meanwhile', { timeout: 180_000 }, async () => {
  const embedded = await load('embedded');
  Object.assign(double.faults, { latencyMs: 1, slowSubscriberMs: 20 });
  withKeysOf(dataDir('embedded'), dataDir('double'));
  const loaded = new AbortController();
  const troubles = goThroughTroubles(loaded.signal);
  const connectionString = double.clusterConnectionString.replace(/\?.*/, '?tls=false');
  const through = await load('double', connectionString, beTooSlow).finally(() => loaded.abort());

  expect(await troubles).toEqual(['drop', 'restart', 'leader change']);
  expect(double.calls.droppedAsTooSlow).toBeGreaterThan(0);
  expect(through.rows).toBe(embedded.rows);
  expect(through.tables).toEqual(embedded.tables);
  // A comparison that could not fail would show nothing: every table that has facts has a digest of its own.
  const digests = Object.values(embedded.tables).filter(({ rows }) => rows > 0);
  expect(digests.length).toBeGreaterThan(5);
  expect(new Set(digests.map(({ digest }) => digest)).size).toBe(digests.length);
});
