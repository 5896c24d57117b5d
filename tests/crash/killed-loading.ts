import { generateProvider } from '@praxis/demonstration-provider';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import type { StoredEvent } from '@praxis/event-sourcing';
import { layoutOf } from '@praxis/standalone';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { praxis, startPraxis } from '../end-to-end/command-line.harness.js';

/** Enough to be killed in, and little enough to be loaded again and again. */
const SIZE = { scale: 0.2, until: '2024-03-31' };

/** The files that are loaded, made once for all data directories. */
export async function makeFiles(folder: string): Promise<string> {
  const files = join(folder, 'files');
  await generateProvider({ seed: 2026, outDir: files, ...SIZE });
  return files;
}

/** A data directory that will load these files when it is served with `--demo`. */
export function newDataDir(folder: string, name: string, files: string): string {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  cpSync(files, join(dataDir, 'files'), { recursive: true });
  return dataDir;
}

const serve = (dataDir: string) => startPraxis(['serve', '--demo', '--port', '0', '--data-dir', dataDir]);

/** Serves until everything is loaded and projected, then stops. @returns milliseconds until it was */
export async function loadWhole(dataDir: string): Promise<number> {
  const process = serve(dataDir);
  const { ms } = await process.serving();
  const { code, stderr } = await process.signal('SIGINT');
  if (code !== 0) throw new Error(`It ended with ${code}: ${stderr}`);
  return ms;
}

/** Kills the process so many milliseconds after it has begun. @returns whether it was still loading then */
export async function killAfter(dataDir: string, ms: number): Promise<boolean> {
  const process = serve(dataDir);
  const served = process.serving().then(
    () => true,
    () => false,
  );
  const loaded = await Promise.race([served, pause(ms, false)]);
  const { code, stderr } = await process.signal('SIGKILL');
  if (code !== null) throw new Error(`It was not killed, it ended with ${code}: ${stderr}`);
  return !loaded;
}

export interface LoadedLog {
  readonly events: number;
  /** How many of each kind on each day: the same for every load, whatever the pseudonyms. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly repeatedIds: readonly string[];
  /** Positions that are not one after the one before. */
  readonly gaps: readonly bigint[];
}

export async function readLog(dataDir: string): Promise<LoadedLog> {
  const store = await openEmbeddedEventStore({ path: layoutOf(dataDir).log, readOnly: true });
  try {
    const kinds = new Map<string, number>();
    const ids = new Set<string>();
    const repeatedIds: string[] = [];
    const gaps: bigint[] = [];
    let last = 0n;
    for await (const event of allOf(store)) {
      const kind = `${event.type} ${event.effectiveAt}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (ids.has(event.id)) repeatedIds.push(event.id);
      ids.add(event.id);
      if (event.position !== last + 1n) gaps.push(event.position);
      last = event.position;
    }
    return { events: Number(last), kinds, repeatedIds, gaps };
  } finally {
    await store.close();
  }
}

async function* allOf(store: Awaited<ReturnType<typeof openEmbeddedEventStore>>): AsyncGenerator<StoredEvent> {
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, maxCount: 2_000 });
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)?.position ?? after;
  }
}

/** What `praxis verify` says: equal and complete, or its words. */
export async function verified(dataDir: string): Promise<string> {
  const { code, stdout, stderr } = await praxis(['verify', '--data-dir', dataDir]);
  return code === 0 ? 'equal and complete' : `${stdout}${stderr}`;
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function* randomFrom(seed: number): Generator<number, never> {
  for (let index = 0; ; index += 1) {
    yield createHash('sha256').update(`${seed} ${index}`).digest().readUInt32BE() / 2 ** 32;
  }
}
