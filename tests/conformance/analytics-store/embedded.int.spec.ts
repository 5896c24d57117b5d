import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnalyticsStoreLocked, openAnalyticsStore } from '@praxis/analytics-store';
import { afterAll, expect, it } from 'vitest';
import { analyticsStoreConformance } from './analytics-store.conformance.js';
import { rejectionOf } from './fact-tables.builders.js';
import { spawnWriter } from './writer.process.js';

const directory = await mkdtemp(join(tmpdir(), 'praxis-analytics-'));
const path = join(directory, 'facts');
const open = () => openAnalyticsStore({ kind: 'embedded', path });

analyticsStoreConformance('The embedded engine', async () => {
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    cleanUp: () => store.close(),
  };
});

afterAll(() => rm(directory, { recursive: true, force: true }));

it('refuses a data directory that another process has open, and takes it once that is killed', async () => {
  const other = await spawnWriter(path);
  expect(await rejectionOf(open())).toBeInstanceOf(AnalyticsStoreLocked);
  await other.kill();
  const leftBehind = join(path, 'inbound', 'left-behind.native');
  await writeFile(leftBehind, 'half a batch');
  const store = await open();
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await readdir(join(path, 'inbound'))).toEqual([]);
  await store.close();
});

it('refuses to be opened twice in one process', async () => {
  const store = await open();
  expect(await rejectionOf(open())).toBeInstanceOf(AnalyticsStoreLocked);
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await store.close();
});

it('refuses a second data directory in the same process', async () => {
  const store = await open();
  const error = await rejectionOf(openAnalyticsStore({ kind: 'embedded', path: join(directory, 'others') }));
  expect(error).toBeInstanceOf(AnalyticsStoreLocked);
  await store.close();
});
