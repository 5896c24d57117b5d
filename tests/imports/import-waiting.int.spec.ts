import { EventStoreUnavailable, type EventStore } from '@praxis/event-sourcing';
import { openEventStoreDb } from '@praxis/event-store-eventstoredb';
import { importFiles, ImportInterrupted } from '@praxis/imports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '../eventstoredb-double/index.js';
import { importAll, importOne, logAfter, newInstallation, ownFile, type Installation } from './import.harness.js';
import { ALL, EVENTS, ids, logged, organisation, staff } from './provider.files.js';

describe('an import while EventStoreDB', () => {
  let double: EventStoreDbDouble;
  let installation: Installation;
  beforeEach(async () => {
    double = await startEventStoreDbDouble({ nodes: 3 });
    const connectionString = double.clusterConnectionString.replace(/\?.*/, '?tls=false');
    // Impatient, so that what the adapter itself waits out is over long before the trouble is.
    const store = await openEventStoreDb({ connectionString, resolveTimeoutMs: 200, readTimeoutMs: 300 });
    installation = await newInstallation({ store });
  });
  afterEach(async () => {
    await installation.close();
    await double.stop();
  });

  /** Once the import has written so much, and not before. */
  async function afterAppends(count: number): Promise<void> {
    const before = double.calls.appends;
    await expect.poll(() => double.calls.appends - before, { interval: 1, timeout: 20_000 }).toBeGreaterThan(count);
  }

  it('restarts goes on when it is back, having said so, and doubles nothing', async () => {
    const told: string[] = [];
    const importing = importAll(installation, ALL, { onWaiting: (message) => told.push(message) });
    await afterAppends(20);
    await double.stop();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await double.start();
    await importing;
    expect(await logAfter(installation)).toHaveLength(EVENTS + 1);
    expect(told[0]).toMatch(/EventStoreDB cannot be reached.*Waiting for it, up to 120 seconds/);
    expect(told.at(-1)).toContain('going on');
  });

  it('elects another leader goes on with that one, and doubles nothing', async () => {
    const importing = importAll(installation, ALL);
    await afterAppends(20);
    await double.changeLeader(1_500);
    await importing;
    expect(await logAfter(installation)).toHaveLength(EVENTS + 1);
  });

  it('takes less at once than rows about one person come to takes them in smaller parts, and the same file changes nothing', async () => {
    await importAll(installation, [organisation, staff]);
    const rows = Array.from({ length: 40 }, (_, entry) => logged(ids[0]!, entry));
    const many = ownFile('learning', rows);
    double.faults.maxAppendBytes = 8_000;
    const [before, from] = [double.calls.appends, await installation.store.head()];
    const report = await importAll(installation, [many]);
    expect(report.totals).toMatchObject({ taken: 40, events: 40, refused: 0 });
    expect(double.calls.appends - before).toBeGreaterThan(3);
    const reached = (await logAfter(installation, from)).flatMap(({ metadata }) => metadata.sourceReached ?? []);
    expect(reached.length).toBeGreaterThan(3);
    expect(reached).toEqual([...new Set(reached)].toSorted((a, b) => a - b));
    expect(reached.at(-1)).toBe(41);
    const again = await importAll(installation, [many]);
    expect(again.totals).toMatchObject({ alreadyThere: 40, events: 0 });
  });

  it('takes less at once than one row comes to refuses that row, naming the limit, and takes the others', async () => {
    await importAll(installation, [organisation, staff]);
    const rows = [1, 2, 3].map((entry) => logged(ids[0]!, entry));
    double.faults.maxAppendBytes = 1;
    const refused = await importOne(installation, ownFile('learning', rows));
    expect(refused.errors.map(({ row, code }) => [row, code])).toEqual(
      [2, 3, 4].map((row) => [row, 'APPEND_TOO_LARGE']),
    );
    expect(refused.errors[0]).toMatchObject({
      message: expect.stringContaining('takes 1 at once') as unknown,
      remedy: expect.stringContaining('MaxAppendSize') as unknown,
    });
  });

  it('took less than one row comes to: the row is left, and the same file takes it once the server takes more', async () => {
    await importAll(installation, [organisation, staff]);
    const large = {
      ...logged(ids[0]!, 1),
      FACT: 'reflection',
      KIND: '',
      PLANNED: '',
      IMPACT: 'no',
      TEXT: 'x'.repeat(3_900),
    };
    const rows = [logged(ids[0]!, 1), large, logged(ids[0]!, 3), logged(ids[1]!, 1)];
    const file = ownFile('learning', rows);
    double.faults.maxAppendBytes = 4_000;
    const before = await installation.store.head();
    const part = await importOne(installation, file);
    expect(part).toMatchObject({ status: 'partly-taken', counts: { taken: 3, refused: 1 } });
    expect(part.errors.map(({ row, code }) => [row, code])).toEqual([[3, 'APPEND_TOO_LARGE']]);
    const written = await logAfter(installation, before);
    expect(written).toHaveLength(3);
    expect(written.filter(({ metadata }) => metadata.sourceEnded)).toEqual([]);
    double.faults.maxAppendBytes = 1024 * 1024;
    const whole = await importOne(installation, file);
    expect(whole).toMatchObject({ status: 'taken', counts: { taken: 1, alreadyThere: 3 } });
    expect(await logAfter(installation, before)).toHaveLength(4);
    const third = await importOne(installation, file);
    expect(third).toMatchObject({ status: 'taken', counts: { alreadyThere: 4 }, events: 0 });
  });

  it('stays away ends in time, and says why', async () => {
    const importing = importFiles(ALL, installation.ports, { storeWaitMs: 500 }).catch((error: unknown) => error);
    await afterAppends(20);
    await double.stop();
    const interrupted = await importing;
    expect(interrupted).toBeInstanceOf(ImportInterrupted);
    expect((interrupted as ImportInterrupted).cause).toBeInstanceOf(EventStoreUnavailable);
    await double.start();
    await importAll(installation, ALL);
    expect(await logAfter(installation)).toHaveLength(EVENTS + 1);
  });
});

it('an import into a log that was closed does not wait for it', async () => {
  const installation = await newInstallation();
  const closed: EventStore = installation.store;
  await closed.close();
  const ended = importFiles(ALL, installation.ports);
  await expect(ended).rejects.toMatchObject({ cause: expect.any(EventStoreUnavailable) as unknown });
  await installation.close();
});
