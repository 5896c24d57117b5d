import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verify } from '@praxis/projections';
import { Platform } from '@praxis/standalone';
import { ServingProcess } from './serving-process.js';

export interface LoadedLog {
  readonly events: number;
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
      const killed = new ServingProcess(dataDir, scale);
      await pause(300 + random() * (longestMs - 300));
      if (!killed.isServing) killsUnderWay += 1;
      await killed.end('SIGKILL');
    }
    const last = new ServingProcess(dataDir, scale);
    await last.serving();
    await last.end('SIGINT');
    return { ...(await inspect(dataDir)), kills, killsUnderWay };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function inspect(dataDir: string): Promise<Omit<LoadedLog, 'kills' | 'killsUnderWay'>> {
  const platform = await Platform.open({ dataDir });
  try {
    const ids = new Set<string>();
    let [events, gaps, after] = [0, 0, 0n];
    for (;;) {
      const page = await platform.store.readAll({ after, maxCount: 5_000 });
      if (page.length === 0) break;
      for (const { id, position } of page) {
        ids.add(id);
        events += 1;
        if (position !== after + 1n) gaps += 1;
        after = position;
      }
    }
    const { store, ports } = platform;
    const { isEqual, isComplete } = await verify({ store, codec: ports.codec, analytics: await platform.analytics() });
    return { events, doubled: events - ids.size, gaps, tablesEqual: isEqual, tablesComplete: isComplete };
  } finally {
    await platform.close();
  }
}
