import { PROJECTIONS, startProjectionRunner, verify, type Projection, type RunnerStatus } from '@praxis/projections';
import { Platform } from '@praxis/standalone';
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { KEPT_FOLDERS, type KeptFolder } from './kept-folder.js';

const withTables = KEPT_FOLDERS.filter(({ manifest }) => manifest.tables.length > 0);
const dataDirs: string[] = [];
afterEach(() => {
  for (const dataDir of dataDirs.splice(0)) rmSync(dataDir, { recursive: true, force: true });
});

describe.each(withTables)('the tables of $name', (folder: KeptFolder) => {
  const head = BigInt(folder.manifest.head);

  it('are there in the folder', async () => {
    const platform = await openCopy(folder);
    try {
      const analytics = await platform.analytics();
      const found = await analytics.query<{ name: string }>(
        'SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0 ORDER BY name',
      );
      expect(found.map(({ name }) => name)).toEqual(folder.manifest.tables.map(({ table }) => table).sort());
    } finally {
      await platform.close();
    }
  });

  it('are taken over, or filled again by themselves, and equal the log', async () => {
    await projected(await openCopy(folder), head);
  });

  it('are filled again by themselves when they are gone, and tell how far they are', async () => {
    const platform = await openCopy(folder);
    rmSync(platform.layout.analytics, { recursive: true });

    const told = await projected(platform, head, { batchEvents: 20, pageEvents: 20, smallBatchMs: 100 });

    const underWay = told.filter(({ state, lag }) => state === 'catching-up' && lag > 0n && lag < head);
    expect(underWay.length).toBeGreaterThan(0);
    for (const status of underWay) expect(status.head).toBe(head);
  });

  it('are filled again when only the projector’s notes are gone', async () => {
    const platform = await openCopy(folder);
    rmSync(platform.layout.projector, { recursive: true });
    await projected(platform, head);
  });

  it('of a newer version are filled by themselves, beside the old ones', async () => {
    const newer = PROJECTIONS.map((projection): Projection => {
      const version = projection.version + 1;
      return { ...projection, version, table: { ...projection.table, version } };
    });
    await projected(await openCopy(folder), head, {}, newer);
  });
});

async function openCopy(folder: KeptFolder): Promise<Platform> {
  const dataDir = folder.copy();
  dataDirs.push(dataDir);
  return Platform.open({ dataDir });
}

/** Fills the tables up to the head, compares them with the log, and closes. @returns what was told meanwhile */
async function projected(
  platform: Platform,
  head: bigint,
  tuning: Parameters<typeof startProjectionRunner>[0]['tuning'] = {},
  projections: readonly Projection[] = PROJECTIONS,
): Promise<readonly RunnerStatus[]> {
  const told: RunnerStatus[] = [];
  const { store, ports } = platform;
  const { codec, chainDigest } = ports;
  const common = { store, codec, chainDigest, analytics: await platform.analytics(), projections };
  try {
    const directory = platform.layout.projector;
    const runner = await startProjectionRunner({
      ...common,
      directory,
      tuning,
      onProgress: (status) => told.push(status),
    });
    const done = await runner.waitUntil(head, { timeoutMs: 20_000 });
    expect(runner.status().problems).toEqual([]);
    expect(done).toBe(true);
    await runner.stop();
    const verification = await verify(common);
    expect(verification).toMatchObject({ isEqual: true, isComplete: true, head });
    expect(verification.tables.length).toBe(projections.length);
    return told;
  } finally {
    await platform.close();
  }
}
