import { setTimeout as pause } from 'node:timers/promises';
import { excludeSystemEvents, jsonEvent, START } from '@eventstore/db-client';
import { AppendTooLarge, EventStoreUnavailable, type EventStore } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { collect, event, numbered, readToEnd, rejectionOf } from '../conformance/event-store/event.builders.js';
import { appendOne, clientAlone, idsIn, trials } from './adapter.harness.js';

/**
 * What a real EventStoreDB 23.10 server was seen to do while the demonstration was loaded into it, each reproduced by
 * the double and named after the symptom. The server's words are those of its published source.
 */
const trial = trials();
const { another, open } = trial;

/** More live events at once than the server keeps for a subscriber that does not keep up. */
function overrun(): void {
  for (let n = 0; n < 40; n += 1) trial.double.writeForeign('orders-1', 'placed');
}

async function subscribed(store: EventStore): Promise<{ readonly woken: Promise<boolean> }> {
  const head = await store.head();
  const woken = store.waitForMore(head, { timeoutMs: 10_000 });
  await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(1);
  await pause(50);
  return { woken };
}

describe('10. a subscription that reads too slowly is dropped', () => {
  it('is dropped in the client alone, as ABORTED', async () => {
    const { double } = trial;
    double.faults.slowSubscriberMs = 5;
    const failure = await clientAlone(double.connectionString, (client) => {
      const subscription = client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
      subscription.on('caughtUp', overrun);
      subscription.resume();
      return new Promise((resolve) => subscription.on('error', resolve));
    });
    expect(failure).toMatchObject({ code: 10, type: 'timeout' });
    expect(String(failure)).toContain('Consumer too slow');
  });

  it('takes no append and no read under way with it', async () => {
    const { double } = trial;
    const store = await open({ onForeignEvent: () => undefined });
    await appendOne(store, 'worker-w-0');
    await subscribed(store);
    const before = { ...double.calls };
    Object.assign(double.faults, { slowSubscriberMs: 5, latencyMs: 400 });
    const appends = Array.from({ length: 6 }, (_, n) => appendOne(store, `worker-w-${n + 1}`));
    const reads = Array.from({ length: 6 }, () => collect(store.readStream('worker-w-0')));
    await pause(100);
    overrun();
    expect(double.calls.droppedAsTooSlow).toBe(1);
    await Promise.all(appends);
    for (const read of reads) expect(await read).toHaveLength(1);
    // Each was sent once, and by the client that there was.
    expect(double.calls.appends - before.appends).toBe(6);
    expect(double.calls.reads - before.reads).toBe(6);
    expect(double.calls.probes).toBe(before.probes);
  });

  it('is opened again however often it is dropped, and still wakes', async () => {
    const { double } = trial;
    const store = await open({ onForeignEvent: () => undefined });
    await appendOne(store, 'worker-w-0');
    double.faults.slowSubscriberMs = 5;
    const { woken } = await subscribed(store);
    for (let drops = 1; drops <= 2; drops += 1) {
      const overrunAgain = (): number => (overrun(), double.calls.droppedAsTooSlow);
      await expect.poll(overrunAgain, { timeout: 10_000 }).toBe(drops);
      await expect.poll(() => double.calls.subscriptions, { timeout: 10_000 }).toBe(drops + 1);
    }
    double.faults.slowSubscriberMs = 0;
    await appendOne(await open({ connectionString: double.clusterConnectionString }), 'worker-w-2');
    expect(await woken).toBe(true);
  });
});

describe('a stream that does not exist is asked for twice, and no retry is left', () => {
  it('takes “not found” for the answer that it is', async () => {
    const { double } = trial;
    const store = await open();
    expect(await collect(store.readStream('worker-w-1'))).toEqual([]);
    expect(double.calls.reads).toBe(1);
    expect(double.calls.probes).toBe(0);
  });

  it('disturbs nothing that is under way', async () => {
    const { double } = trial;
    const store = await open();
    double.faults.delayAnswersMs = 200;
    const append = appendOne(store, 'worker-w-2');
    await pause(100);
    await collect(store.readStream('worker-w-1'));
    await append;
    expect(double.calls.appends).toBe(1);
  });
});

describe('every command to a long stream reads all of it again', () => {
  it('sends an event once, and what is new', async () => {
    const { double } = trial;
    const store = await open({ pageSize: 100 });
    const { revision } = await store.append('worker-w-1', numbered(250), { expectedRevision: 'no-stream' });
    const whole = await collect(store.readStream('worker-w-1'));
    await store.append('worker-w-1', numbered(3, 250), { expectedRevision: revision });
    const before = { ...double.calls };
    const again = await collect(store.readStream('worker-w-1'));
    expect(again.map(({ data }) => data['n'])).toEqual(Array.from({ length: 253 }, (_, n) => n));
    expect(again.slice(0, 250)).toEqual(whole);
    expect(double.calls.eventsRead - before.eventsRead).toBe(4);
    expect(double.calls.reads - before.reads).toBe(1);
    await collect(store.readStream('worker-w-1'));
    expect(double.calls.eventsRead - before.eventsRead).toBe(5);
    expect(
      (await collect(store.readStream('worker-w-1', { fromRevision: 251n }))).map(({ data }) => data['n']),
    ).toEqual([251, 252]);
  });

  it('does not take for known what another log holds there', async () => {
    const { double } = trial;
    const store = await open();
    await store.append('worker-w-1', numbered(3), { expectedRevision: 'no-stream' });
    await collect(store.readStream('worker-w-1'));
    double.log.empty();
    expect(await collect(store.readStream('worker-w-1'))).toEqual([]);
    await store.append('worker-w-1', numbered(3), { expectedRevision: 'no-stream' });
    await collect(store.readStream('worker-w-1'));
    double.log.empty();
    const others = await store.append('worker-w-1', numbered(5, 100), { expectedRevision: 'no-stream' });
    const read = await collect(store.readStream('worker-w-1'));
    expect(read.map(({ data }) => data['n'])).toEqual([100, 101, 102, 103, 104]);
    expect(others.revision).toBe(4n);
  });
});

describe('every stream that a command speaks of costs a request of its own', () => {
  const UNITS = Array.from({ length: 8 }, (_, n) => `unit-${n}`);
  const countsOf = (store: EventStore) =>
    Promise.all(UNITS.map(async (unit) => (await collect(store.readStream(unit))).length));

  it('asks once for all of them, and sees what another process wrote', async () => {
    const { double } = trial;
    const [store, another] = [
      await open(),
      await open({ connectionString: `${double.connectionString}&connectionName=b` }),
    ];
    for (const unit of UNITS) await appendOne(store, unit);
    for (const _twice of [1, 2]) await countsOf(store);
    const before = double.calls.reads;
    expect(await countsOf(store)).toEqual(UNITS.map(() => 1));
    expect(double.calls.reads - before).toBe(1);
    await another.append('unit-3', numbered(2), { expectedRevision: 0n });
    expect(await countsOf(store)).toEqual(UNITS.map((unit) => (unit === 'unit-3' ? 3 : 1)));
    expect(double.calls.reads - before).toBe(2);
  });

  it.each(['restart', 'leader change'])('sees what another process wrote before a %s', async (trouble) => {
    const cluster = await another({ nodes: 3 });
    const connectionString = cluster.clusterConnectionString.replace(
      'maxDiscoverAttempts=2',
      'maxDiscoverAttempts=100',
    );
    const [store, other] = [
      await open({ connectionString }),
      await open({ connectionString: `${connectionString}&connectionName=b` }),
    ];
    for (const unit of UNITS) await appendOne(store, unit);
    for (const _twice of [1, 2]) await countsOf(store);
    await other.append('unit-3', numbered(2), { expectedRevision: 0n });
    if (trouble === 'restart') {
      await cluster.stop();
      await cluster.start();
    } else {
      await cluster.changeLeader(50);
      cluster.faults.followersBehind = 2;
    }
    expect((await countsOf(store)).at(3)).toBe(3);
  });
});

describe('11. an append larger than the server takes fails without a text', () => {
  const LIMIT = 1024 * 1024;
  const tooLarge = event({ text: 'x'.repeat(LIMIT) });

  it('does so in the client alone', async () => {
    await clientAlone(trial.double.connectionString, async (client) => {
      const one = jsonEvent({ type: 'tried', data: { text: 'x'.repeat(LIMIT) } });
      expect(await rejectionOf(client.appendToStream('worker-w-1', one))).toMatchObject({ message: '' });
    });
  });

  it('names the limit and the size, and is sent once', async () => {
    const { double } = trial;
    const store = await open();
    double.faults.delayAnswersMs = 100;
    const neighbour = appendOne(store, 'worker-w-2');
    const refusal = await rejectionOf(appendOne(store, 'worker-w-1', tooLarge));
    expect(refusal).toBeInstanceOf(AppendTooLarge);
    expect((refusal as AppendTooLarge).bytes).toBeGreaterThan(LIMIT);
    expect(refusal).toMatchObject({ streamId: 'worker-w-1', limitBytes: LIMIT });
    expect(String(refusal)).toContain(String(LIMIT));
    await neighbour;
    expect([double.calls.appends, double.calls.probes]).toEqual([2, 1]);
    expect(await readToEnd(store)).toHaveLength(1);
  });

  it('takes as much in several appends as it refuses in one', async () => {
    const store = await open();
    const half = () => event({ text: 'x'.repeat(LIMIT / 2) });
    const both = store.append('worker-w-1', [half(), half()], { expectedRevision: 'no-stream' });
    expect(await rejectionOf(both)).toBeInstanceOf(AppendTooLarge);
    await appendOne(store, 'worker-w-1', half());
    await store.append('worker-w-1', [half()], { expectedRevision: 0n });
  });

  it('refuses by itself what is too large for any message', async () => {
    const { double } = trial;
    const store = await open();
    const huge = event({ text: 'x'.repeat(20 * LIMIT) });
    expect(await rejectionOf(appendOne(store, 'worker-w-1', huge))).toBeInstanceOf(AppendTooLarge);
    expect(double.calls.probes).toBe(0);
  });

  it('calls RESOURCE_EXHAUSTED a refusal of the largest message, and writes those that it took with it', async () => {
    const double = await another({ largestMessageBytes: 512 * 1024 });
    const store = await open({ connectionString: double.connectionString });
    double.faults.delayAnswersMs = 100;
    const small = Array.from({ length: 8 }, (_, n) => [`worker-w-${n + 2}`, event()] as const);
    const neighbours = small.map(([streamId, one]) => appendOne(store, streamId, one));
    await pause(20);
    const refusals = [700, 600].map((kB, n) => {
      return rejectionOf(appendOne(store, `worker-large-${n}`, event({ text: 'x'.repeat(kB * 1024) })));
    });
    for (const refusal of await Promise.all(refusals)) expect(refusal).toBeInstanceOf(AppendTooLarge);
    await Promise.all(neighbours);
    for (const [streamId, one] of small) expect(await idsIn(store, streamId)).toEqual([one.id]);
    expect(await readToEnd(store)).toHaveLength(8);
    expect(double.calls.probes).toBe(1);
  });
});

describe('an answer about one append is taken for a broken connection', () => {
  it('sends an append again that the cluster could not commit in time, and gives nothing up for it', async () => {
    const { double } = trial;
    const store = await open();
    const one = event();
    double.faults.timeOutAppends = 1;
    await appendOne(store, 'worker-w-1', one);
    expect(await idsIn(store, 'worker-w-1')).toEqual([one.id]);
    expect([double.calls.appends, double.calls.probes]).toEqual([2, 1]);
  });

  it('waits a little for a server that is not ready, as nothing was written', async () => {
    const { double } = trial;
    const store = await open();
    double.faults.notReadyAppends = 4;
    await appendOne(store);
    expect([double.calls.appends, double.calls.probes, double.calls.reads]).toEqual([5, 1, 0]);
  });

  it('calls it unavailable, and worth waiting for, when it does not become ready', async () => {
    const store = await open({ resolveTimeoutMs: 200 });
    trial.double.faults.notReadyAppends = Infinity;
    const failure = await rejectionOf(appendOne(store));
    expect(failure).toBeInstanceOf(EventStoreUnavailable);
    expect(failure).toMatchObject({ mayComeBack: true });
    expect(String(failure)).toContain('EventStoreDB cannot be reached: Server Is Not Ready');
  });
});

describe('12. the client gives up looking for a leader before there is one', () => {
  const ELECTION_MS = 2_000;
  const seeds = (connectionString: string): string => connectionString.replace(/\?.*/, '?tls=false');

  it('does so in the client alone', async () => {
    const cluster = await another({ nodes: 3 });
    const elected = cluster.changeLeader(ELECTION_MS);
    await clientAlone(seeds(cluster.clusterConnectionString), async (client) => {
      const append = client.appendToStream('worker-w-1', jsonEvent({ type: 'tried', data: {} }));
      expect(String(await rejectionOf(append))).toContain('Failed to discover after 10 attempts');
    });
    await elected;
  });

  it('outlasts an election, in the middle of appends and reads', async () => {
    const cluster = await another({ nodes: 3 });
    const store = await open({ connectionString: seeds(cluster.clusterConnectionString) });
    await appendOne(store, 'worker-w-0');
    const elected = cluster.changeLeader(ELECTION_MS);
    await Promise.all([
      ...Array.from({ length: 20 }, (_, n) => appendOne(store, `worker-w-${n + 1}`)),
      ...Array.from({ length: 20 }, () => collect(store.readStream('worker-w-0'))),
    ]);
    await elected;
    expect(await readToEnd(store)).toHaveLength(21);
  });

  it('asks the new leader, not the node that it was connected to and that is behind now', async () => {
    const cluster = await another({ nodes: 3 });
    const connectionString = seeds(cluster.clusterConnectionString);
    const ask: readonly ((store: EventStore) => Promise<unknown>)[] = [
      (store) => collect(store.readStream('worker-w-1')),
      readToEnd,
      (store) => store.head(),
    ];
    const stores = await Promise.all(
      ask.map((_, n) => open({ connectionString: `${connectionString}&connectionName=${n}` })),
    );
    for (const store of stores) await appendOne(store, `worker-w-${stores.indexOf(store)}`);
    await cluster.changeLeader(0);
    cluster.faults.followersBehind = 2;
    const writer = await open({ connectionString });
    const { position } = await writer.append('worker-w-1', numbered(2), { expectedRevision: 0n });
    expect(await ask[0]!(stores[0]!)).toHaveLength(3);
    expect(await ask[1]!(stores[1]!)).toHaveLength(5);
    expect(await ask[2]!(stores[2]!)).toBe(position);
  });
});
