import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verify } from '@praxis/projections';
import { Platform } from '@praxis/standalone';
import { startPraxis, type PraxisProcess } from '../end-to-end/command-line.harness.js';

export interface LoadedLog {
  readonly events: number;
  /** Digest of how many events of each type and day there are: the same for every load, whatever the pseudonyms. */
  readonly kinds: string;
  /** Facts that are there more than once, by event id. */
  readonly doubled: number;
  /** Positions that are not one more than the one before. */
  readonly gaps: number;
  readonly tablesEqual: boolean;
  readonly tablesComplete: boolean;
  readonly kills: number;
  /** How many kills came before everything was loaded and shown. */
  readonly killsUnderWay: number;
}

/** A small generator with a seed, so that a failing round can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Loads the demonstration provider while the process is killed, `kills` times, each a random time after it was started,
 * and then left to finish. A kill comes between 0.3 s and `longestMs` after the start.
 */
export async function loadThroughKills(
  kills: number,
  seed: number,
  scale: number,
  longestMs: number,
): Promise<LoadedLog> {
  const dataDir = mkdtempSync(join(tmpdir(), 'praxis-crash-'));
  const random = seeded(seed);
  let killsUnderWay = 0;
  try {
    for (let round = 0; round < kills; round += 1) {
      const process = load(dataDir, scale);
      await pause(300 + random() * (longestMs - 300));
      if (!process.stderr.includes('Praxis is at')) killsUnderWay += 1;
      const { code, stderr } = await process.signal('SIGKILL');
      if (code !== null) throw new Error(`It ended with ${code} before it was killed: ${stderr}`);
    }
    const last = load(dataDir, scale);
    await last.serving();
    await last.signal('SIGINT');
    return { ...(await inspect(dataDir)), kills, killsUnderWay };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function load(dataDir: string, scale: number): PraxisProcess {
  return startPraxis(['serve', '--demo', '--data-dir', dataDir, '--port', '0', '--demo-scale', String(scale)]);
}

async function inspect(dataDir: string): Promise<Omit<LoadedLog, 'kills' | 'killsUnderWay'>> {
  const platform = await Platform.open({ dataDir });
  try {
    const ids = new Set<string>();
    const kinds = new Map<string, number>();
    let [events, gaps, after] = [0, 0, 0n];
    for (;;) {
      const page = await platform.store.readAll({ after, maxCount: 5_000 });
      if (page.length === 0) break;
      for (const { id, position, type, effectiveAt } of page) {
        ids.add(id);
        kinds.set(`${type} ${effectiveAt}`, (kinds.get(`${type} ${effectiveAt}`) ?? 0) + 1);
        events += 1;
        if (position !== after + 1n) gaps += 1;
        after = position;
      }
    }
    const { store, ports } = platform;
    const { codec, chainDigest } = ports;
    const { isEqual, isComplete } = await verify({ store, codec, chainDigest, analytics: await platform.analytics() });
    return {
      events,
      kinds: createHash('sha256')
        .update(JSON.stringify([...kinds].sort()))
        .digest('hex'),
      doubled: events - ids.size,
      gaps,
      tablesEqual: isEqual,
      tablesComplete: isComplete,
    };
  } finally {
    await platform.close();
  }
}
