import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { jsonEvent } from '@eventstore/db-client';
import {
  AppendOutcomeUnknown,
  EventStoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
  type EventToAppend,
} from '@praxis/event-sourcing';
import { openEventStoreDb } from '@praxis/event-store-eventstoredb';
import { describe, expect, it } from 'vitest';
import { collect, event, numbered, readToEnd, rejectionOf } from '../conformance/event-store/event.builders.js';
import { appendOne, clientAlone, idsIn, IMPATIENT, trials, within } from './adapter.harness.js';
import { layLine } from './index.js';

/**
 * What @eventstore/db-client 6.2.1 has been seen to do, one test each, named after the symptom. Where it can be shown
 * without ending the process, the client alone is put through it too: the double does provoke it. An unhandled rejection
 * or an uncaught error anywhere in this file fails the run.
 */
const trial = trials();
const { another, open } = trial;

describe('1. a client whose first discovery failed keeps failing for good', () => {
  it('works again as soon as the cluster answers', async () => {
    const store = await open({ connectionString: trial.double.clusterConnectionString });
    trial.double.faults.failGossip = Infinity;
    expect(await rejectionOf(appendOne(store))).toBeInstanceOf(EventStoreUnavailable);
    expect(await rejectionOf(store.head())).toBeInstanceOf(EventStoreUnavailable);
    trial.double.faults.failGossip = 0;
    await appendOne(store);
    expect(await store.head()).toBeGreaterThan(0n);
  });

  it('does so in the client alone', async () => {
    trial.double.faults.failGossip = 2;
    await clientAlone(trial.double.clusterConnectionString, async (client) => {
      const append = () => client.appendToStream('worker-w-1', jsonEvent({ type: 'tried', data: {} }));
      expect(String(await rejectionOf(append()))).toContain('Failed to discover');
      expect(String(await rejectionOf(append()))).toContain('Failed to discover');
    });
  });

  it('does not even trouble a caller when the second discovery works', async () => {
    const store = await open({ connectionString: trial.double.clusterConnectionString });
    trial.double.faults.failGossip = 2;
    await appendOne(store);
  });
});

describe('2. one client’s broken stream rejects the appends of all clients, and late answers crash', () => {
  it('makes one client for all stores of a connection string', async () => {
    const stores = [await open(), await open(), await open()];
    await Promise.all(stores.map((store, index) => appendOne(store, `worker-w-${index}`)));
    expect(trial.double.openCalls('appends')).toBe(1);
    expect(trial.double.calls.probes).toBe(1);
    await stores[0]!.close();
    await appendOne(stores[1]!, 'worker-w-9');
  });

  it('finds its appends again that another server’s broken stream rejected', async () => {
    const other = await another();
    const store = await open();
    const neighbour = await open({ connectionString: other.connectionString });
    await appendOne(store, 'worker-warm-up');
    await appendOne(neighbour, 'worker-warm-up');
    trial.double.faults.delayAnswersMs = 150;
    const ids = [0, 1, 2, 3].map((n) => [`worker-w-${n}`, event()] as const);
    const pending = Promise.all(ids.map(([streamId, one]) => appendOne(store, streamId, one)));
    await pause(50);
    other.drop('appends');
    expect((await pending).map(({ revision }) => revision)).toEqual([0n, 0n, 0n, 0n]);
    for (const [streamId, one] of ids) expect(await idsIn(store, streamId)).toEqual([one.id]);
    await pause(200);
    await appendOne(neighbour, 'worker-w-1');
  });

  it('survives a stream that breaks under a hundred appends', async () => {
    const store = await open();
    trial.double.faults.delayAnswersMs = 20;
    const pending = Promise.all(Array.from({ length: 100 }, (_, n) => appendOne(store, `worker-w-${n}`)));
    for (let n = 0; n < 3; n += 1) {
      await pause(40);
      trial.double.drop('appends');
    }
    await pending;
    expect(await readToEnd(store)).toHaveLength(100);
  });
});

describe('13. appends that pile up in the client become unhandled rejections when their stream breaks', () => {
  it('never lets them pile up there', async () => {
    const store = await open();
    const text = 'x'.repeat(20_000);
    trial.double.faults.deafAppends = true;
    const pending = Promise.all(
      Array.from({ length: 100 }, (_, n) => appendOne(store, `worker-w-${n}`, event({ text }))),
    );
    await expect.poll(() => trial.double.openCalls('appends')).toBe(1);
    await pause(50);
    trial.double.faults.deafAppends = false;
    trial.double.drop('appends');
    await pending;
    expect(await readToEnd(store)).toHaveLength(100);
  });
});

describe('3. an append, a probe or a read that is never answered waits for ever', () => {
  it('does so in the client alone', async () => {
    trial.double.faults.swallowProbes = 1;
    await clientAlone(trial.double.connectionString, async (client) => {
      const append = client.appendToStream('worker-w-1', jsonEvent({ type: 'tried', data: {} }), { deadline: 100 });
      expect(await within(600, append)).toBe('unsettled');
    });
  });

  it('sends an append again that was swallowed, and writes it once', async () => {
    const store = await open(IMPATIENT);
    const one = event();
    trial.double.faults.swallowAppends = 1;
    expect((await appendOne(store, 'worker-w-1', one)).revision).toBe(0n);
    expect(await idsIn(store, 'worker-w-1')).toEqual([one.id]);
  });

  it('reads an append back that was written but never answered', async () => {
    const store = await open(IMPATIENT);
    const events = numbered(3);
    trial.double.faults.muteAppends = 1;
    const result = await store.append('worker-w-1', events, { expectedRevision: 'no-stream' });
    expect(await idsIn(store, 'worker-w-1')).toEqual(events.map(({ id }) => id));
    expect(result).toEqual({ revision: 2n, position: await store.head() });
    // Also where the writer did not care about the revision.
    trial.double.faults.muteAppends = 1;
    const more = await store.append('worker-w-1', numbered(2), { expectedRevision: 'any' });
    expect(more).toEqual({ revision: 4n, position: await store.head() });
  });

  it('tells an unknown outcome from a conflict when somebody else wrote meanwhile', async () => {
    const store = await open(IMPATIENT);
    trial.double.faults.swallowAppends = 1;
    const pending = rejectionOf(appendOne(store));
    await pause(100);
    trial.double.log.append('worker-w-1', 'no-stream', trial.double.log.all.slice(0, 1));
    expect(await pending).toBeInstanceOf(WrongExpectedRevision);
  });

  it('says that the outcome is unknown when the server stays silent', async () => {
    const store = await open({ ...IMPATIENT, resolveTimeoutMs: 400 });
    trial.double.faults.swallowAppends = Infinity;
    const started = performance.now();
    expect(await rejectionOf(appendOne(store))).toBeInstanceOf(AppendOutcomeUnknown);
    expect(performance.now() - started).toBeLessThan(5_000);
    trial.double.faults.swallowAppends = 0;
    await appendOne(store);
  });

  it('gets past a swallowed probe', async () => {
    const store = await open(IMPATIENT);
    trial.double.faults.swallowProbes = 1;
    await appendOne(store);
    expect(await readToEnd(store)).toHaveLength(1);
  });

  it('gives up a silent read, and tries it once more', async () => {
    const store = await open(IMPATIENT);
    await appendOne(store);
    trial.double.faults.swallowReads = 1;
    expect(await readToEnd(store)).toHaveLength(1);
    trial.double.faults.swallowReads = Infinity;
    const asked = [store.head(), collect(store.readStream('worker-w-1')), readToEnd(store)];
    for (const error of await Promise.all(asked.map(rejectionOf))) expect(error).toBeInstanceOf(EventStoreUnavailable);
    trial.double.faults.swallowReads = 0;
    expect(await collect(store.readStream('worker-w-1'))).toHaveLength(1);
  });

  it('passes on nothing of a read that breaks off in the middle of a page', async () => {
    const store = await open(IMPATIENT);
    await store.append('worker-w-1', numbered(10), { expectedRevision: 'no-stream' });
    trial.double.faults.breakReadsAfter = 4;
    expect(await rejectionOf(store.readAll({ after: 0n, maxCount: 10 }))).toBeInstanceOf(EventStoreUnavailable);
    trial.double.faults.breakReadsAfter = undefined;
    expect(await readToEnd(store)).toHaveLength(10);
  });
});

describe('4. throwOnAppendFailure=false reports a wrong revision', () => {
  it('does so in the client alone', async () => {
    const store = await open();
    await store.append('worker-w-1', numbered(5), { expectedRevision: 'no-stream' });
    await store.close();
    await clientAlone(`${trial.double.connectionString}&throwOnAppendFailure=false`, async (client) => {
      const again = jsonEvent({ type: 'tried', data: {} });
      const result = await client.appendToStream('worker-w-1', again, { expectedRevision: 'no_stream' });
      expect(result.nextExpectedRevision).not.toBe(4n);
    });
  });

  it.each(['throwOnAppendFailure=false', 'throw-on-append-failure=false'])('refuses %s', async (option) => {
    const connectionString = `${trial.double.connectionString}&${option}`;
    expect(await rejectionOf(openEventStoreDb({ connectionString }))).toBeInstanceOf(RangeError);
  });

  it('says where the stream really is', async () => {
    const store = await open();
    await store.append('worker-w-1', numbered(5), { expectedRevision: 'no-stream' });
    expect(await rejectionOf(appendOne(store))).toMatchObject({ name: 'WrongExpectedRevision', actual: 4n });
  });
});

describe('5. data that JSON refuses leaves a promise that never settles', () => {
  it('refuses it at once, and goes on', async () => {
    const store = await open();
    const broken = { ...event(), data: { amount: 10n } } as unknown as EventToAppend;
    expect(await within(1_000, appendOne(store, 'worker-w-1', broken))).toBeInstanceOf(TypeError);
    expect(trial.double.calls.appends).toBe(0);
    await appendOne(store);
  });
});

describe('6. a negative expected revision breaks the stream that all appends share', () => {
  it('refuses it before the client sees it, and disturbs nobody', async () => {
    const store = await open();
    trial.double.faults.delayAnswersMs = 50;
    const neighbour = appendOne(store, 'worker-w-2');
    await pause(20);
    const negative = store.append('worker-w-1', [event()], { expectedRevision: -1n });
    expect(await rejectionOf(negative)).toBeInstanceOf(RangeError);
    expect((await neighbour).revision).toBe(0n);
    expect([trial.double.calls.appends, trial.double.calls.probes]).toEqual([1, 1]);
  });

  it('does so in the client alone', async () => {
    trial.double.faults.delayAnswersMs = 100;
    await clientAlone(trial.double.connectionString, async (client) => {
      const one = jsonEvent({ type: 'tried', data: {} });
      await client.appendToStream('worker-warm-up', one);
      const neighbour = rejectionOf(client.appendToStream('worker-w-2', one));
      const negative = rejectionOf(client.appendToStream('worker-w-1', one, { expectedRevision: -1n }));
      for (const error of await Promise.all([neighbour, negative])) expect(error).toBeInstanceOf(Error);
    });
  });
});

describe('7. subscriptions end, fall silent, or run ahead, and nobody is told', () => {
  async function follow(store: EventStore, count: number, timeoutMs: number): Promise<unknown[]> {
    const seen: unknown[] = [];
    for (let after = 0n; seen.length < count;) {
      const page = await store.readAll({ after, maxCount: 10 });
      for (const { data, position } of page) {
        seen.push(data['n']);
        after = position;
      }
      if (page.length === 0) await store.waitForMore(after, { timeoutMs });
    }
    return seen;
  }
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

  it('wakes its waiters after the subscription was dropped', async () => {
    const [writer, reader] = [await open(), await open({ connectionString: trial.double.clusterConnectionString })];
    const { position } = await appendOne(writer);
    const woken = reader.waitForMore(position, { timeoutMs: 10_000 });
    for (let drops = 1; drops <= 3; drops += 1) {
      await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(1);
      trial.double.drop('subscriptions');
    }
    const started = performance.now();
    await appendOne(writer, 'worker-w-2');
    expect(await woken).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(trial.double.calls.subscriptions).toBeGreaterThanOrEqual(4);
  });

  it('loses nothing to a subscription that says nothing, and replaces it once it is proven dead', async () => {
    const [writer, reader] = [await open(), await open({ connectionString: trial.double.clusterConnectionString })];
    trial.double.faults.silentSubscriptions = true;
    const following = follow(reader, 4, 600);
    for (const n of upTo(4)) {
      await writer.append('worker-w-1', numbered(1, n), { expectedRevision: 'any' });
      await pause(450);
    }
    expect(await following).toEqual(upTo(4));
    // Somebody was waiting all the time, so only the suspicion can have ended the first one.
    expect(trial.double.calls.subscriptions).toBeGreaterThan(1);
    trial.double.faults.silentSubscriptions = false;
    const before = trial.double.calls.subscriptions;
    const head = await reader.head();
    await pause(1_100);
    const woken = reader.waitForMore(head, { timeoutMs: 10_000 });
    await expect.poll(() => trial.double.calls.subscriptions).toBeGreaterThan(before);
    await writer.append('worker-w-1', numbered(1, 4), { expectedRevision: 'any' });
    expect(await woken).toBe(true);
  });

  it('does not believe checkpoints that are ahead of the log', async () => {
    const [writer, reader] = [await open(), await open({ connectionString: trial.double.clusterConnectionString })];
    trial.double.faults.checkpointsAhead = true;
    const following = follow(reader, 30, 5_000);
    for (const n of upTo(30)) {
      await writer.append(`worker-w-${n % 3}`, numbered(1, n), { expectedRevision: 'any' });
      if (n % 7 === 0) trial.double.drop('subscriptions');
      if (n % 5 === 0) trial.double.writeForeign('$stats', '$statsCollected');
    }
    expect(await following).toEqual(upTo(30));
  });

  it('waits on through a restart of the server', async () => {
    const [writer, reader] = [await open(), await open({ connectionString: trial.double.clusterConnectionString })];
    const { position } = await appendOne(writer);
    const woken = reader.waitForMore(position, { timeoutMs: 15_000 });
    await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(1);
    await trial.double.stop();
    await pause(300);
    await trial.double.start();
    await appendOne(writer, 'worker-w-2');
    expect(await woken).toBe(true);
  });

  it('does not wake readers for other programs’ events, which they never get past', async () => {
    const store = await open({ onForeignEvent: () => undefined });
    const { position } = await appendOne(store);
    const woken = store.waitForMore(position, { timeoutMs: 400 });
    await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(1);
    trial.double.writeForeign('orders-1', 'order-placed');
    expect(await woken).toBe(false);
  });

  it('ends the subscription when nobody has waited for a while', async () => {
    const store = await open();
    const woken = store.waitForMore(0n, { timeoutMs: 500 });
    await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(1);
    expect(await woken).toBe(false);
    await expect.poll(() => trial.double.openCalls('subscriptions')).toBe(0);
  });
});

describe('8. positions arrive in more than one form', () => {
  it('gives bigints, the same from every side', async () => {
    const store = await open();
    const { position } = await appendOne(store);
    const [fromStream] = await collect(store.readStream('worker-w-1'));
    const [fromAll] = await readToEnd(store);
    const positions = [position, fromStream!.position, fromAll!.position, await store.head()];
    expect(new Set(positions)).toEqual(new Set([position]));
    expect(positions.map((each) => typeof each)).toEqual(['bigint', 'bigint', 'bigint', 'bigint']);
  });

  it('looks up the position that an answer to an append leaves out', async () => {
    const store = await open();
    trial.double.faults.withoutPositions = true;
    const { position } = await store.append('worker-w-1', numbered(3), { expectedRevision: 'no-stream' });
    expect(position).toBe(await store.head());
  });

  it('refuses a log whose events share positions rather than skip some', async () => {
    const store = await open();
    trial.double.faults.sharedPositions = true;
    await store.append('worker-w-1', numbered(2), { expectedRevision: 'no-stream' });
    expect(String(await rejectionOf(readToEnd(store)))).toContain('cannot be trusted');
  });
});

describe('9. a server that is down shows in three kinds of error', () => {
  it('calls all of them unavailable, at once', async () => {
    const [node, cluster] = [await open(), await open({ connectionString: trial.double.clusterConnectionString })];
    await trial.double.stop();
    for (const store of [node, cluster]) {
      const asked = [appendOne(store), store.head(), readToEnd(store), collect(store.readStream('worker-w-1'))];
      for (const error of await Promise.all(asked.map(rejectionOf)))
        expect(error).toBeInstanceOf(EventStoreUnavailable);
    }
  });

  it('works again soon after a restart, without the pauses of the transport growing', async () => {
    const store = await open();
    await appendOne(store);
    await trial.double.stop();
    for (let asked = 0; asked < 12; asked += 1) {
      expect(await rejectionOf(store.head())).toBeInstanceOf(EventStoreUnavailable);
      await pause(200);
    }
    await trial.double.start();
    const started = performance.now();
    await expect.poll(() => store.head().catch(() => 0n), { interval: 50, timeout: 5_000 }).toBeGreaterThan(0n);
    await appendOne(store, 'worker-w-2');
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('gets through at once when the connection is dead but looks alive', async () => {
    const line = await layLine(trial.double.port);
    const store = await open({ ...IMPATIENT, connectionString: `esdb://127.0.0.1:${line.port}?tls=false` });
    await appendOne(store, 'worker-w-1');
    for (const ask of [() => store.head(), () => appendOne(store, 'worker-w-2')]) {
      line.goDead();
      const started = performance.now();
      await ask();
      expect(performance.now() - started).toBeLessThan(5_000);
    }
    await store.close();
    await line.close();
  });

  it('finds out what became of an append when the stream broke after it was written', async () => {
    const store = await open();
    const events = numbered(2);
    trial.double.faults.breakAfterAppends = 1;
    const result = await store.append('worker-w-1', events, { expectedRevision: 'no-stream' });
    expect(result).toEqual({ revision: 1n, position: await store.head() });
    expect(await idsIn(store, 'worker-w-1')).toEqual(events.map(({ id }) => id));
  });

  it('finds out what became of an append when the stream broke before it was written', async () => {
    const store = await open();
    const one = event();
    trial.double.faults.breakBeforeAppends = 1;
    await appendOne(store, 'worker-w-1', one);
    expect(await idsIn(store, 'worker-w-1')).toEqual([one.id]);
  });

  it('calls the outcome unknown, not unavailable, when the server died with an append in hand', async () => {
    const store = await open({ resolveTimeoutMs: 300 });
    const one = event();
    trial.double.faults.muteAppends = 1;
    const pending = rejectionOf(appendOne(store, 'worker-w-1', one));
    await expect.poll(() => trial.double.calls.appends).toBe(1);
    await trial.double.stop();
    expect(await pending).toBeInstanceOf(AppendOutcomeUnknown);
    await trial.double.start();
    expect(await idsIn(store, 'worker-w-1')).toEqual([one.id]);
  });

  it('writes everything once, in order, whatever goes wrong on the way', async () => {
    const store = await open({ appendTimeoutMs: 150, readTimeoutMs: 150, resolveTimeoutMs: 10_000 });
    const faults = [
      'swallowAppends',
      'muteAppends',
      'breakAfterAppends',
      'breakBeforeAppends',
      'swallowReads',
    ] as const;
    const written: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      trial.double.faults[faults[(n * 7) % faults.length]!] += n % 3;
      const one = event({ n }, { id: randomUUID() });
      const expectedRevision = n === 0 ? 'no-stream' : BigInt(n - 1);
      expect((await store.append('worker-w-1', [one], { expectedRevision })).revision).toBe(BigInt(n));
      written.push(one.id);
    }
    expect((await readToEnd(store)).map(({ id }) => id)).toEqual(written);
  });
});

describe('the log is full of what is not ours', () => {
  it('finds the few events of ours among thousands of others, with small pages', async () => {
    const warnings: string[] = [];
    const store = await open({ pageSize: 40, onForeignEvent: (message) => warnings.push(message) });
    const positions: bigint[] = [];
    for (let n = 0; n < 3; n += 1) {
      for (let other = 0; other < 700; other += 1) {
        trial.double.writeForeign(
          other % 2 === 0 ? '$stats' : 'orders-1',
          other % 2 === 0 ? '$statsCollected' : 'placed',
        );
      }
      positions.push((await appendOne(store, `worker-w-${n}`)).position);
    }
    for (let other = 0; other < 700; other += 1) trial.double.writeForeign('orders-2', 'placed');
    expect((await readToEnd(store, 1)).map(({ position }) => position)).toEqual(positions);
    expect(await store.head()).toBe(positions[2]);
    expect(await (await open({ pageSize: 40 })).head()).toBe(positions[2]);
    expect(warnings).toHaveLength(2);
    // The stretch at the end is not read again and again by a reader that has caught up.
    const before = trial.double.calls.reads;
    for (let n = 0; n < 10; n += 1) expect(await store.readAll({ after: positions[2]!, maxCount: 10 })).toEqual([]);
    expect(trial.double.calls.reads - before).toBe(10);
  });

  it('stops at an event that claims to be ours and is not in our form', async () => {
    const store = await open();
    const customMetadata = Buffer.from(JSON.stringify({ format: 'praxis/1' }));
    trial.double.writeForeign('worker-w-1', 'worker.registered', { customMetadata });
    expect(String(await rejectionOf(readToEnd(store)))).toContain('not in the form');
    expect(String(await rejectionOf(collect(store.readStream('worker-w-1'))))).toContain('not in the form');
  });
});
