import { EventStoreUnavailable, StorageFull, type EventToAppend, type StoredEvent } from '@praxis/event-sourcing';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryLog } from '../testing/child-process.js';
import { openEmbeddedEventStore, UnusableLogFile, type EmbeddedEventStore } from './index.js';

let log: ReturnType<typeof temporaryLog>;
const opened: EmbeddedEventStore[] = [];
beforeEach(() => (log = temporaryLog()));
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  log.remove();
});

async function open(options: Omit<Parameters<typeof openEmbeddedEventStore>[0], 'path'> = {}) {
  const store = await openEmbeddedEventStore({ path: log.path, ...options });
  opened.push(store);
  return store;
}

let lastId = 0;
function event(data: EventToAppend['data'] = {}): EventToAppend {
  lastId += 1;
  return {
    id: `event-${lastId}`,
    type: 'praxis.something-recorded',
    version: 1,
    effectiveAt: '2026-01-01',
    data,
    metadata: {
      commandId: `command-${lastId}`,
      commandDigest: 'digest',
      correlationId: `command-${lastId}`,
      causationId: `command-${lastId}`,
      actor: { id: 'w-1', role: 'worker' },
      source: 'api',
    },
  };
}

async function readToEnd(store: EmbeddedEventStore, maxCount = 100): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let after = 0n; ; after = all.at(-1)!.position) {
    const page = await store.readAll({ after, maxCount });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

describe('a stream that is asked again and again for what is new', () => {
  const newIn = async (store: EmbeddedEventStore, fromRevision: bigint) =>
    (await Array.fromAsync(store.readStream('worker-1', { fromRevision }))).map(({ revision }) => revision);

  it('takes no look at the file where there can be nothing', async () => {
    const store = await open();
    await store.append('worker-1', [event(), event()], { expectedRevision: 'no-stream' });
    expect(await newIn(store, 0n)).toEqual([0n, 1n]);

    // What nobody but the log itself does: whoever looks sees it.
    const meddling = new DatabaseSync(log.path);
    meddling.exec(
      `INSERT INTO event (position, stream_no, revision, logged_at, id, type_no, version, effective_at, data, metadata)
       SELECT 3, stream_no, 2, logged_at, 'event-meddled', type_no, version, effective_at, data, metadata
       FROM event WHERE position = 2`,
    );
    meddling.close();
    expect(await newIn(store, 2n)).toEqual([]);
    expect(await newIn(store, 1n)).toEqual([1n, 2n]);
  });

  it('gives what was appended since, also while that was under way', async () => {
    const store = await open();
    await store.append('worker-1', [event()], { expectedRevision: 'no-stream' });
    expect(await newIn(store, 0n)).toEqual([0n]);
    expect(await newIn(store, 1n)).toEqual([]);

    const appending = store.append('worker-1', [event()], { expectedRevision: 0n });
    await newIn(store, 1n);
    await appending;
    expect(await newIn(store, 1n)).toEqual([1n]);
    expect(await newIn(store, 2n)).toEqual([]);

    for await (const { revision } of store.readStream('worker-1')) {
      if (revision === 0n) await store.append('worker-1', [event()], { expectedRevision: 1n });
    }
    expect(await newIn(store, 2n)).toEqual([2n]);
  });
});

describe('the log’s file', () => {
  it('holds everything after closing, in one file, and goes on counting where it stopped', async () => {
    const first = await open();
    await first.append('worker-1', [event({ n: 1 }), event({ n: 2 })], { expectedRevision: 'no-stream' });
    const before = await readToEnd(first);
    await first.close();
    expect(readdirSync(log.directory).sort()).toEqual(['log.sqlite', 'log.sqlite.lock']);

    const second = await open();
    expect(await readToEnd(second)).toStrictEqual(before);
    expect(await second.append('worker-1', [event({ n: 3 })], { expectedRevision: 1n })).toEqual({
      revision: 2n,
      position: 3n,
    });
  });

  it('gives events the time of the clock it was opened with', async () => {
    const store = await open({ now: () => '2024-02-29T23:59:59.999Z' });
    await store.append('worker-1', [event()], { expectedRevision: 'any' });
    expect((await readToEnd(store))[0]!.loggedAt).toBe('2024-02-29T23:59:59.999Z');
  });

  it('never goes back in time when the clock does, says how far the clock is behind, and goes on with it', async () => {
    const warnings: string[] = [];
    const times = ['12:00:00.000', '09:30:00.000', '09:30:00.001', '12:00:00.001', '11:59:59.500'];
    const clock = times.values();
    const now = () => `2026-06-30T${clock.next().value}Z`;
    const store = await open({ now, onWarning: (message) => warnings.push(message) });
    for (const _ of times) await store.append('worker-1', [event()], { expectedRevision: 'any' });
    const logged = (await readToEnd(store)).map(({ loggedAt }) => loggedAt.slice(11, 23));
    expect(logged).toEqual(['12:00:00.000', '12:00:00.000', '12:00:00.000', '12:00:00.001', '12:00:00.001']);
    expect(warnings).toEqual([expect.stringMatching(/2 hours 30 minutes behind.*2026-06-30T12:00:00\.000Z/)]);
    await store.close();

    const later = await open({ now: () => '2026-06-30T08:00:00.000Z', onWarning: () => undefined });
    await Promise.all([1, 2].map((n) => later.append(`worker-${n}`, [event()], { expectedRevision: 'any' })));
    expect((await readToEnd(later)).slice(-2).map(({ loggedAt }) => loggedAt.slice(11, 23))).toEqual([
      '12:00:00.001',
      '12:00:00.001',
    ]);
  });

  it('is made together with its directory', async () => {
    const path = join(log.directory, 'a', 'b', 'log.sqlite');
    const store = await openEmbeddedEventStore({ path });
    opened.push(store);
    await store.append('worker-1', [event()], { expectedRevision: 'any' });
    expect(await store.head()).toBe(1n);
  });

  it('is made anew when its making was cut short before the first table', async () => {
    new DatabaseSync(log.path).exec('PRAGMA journal_mode = WAL');
    const store = await open();
    await store.append('worker-1', [event()], { expectedRevision: 'any' });
    expect(await store.head()).toBe(1n);
  });

  it('refuses, and leaves alone, a file that is something else', async () => {
    writeFileSync(log.path, 'Name,Role\n'.repeat(500));
    await expect(open()).rejects.toThrow(UnusableLogFile);
    await expect(open()).rejects.toThrow(/is not an event log/);
    expect(readFileSync(log.path, 'utf8')).toBe('Name,Role\n'.repeat(500));
  });

  it('refuses another program’s SQLite file', async () => {
    new DatabaseSync(log.path).exec('CREATE TABLE patient (name TEXT)');
    const before = readFileSync(log.path);
    await expect(open()).rejects.toThrow(/is not an event log/);
    await expect(open({ readOnly: true })).rejects.toThrow(/is not an event log/);
    expect(readFileSync(log.path).equals(before)).toBe(true);
  });

  it('refuses a log of a later release, naming both formats', async () => {
    await (await open()).close();
    new DatabaseSync(log.path).exec('PRAGMA user_version = 3');
    await expect(open()).rejects.toThrow(/has format 3, and this release reads up to 2/);
  });

  it('keeps its identity, and gives a copy of a log of the first format the same', async () => {
    const store = await open();
    const identity = await store.identity();
    await store.append('worker-1', [event()], { expectedRevision: 'any' });
    await store.close();
    const identityRead = async () => {
      const reader = await open({ readOnly: true });
      return reader.identity().finally(() => reader.close());
    };
    expect(await identityRead()).toBe(identity);

    const old = new DatabaseSync(log.path);
    old.exec('DROP TABLE log; PRAGMA user_version = 1');
    old.close();
    const read = await identityRead();
    const copy = `${log.path}-copy`;
    copyFileSync(log.path, copy);
    const upgraded = await open();
    expect(await upgraded.identity()).toBe(read);
    await upgraded.append('worker-1', [event()], { expectedRevision: 0n });
    const other = await openEmbeddedEventStore({ path: copy });
    opened.push(other);
    expect(await other.identity()).toBe(read);
    expect(read).not.toBe(identity);
  });

  it('refuses to read where there is nothing', async () => {
    await expect(open({ readOnly: true })).rejects.toThrow(/There is no event log/);
  });

  it('says what is wrong with a directory that cannot be written', async () => {
    writeFileSync(join(log.directory, 'a-file'), '');
    const attempt = openEmbeddedEventStore({ path: join(log.directory, 'a-file', 'log.sqlite') });
    await expect(attempt).rejects.toThrow(EventStoreUnavailable);
    await expect(attempt).rejects.toThrow(/cannot be written: .*(ENOTDIR|EEXIST)/);
    mkdirSync(log.path);
    await expect(open()).rejects.toThrow();
  });

  it('lets nobody change or remove an event', async () => {
    const store = await open();
    await store.append('worker-1', [event()], { expectedRevision: 'any' });
    await store.close();
    const database = new DatabaseSync(log.path);
    expect(() => database.exec(`UPDATE event SET data = '{}'`)).toThrow(/never changed/);
    expect(() => database.exec('DELETE FROM event')).toThrow(/never deleted/);
    database.close();
  });
});

describe('a full disk', () => {
  const PLENTY = 400_000;
  const large = () => event({ text: 'x'.repeat(PLENTY) });

  it('refuses the append that has no room, writes none of it, and goes on with what has', async () => {
    const store = await open({ maxBytes: 1_000_000 });
    await store.append('worker-1', [large()], { expectedRevision: 'no-stream' });
    const tooMuch = store.append('worker-2', [event(), large(), large()], { expectedRevision: 'no-stream' });
    await expect(tooMuch).rejects.toThrow(StorageFull);
    expect(await readToEnd(store)).toHaveLength(1);
    await store.append('worker-2', [event()], { expectedRevision: 'no-stream' });
    expect((await readToEnd(store)).map(({ position }) => position)).toEqual([1n, 2n]);
  });

  it('refuses only the appends that have no room among concurrent ones, and leaves no gap', async () => {
    const store = await open({ maxBytes: 1_500_000 });
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        store.append(`worker-${n}`, n % 5 === 0 ? [large(), event()] : [event()], { expectedRevision: 'no-stream' }),
      ),
    );
    const small = attempts.filter((_, n) => n % 5 !== 0);
    const big = attempts.filter((_, n) => n % 5 === 0);
    expect(small.every(({ status }) => status === 'fulfilled')).toBe(true);
    const refused = big.filter((attempt) => attempt.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(big.length);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StorageFull);
    const all = await readToEnd(store);
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => BigInt(index + 1)));
    expect(all).toHaveLength(small.length + (big.length - refused.length) * 2);
  });

  it('works again when there is room', async () => {
    const first = await open({ maxBytes: 500_000 });
    await first.append('worker-1', [large()], { expectedRevision: 'no-stream' });
    await expect(first.append('worker-1', [large()], { expectedRevision: 0n })).rejects.toThrow(StorageFull);
    await first.close();
    const second = await open();
    expect((await second.append('worker-1', [large()], { expectedRevision: 0n })).position).toBe(2n);
  });
});

describe('memory', () => {
  it('ends a page early when its events are large, and loses none of them', async () => {
    const store = await open();
    for (let n = 0; n < 30; n += 1) {
      await store.append('worker-1', [event({ n, text: 'x'.repeat(1_000_000) })], { expectedRevision: 'any' });
    }
    const page = await store.readAll({ after: 0n, maxCount: 1_000 });
    expect(page.length).toBeLessThan(20);
    expect((await readToEnd(store, 1_000)).map(({ data }) => data['n'])).toEqual(
      Array.from({ length: 30 }, (_, n) => n),
    );
    let n = 0;
    for await (const { data } of store.readStream('worker-1')) expect(data['n']).toBe(n++);
    expect(n).toBe(30);
  });

  it('lets the event loop turn during a long read', async () => {
    const store = await open();
    const batch = Array.from({ length: 5_000 }, (_, n) => event({ n }));
    await store.append('worker-1', batch, { expectedRevision: 'any' });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    expect(await store.readAll({ after: 0n, maxCount: 5_000 })).toHaveLength(5_000);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('closing', () => {
  it('finishes the appends made before', async () => {
    const store = await open();
    const appends = Array.from({ length: 100 }, (_, n) =>
      store.append(`worker-${n}`, [event()], { expectedRevision: 'no-stream' }),
    );
    await store.close();
    expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(appends.map(() => 0n));
    expect(await (await open()).head()).toBe(100n);
  });
});
