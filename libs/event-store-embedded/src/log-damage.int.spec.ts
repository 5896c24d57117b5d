import { AppendOutcomeUnknown, LogDamaged, type EventToAppend } from '@praxis/event-sourcing';
import { closeSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryLog } from '../testing/child-process.js';
import { openEmbeddedEventStore, UnusableLogFile, type EmbeddedEventStore } from './index.js';

const PAGE = 4_096;
const EVENTS = 300;
/** Stands in every event, and must not stand in what is said about one that is damaged. */
const SECRET = 'Ada Lovelace';

let log: ReturnType<typeof temporaryLog>;
const opened: EmbeddedEventStore[] = [];
let unreadable: LogDamaged[];
beforeEach(async () => {
  log = temporaryLog();
  unreadable = [];
  const store = await open();
  for (let n = 0; n < EVENTS; n += 50) {
    await store.append(`worker-${n % 100}`, Array.from({ length: 50 }, event), { expectedRevision: 'any' });
  }
  await store.close();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  log.remove();
});

async function open() {
  const store = await openEmbeddedEventStore({ path: log.path, onUnreadable: (damage) => unreadable.push(damage) });
  opened.push(store);
  return store;
}

function event(): EventToAppend {
  return {
    id: '7b0a2a0e-0000-8000-8000-000000000000',
    type: 'praxis.something-recorded',
    version: 1,
    effectiveAt: '2026-01-01',
    data: { text: SECRET, padding: 'x'.repeat(200) },
    metadata: {
      commandId: 'command',
      commandDigest: 'digest',
      correlationId: 'command',
      causationId: 'command',
      actor: { id: 'w-1', role: 'worker' },
      source: 'api',
    },
  };
}

/** What happens behind the back of the store, with the triggers that forbid it out of the way. */
function meddle(sql: string): void {
  const database = new DatabaseSync(log.path);
  database.exec(`DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted; PRAGMA foreign_keys = OFF;`);
  database.exec(sql);
  database.close();
}

function overwrite(offset: number, bytes: Uint8Array): void {
  const file = openSync(log.path, 'r+');
  writeSync(file, bytes, 0, bytes.length, offset);
  closeSync(file);
}

/** The page of the file that holds a piece of text, by default the last that does. */
function pageWith(text: string, which: 'indexOf' | 'lastIndexOf' = 'lastIndexOf'): number {
  return Math.floor(readFileSync(log.path)[which](text) / PAGE);
}

async function readAll(store: EmbeddedEventStore, onRead: (position: bigint) => void = () => undefined): Promise<void> {
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, maxCount: 40 });
    if (page.length === 0) return;
    for (const { position } of page) onRead(position);
    after = page.at(-1)!.position;
  }
}

async function readStream(store: EmbeddedEventStore, streamId: string): Promise<number> {
  let count = 0;
  for await (const _ of store.readStream(streamId)) count += 1;
  return count;
}

const damageOf = (work: Promise<unknown>): Promise<LogDamaged> =>
  work.then(
    () => expect.fail('nothing was found'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(LogDamaged);
      expect((error as Error).message).not.toContain('Lovelace');
      return error as LogDamaged;
    },
  );

describe('a page that cannot be read', () => {
  const noise = new Uint8Array(PAGE).fill(0xa5);

  it('is damage of the file when the log is read', async () => {
    overwrite(PAGE * pageWith(SECRET, 'indexOf'), noise);
    const store = await open();
    const damage = await damageOf(readAll(store));
    expect(damage.place).toBeUndefined();
    expect(damage.message).toMatch(/event log .*log\.sqlite is damaged, and part of it cannot be read: .*malformed/);
    expect((await damageOf(readStream(store, 'worker-0'))).place).toBeUndefined();
    expect(unreadable).toHaveLength(2);
  });

  it('is damage of the file when an event is appended, and nothing is appended any more', async () => {
    overwrite(PAGE * pageWith(SECRET), noise);
    const store = await open();
    for (const streamId of ['worker-0', 'worker-new']) {
      const damage = await damageOf(store.append(streamId, [event()], { expectedRevision: 'any' }));
      expect(damage.place).toBeUndefined();
    }
    expect(unreadable).toHaveLength(2);
  });

  it('is found by looking for it, wherever it is', async () => {
    const store = await open();
    await expect(store.checkFile()).resolves.toBeUndefined();
    await store.close();
    overwrite(PAGE * pageWith('worker-50') + 8, noise.subarray(0, 600));
    expect((await damageOf((await open()).checkFile())).message).toMatch(/cannot be read: \S+/);
  });

  it('is never taken for anything else, whichever page it is', { timeout: 60_000 }, async () => {
    const whole = readFileSync(log.path);
    for (let page = 0; page < whole.length / PAGE; page += 1) {
      overwrite(0, whole);
      overwrite(page * PAGE + 16, noise.subarray(16));
      const use = async () => {
        const store = await open();
        await store.head();
        await store.identity();
        await readAll(store);
        await readStream(store, 'worker-50');
        const append = () => store.append('worker-new', [event()], { expectedRevision: 'any' });
        // Met only when all was written that is to be committed, it leaves open whether that counts.
        await append().catch((error: unknown) =>
          error instanceof AppendOutcomeUnknown ? append() : Promise.reject(error),
        );
        await store.checkFile();
      };
      const error = await use().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      const isSaid = error instanceof LogDamaged || error instanceof UnusableLogFile;
      expect(isSaid, `page ${page}: ${String(error)}`).toBe(true);
      for (const store of opened.splice(0)) await store.close();
    }
  });

  it('is damage of the file when the end of the file is gone', async () => {
    truncateSync(log.path, PAGE * 4);
    const damage = await damageOf(open().then((store) => readAll(store)));
    expect(damage.place).toBeUndefined();
  });
});

describe('an event that is not one any more', () => {
  it.each([
    ['data', `data = replace(data, '{', '[')`],
    ['metadata', `metadata = 'x'`],
    ['type', 'type_no = 99'],
    ['time', 'logged_at = 9007199254740993'],
  ])('is damage with position and stream when its %s is broken', async (_, change) => {
    meddle(`UPDATE event SET ${change} WHERE position = 60`);
    const store = await open();
    const read: bigint[] = [];
    const damage = await damageOf(readAll(store, (position) => read.push(position)));
    expect(read).toEqual(Array.from({ length: 59 }, (_each, index) => BigInt(index + 1)));
    expect(damage.place?.position).toBe(60n);
    expect(damage.message).toMatch(/damaged at position 60/);
    expect((await damageOf(readStream(store, 'worker-50'))).place?.streamId).toBe('worker-50');
    expect(await readStream(store, 'worker-0')).toBe(150);
    expect(unreadable).toEqual([]);
  });

  it.each([
    ['was removed', 'DELETE FROM event WHERE position = 60'],
    ['has no stream any more', 'UPDATE event SET stream_no = 99 WHERE position = 60'],
  ])('is damage where it would be when it %s', async (_, change) => {
    meddle(change);
    const store = await open();
    expect((await damageOf(readAll(store))).place).toEqual({ position: 60n });
    expect((await damageOf(readStream(store, 'worker-50'))).place).toEqual({ streamId: 'worker-50' });
  });

  it('is damage at the beginning too', async () => {
    meddle('DELETE FROM event WHERE position = 1');
    expect((await damageOf(open().then((store) => readAll(store)))).place).toEqual({ position: 1n });
  });
});
