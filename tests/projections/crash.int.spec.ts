import { inspectChain, openAnalyticsStore, physicalName } from '@praxis/analytics-store';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { PROJECTIONS, startProjectionRunner, verify, withChainNotes } from '@praxis/projections';
import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { appendChainedSamples, chainDigest, codec } from './sample-log.js';

const EVENTS = 8_000;
const KILLS = 4;

const directory = await mkdtemp(join(tmpdir(), 'praxis-crash-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** That a table has more than it had. */
async function hasWritten(output: Readable): Promise<void> {
  const seen = new Set<string>();
  for await (const [chunk] of on(output, 'data') as AsyncIterable<[Buffer]>) {
    for (const line of String(chunk).split('\n')) if (/^[1-9]\d*$/.test(line)) seen.add(line);
    if (seen.size > 1) return;
  }
}

/** Projects in a process of its own, and kills that a random moment after it has begun, or is under way. */
async function projectAndKill(momentMs: number, isUnderWay: boolean): Promise<void> {
  const runTypescript = beside('../../infra/scripts/run-source.mjs');
  const child = spawn(process.execPath, [runTypescript, beside('crash.main.ts'), directory, '100'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  if (isUnderWay) await Promise.race([hasWritten(child.stdout), gone]);
  expect(child.exitCode).toBeNull();
  await pause(momentMs);
  child.kill('SIGKILL');
  await gone;
}

it('loses nothing and doubles nothing when the process is killed while it projects', { timeout: 120_000 }, async () => {
  const log = await openEmbeddedEventStore({ path: join(directory, 'log.sqlite') });
  const head = await appendChainedSamples(log, EVENTS);
  await log.close();
  const moments = Array.from({ length: KILLS }, () => 50 + Math.floor(Math.random() * 600));
  for (const [index, moment] of moments.entries()) await projectAndKill(moment, index % 2 === 1);

  const store = await openEmbeddedEventStore({ path: join(directory, 'log.sqlite') });
  const analytics = await openAnalyticsStore({ kind: 'embedded', path: join(directory, 'facts') });
  try {
    const chains = await Promise.all(PROJECTIONS.map(({ table }) => inspectChain(analytics, physicalName(table))));
    const context = `killed ${moments.join(', ')} ms after the start, at ${chains.map(({ end }) => end).join(' ')}`;
    // On the way, or the kills would have shown nothing.
    expect(
      chains.every(({ end }) => end > 0n && end < head),
      context,
    ).toBe(true);
    expect(
      chains.every(({ whole }) => whole),
      context,
    ).toBe(true);
    const runner = await startProjectionRunner({ store, codec, analytics, chainDigest, directory });
    expect(await runner.waitUntil(head, { timeoutMs: 60_000 }), context).toBe(true);
    await runner.stop();
    const verification = await withChainNotes({ store, chainDigest, directory }, (notes) =>
      verify({ store, codec, analytics, chainDigest, notes }),
    );
    expect(
      verification.tables.filter(({ isEqual }) => !isEqual),
      context,
    ).toEqual([]);
    expect(verification, context).toMatchObject({ isEqual: true, isComplete: true });
    // Nor is the log called damaged, or another: what was noted of it is what is in the tables, wherever it was killed.
    expect(verification.log, context).toMatchObject({ findings: [], chainedTo: head, events: EVENTS });
  } finally {
    await analytics.close();
    await store.close();
  }
});
