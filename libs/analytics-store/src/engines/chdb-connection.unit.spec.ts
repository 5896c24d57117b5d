import { Readable } from 'node:stream';
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
