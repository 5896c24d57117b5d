import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from 'chdb';
import { expect, it } from 'vitest';
import { AnalyticsUnavailable } from '../errors.js';
import { ChdbConnection } from './chdb-connection.js';
import type { InboundFiles } from './inbound-files.js';
import { SessionPool } from './session-pool.js';

function insertThatReads(rowsRead: number) {
  const told: string[] = [];
  const session = {
    queryAsync: async (sql: string) => {
      told.push(sql);
      return { rowsRead, bytes: () => new Uint8Array() };
    },
    close: () => undefined,
  } as unknown as Session;
  const inbound = {
    write: async () => "/a $& b/it's.native",
    remove: async () => undefined,
  } as unknown as InboundFiles;
  const connection = new ChdbConnection(new SessionPool(async () => session, 1), () => session, inbound);
  const query = 'INSERT INTO facts (a) FORMAT Native';
  const insert = () => connection.exec({ query, values: Readable.from([]) });
  return { told, insert, done: insert() };
}

it('a batch that the engine did not find was taken for written', async () => {
  await expect(insertThatReads(0).done).rejects.toBeInstanceOf(AnalyticsUnavailable);
});

it('a batch is looked for where it lies, whatever the folder is called', async () => {
  const { told, done } = insertThatReads(1);
  await done;
  expect(told).toEqual(["INSERT INTO facts (a) FROM INFILE '/a $& b/it\\'s.native' FORMAT Native"]);
});

it('memory grew while batches kept coming: now and then the engine is made to give back what it keeps', async () => {
  const { told, insert, done } = insertThatReads(1);
  await done;
  for (let batch = 2; batch <= 4; batch += 1) await insert();
  expect(told.map((sql) => sql.slice(0, 6))).toEqual([
    ...['INSERT', 'INSERT', 'SYSTEM'],
    ...['INSERT', 'INSERT', 'SYSTEM'],
  ]);
  expect(told.at(-1)).toBe('SYSTEM JEMALLOC PURGE');
});

it('a KILL that came late opened the folder again after the store had been closed: none is left, and none begins', async () => {
  let answer = (): void => undefined;
  // The one that is lent.
  let open = 1;
  const session = {
    queryAsync: () => new Promise((resolve) => (answer = () => resolve({ bytes: () => new Uint8Array() }))),
    close: () => (open -= 1),
  } as unknown as Session;
  const openSession = () => ((open += 1), session);
  const pool = new SessionPool(async () => session, 1);
  const connection = new ChdbConnection(pool, openSession, {} as InboundFiles);
  const kill = () => connection.query({ query: 'KILL QUERY WHERE 1 ASYNC' });
  const lent = await pool.borrow();

  const closing = connection.close();
  // Whatever is lent has to be stopped for the store to close at all.
  const killed = kill();
  pool.giveBack(lent, true);
  await expect(Promise.race([closing, pause(20, 'still closing')])).resolves.toBe('still closing');
  answer();
  await Promise.all([killed, closing]);

  await expect(kill()).rejects.toThrow(AnalyticsUnavailable);
  expect(open).toBe(0);
});
