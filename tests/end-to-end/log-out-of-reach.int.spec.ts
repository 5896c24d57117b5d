import type { SystemStatus } from '@praxis/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '../eventstoredb-double/index.js';
import { openSite, type Site } from './site.harness.js';

let double: EventStoreDbDouble;
let site: Site;
beforeEach(async () => {
  double = await startEventStoreDbDouble();
  site = await openSite({ eventStore: double.connectionString });
  await site.command('organisations/main/register-organisation', { name: 'Riverside Care', on: '2024-01-01' });
  await site.settled();
});
afterEach(async () => {
  // First, so that a question that hangs is over.
  await double.stop();
  await site.remove();
});

async function status(): Promise<SystemStatus> {
  return (await site.http.get('/api/status')).body as SystemStatus;
}
/** What a page shows that asks from time to time. */
const state = async (): Promise<SystemStatus['state']> => (await status()).state;

it(
  '“live” is not said while the event store is down, and is said again once it is back',
  { timeout: 60_000 },
  async () => {
    await expect.poll(state).toBe('live');
    const reported = async () => (await site.report<{ frame: object }>('checklist')).frame;
    const before = await reported();
    await double.stop();
    await expect.poll(state, { timeout: 10_000 }).toBe('held');
    const { problem, applied } = await status();
    expect(problem).toMatchObject({
      projection: '*',
      error: expect.stringContaining('EventStoreDB cannot be reached'),
    });
    expect(await reported()).toEqual(before);
    expect(before).toMatchObject({ logPosition: applied, unit: { label: 'Riverside Care' } });
    await double.start();
    await expect.poll(state, { timeout: 20_000 }).toBe('live');
    expect((await status()).problem).toBeNull();
  },
);

it('“live” is not said while the event store does not answer', { timeout: 60_000 }, async () => {
  await expect.poll(state).toBe('live');
  double.faults.swallowReads = Infinity;
  await expect.poll(state, { timeout: 10_000 }).toBe('held');
  double.faults.swallowReads = 0;
});
