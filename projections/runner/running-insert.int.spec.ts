import { AnalyticsQueryCancelled, openAnalyticsStore } from '@praxis/analytics-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { waitOut } from './running-insert.js';

const directory = await mkdtemp(join(tmpdir(), 'praxis-running-'));
const analytics = await openAnalyticsStore({ kind: 'embedded', path: directory });
afterAll(async () => {
  await analytics.close();
  await rm(directory, { recursive: true, force: true });
});

describe('waiting out a statement', () => {
  it('ends it in the engine, and returns when it is gone', async () => {
    const sql = 'SELECT count() AS n FROM numbers(1000000000000) WHERE number % 7 = 3';
    const running = analytics.query(sql, {}, { tag: 'learning_facts_v1-1-9-e3.1-a1', maxSeconds: 60 });
    const ended = running.catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await waitOut(analytics, 'learning_facts_v1-1-9-e3.1', new AbortController().signal);
    expect(await ended).toBeInstanceOf(AnalyticsQueryCancelled);
  });

  it('returns at once when there is none', async () => {
    await waitOut(analytics, 'learning_facts_v1-9-19-e3.1', new AbortController().signal);
  });

  it('refuses what is no query id of ours', async () => {
    await expect(waitOut(analytics, "x' OR 1 --", new AbortController().signal)).rejects.toThrow('query id');
  });
});
