import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspectChain, openAnalyticsStore } from '@praxis/analytics-store';
import { afterAll, expect, it } from 'vitest';
import { spawnWriter } from './writer.process.js';

const rounds = 5;
const directory = await mkdtemp(join(tmpdir(), 'praxis-killed-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

it(
  'keeps every acknowledged batch, whole and once, when the process is killed while it inserts',
  { timeout: 120_000 },
  async () => {
    const path = join(directory, 'facts');
    for (let round = 0; round < rounds; round++) {
      const writer = await spawnWriter(path, 'killed', 2_000);
      await writer.untilBatches(3 + round * 2);
      // Not in step with the acknowledgements: in the middle of an insert, mostly.
      await pause(round * 3);
      const acknowledged = writer.acknowledged();
      await writer.kill();

      const store = await openAnalyticsStore({ kind: 'embedded', path });
      const report = await inspectChain(store, 'killed_v1');
      expect(report).toMatchObject({ whole: true, faulty: [], missing: [] });
      expect(report.head).toBeGreaterThanOrEqual(acknowledged);
      const [row] = await store.query(
        'SELECT count() AS rows, uniqExact(position) AS positions, sum(minutes) AS sum FROM killed_v1',
      );
      const head = Number(report.head);
      expect(row).toEqual({ rows: `${head}`, positions: `${head}`, sum: `${(head * (head + 1)) / 2}` });
      await store.close();
    }
  },
);
