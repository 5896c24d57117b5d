import type { DomainActor } from '@praxis/domain';
import type { ImportReport } from '@praxis/imports';
import { expect, it } from 'vitest';
import { ImportRuns } from './import-runs.js';

const ACTOR = { id: 'w-steward', role: 'data-steward' } as const satisfies DomainActor;
const REPORT = { cancelled: false } as ImportReport;
const ENDED = '2026-03-31T12:00:00.000Z';

it('an import that had just ended was cancelled, it said: it is found ended and since when, or running', async () => {
  for (const fails of [false, true]) {
    const runs = new ImportRuns(() => ENDED);
    const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
    const { id, report } = runs.begin('staff.csv', ACTOR, () => promise);
    report.catch(() => undefined);
    if (fails) reject(new Error('the disk'));
    else resolve(REPORT);
    const seen = new Set<string>();
    // Whoever asks may come between any two steps of its end.
    for (let step = 0; step < 20; step += 1) {
      const { state, ended } = runs.find(id, ACTOR)!;
      seen.add(`${state} ${ended}`);
      await Promise.resolve();
    }
    expect([...seen]).toEqual(['running null', `${fails ? 'failed' : 'ended'} ${ENDED}`]);
    expect(runs.cancel(id, ACTOR)).toMatchObject({ ended: ENDED });
  }
});

it('an import that was past its last rows when it was cancelled ends by itself, and says so', async () => {
  const runs = new ImportRuns(() => ENDED);
  const { promise, resolve } = Promise.withResolvers<ImportReport>();
  const { id, report } = runs.begin('staff.csv', ACTOR, () => promise);
  resolve(REPORT);
  expect(runs.cancel(id, ACTOR)).toMatchObject({ state: 'cancelling', ended: null });
  await report;
  await Promise.resolve();
  expect(runs.find(id, ACTOR)).toMatchObject({ state: 'ended', ended: ENDED, report: { cancelled: false } });
});
