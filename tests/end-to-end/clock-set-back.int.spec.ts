import type { SystemStatus } from '@praxis/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { startEventStoreDbDouble } from '../eventstoredb-double/index.js';
import { EVENT_INDEX } from '../projections/projection.bench.js';
import { openSite, type Site } from './site.harness.js';

const TWO_HOURS = 2 * 3_600_000;

const leftOvers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clear of leftOvers.splice(0).reverse()) await clear();
});

/** A site on that store, and how the clock by which it dates events is set back. */
const STORES: Readonly<Record<string, () => Promise<readonly [Site, setBack: (ms: number) => void]>>> = {
  async 'the embedded log'() {
    let behind = 0;
    return [await openSite({ now: () => new Date(Date.now() - behind).toISOString() }), (ms) => void (behind = ms)];
  },
  async EventStoreDB() {
    const double = await startEventStoreDbDouble();
    leftOvers.push(() => double.stop());
    const site = await openSite({ eventStore: double.connectionString });
    return [site, (ms) => void (double.log.clockBehindMs = ms)];
  },
};

describe.each(Object.entries(STORES))('a clock that was set back under %s', (_store, open) => {
  it('makes nothing look recorded earlier than what came before, and is told in the status', async () => {
    const [site, setBack] = await open();
    leftOvers.push(() => site.remove());
    const register = { name: 'Test Care', on: '2024-01-01' };
    await site.command('organisations/main/register-organisation', register);
    setBack(TWO_HOURS);
    await site.command('workers/join-worker', { contract: 'permanent', weeklyMinutes: 2250, on: '2024-02-01' });
    await site.settled();

    const { log, state } = (await site.http.get('/api/status')).body as SystemStatus;
    expect(log.warnings).toEqual([expect.stringMatching(/^The clock is (2 hours|1 hour 59 minutes)\b.* behind/)]);
    expect({ state, damage: log.damage, mismatch: log.mismatch }).toMatchObject({ damage: [], mismatch: null });
    const analytics = await site.platform.analytics();
    const times = await analytics.query<{ at: string }>(
      `SELECT toString(logged_at) AS at FROM ${EVENT_INDEX} WHERE marker = 0 ORDER BY position`,
    );
    expect(times.length).toBeGreaterThan(1);
    expect(new Set(times.map(({ at }) => at)).size).toBe(1);
  });
});
