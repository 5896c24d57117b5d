import { PROJECTIONS, type Projection } from '@praxis/projections';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { EVENT_INDEX, eventually, ProjectionBench } from './projection.bench.js';
import { appendSamples, codec } from './sample-log.js';

const bench = await ProjectionBench.open();
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const isReached = { timeoutMs: 20_000 };

/** All projections, one of them with a defect at one position. */
function defectiveAt(position: bigint, name: string): readonly Projection[] {
  return PROJECTIONS.map((projection) =>
    projection.name !== name
      ? projection
      : {
          ...projection,
          project(recorded) {
            if (recorded.position === position) throw new Error('cannot make sense of this');
            return projection.project(recorded);
          },
        },
  );
}

describe('an event that a projection cannot take', () => {
  it('stops that projection before it, visibly, while the others go on', async () => {
    const head = await appendSamples(bench.store, 300);
    const runner = await bench.start({ projections: defectiveAt(151n, 'event_index') });
    expect(await runner.waitUntil(head, isReached)).toBe(false);
    await eventually(() => runner.status().applied['unit_facts'] === head);
    await eventually(() => runner.status().lag === 150n);
    const { applied, problem, state } = runner.status();
    expect(state).toBe('stopped');
    expect(applied['event_index']).toBe(150n);
    expect(problem).toEqual({
      projection: 'event_index',
      position: 151n,
      error: 'Error: cannot make sense of this',
      retrying: false,
    });
    expect(await bench.count(`SELECT countIf(marker = 0) AS n FROM ${EVENT_INDEX}`)).toBe(150);
  });

  it('is projected by a release that can, with nothing skipped and nothing doubled', async () => {
    const head = await appendSamples(bench.store, 300);
    const defective = await bench.start({ projections: defectiveAt(101n, 'event_index') });
    await eventually(() => defective.status().problem?.retrying === false);
    await eventually(() => defective.status().applied['unit_facts'] === head);
    await defective.stop();
    const corrected = await bench.start();
    expect(await corrected.waitUntil(head, isReached)).toBe(true);
    await bench.expectEqual();
  });

  it('can be the first there is', async () => {
    await appendSamples(bench.store, 30);
    const runner = await bench.start({ projections: defectiveAt(1n, 'event_index') });
    await eventually(() => runner.status().problem?.retrying === false);
    expect(runner.status()).toMatchObject({ problem: { position: 1n } });
    expect(runner.status().applied['event_index']).toBe(0n);
  });

  it('stops them all when nobody knows its type', async () => {
    await appendSamples(bench.store, 50);
    const [some] = await bench.store.readAll({ after: 0n, maxCount: 1 });
    const { id, version, effectiveAt, data, metadata } = some!;
    const later = { id: id.replace(/^../, 'ff'), type: 'OfALaterRelease', version, effectiveAt, data, metadata };
    await bench.store.append('later-1', [later], { expectedRevision: 'any' });
    await appendSamples(bench.store, 50, 2);
    const runner = await bench.start();
    await eventually(() => runner.status().problems.length === PROJECTIONS.length);
    const { problems, applied, state } = runner.status();
    expect(state).toBe('stopped');
    expect(problems[0]).toMatchObject({ position: 51n, retrying: false });
    expect(problems[0]!.error).toContain('OfALaterRelease');
    expect(new Set(Object.values(applied))).toEqual(new Set([50n]));
  });

  it('is found too when only the table says that a value does not fit', async () => {
    await appendSamples(bench.store, 60);
    const event = { type: 'WorkerErased', effectiveAt: '9999-12-31', data: {} };
    const metadata = (await bench.store.readAll({ after: 0n, maxCount: 1 }))[0]!.metadata;
    const encoded = codec.encode('worker-x-1', 'worker', event, { ...metadata, commandId: 'far-off' }, 0);
    await bench.store.append('worker-x-1', [encoded], { expectedRevision: 'any' });
    const head = await appendSamples(bench.store, 60, 2);
    const runner = await bench.start();
    await eventually(() => runner.status().applied['unit_facts'] === head);
    await eventually(() => runner.status().problems.length === 2);
    const { problems, applied } = runner.status();
    expect(problems.map(({ projection, position }) => `${projection} ${position}`)).toEqual([
      'workforce_facts 61',
      'event_index 61',
    ]);
    expect(problems[0]!.error).toContain('effective_at');
    expect(applied['event_index']).toBe(60n);
    const { tables } = await bench.verify();
    expect(tables.filter(({ isEqual }) => !isEqual)).toEqual([]);
  });
});
