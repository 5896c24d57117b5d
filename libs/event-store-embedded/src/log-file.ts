import { EventStoreUnavailable, identityFrom } from '@praxis/event-sourcing';
import { randomUUID } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileDamage, sqliteCode, SQLITE_NOTADB } from './log-damage.js';

/** `PRAX` in ASCII: tells our files from anybody else's SQLite files. */
const APPLICATION_ID = 0x50_52_41_58;
/** 2: metadata may hold a chain digest, and the log knows its identity. */
const FORMAT_VERSION = 2;
export const PAGE_BYTES = 4_096;

/** The file is not an event log, or one that only a later release can read. It was left as it was. */
export class UnusableLogFile extends Error {
  override readonly name = 'UnusableLogFile';
}

// Positions are given by the writer, 1, 2, 3, …, so they are the row ids and need no index of their own. Stream and
// type names are kept once. There is no index on event ids: random keys would be the main cost of a large load, and
// the stream's revision already rules out a second copy.
const IDENTITY = `CREATE TABLE log (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), identity TEXT NOT NULL) STRICT;`;
const SCHEMA = `
  ${IDENTITY}
  CREATE TABLE stream (
    stream_no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE event_type (
    type_no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream_no INTEGER NOT NULL REFERENCES stream,
    revision INTEGER NOT NULL,
    logged_at INTEGER NOT NULL,
    id TEXT NOT NULL,
    type_no INTEGER NOT NULL REFERENCES event_type,
    version INTEGER NOT NULL,
    effective_at TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_in_stream ON event (stream_no, revision);
  CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
    BEGIN SELECT raise(ABORT, 'events are never changed'); END;
  CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
`;

/**
 * Makes the directory if it is missing, and says in plain words if it cannot be written.
 * @throws {EventStoreUnavailable}
 */
export function requireWritable(path: string): void {
  const directory = dirname(path);
  try {
    const made = mkdirSync(directory, { recursive: true });
    if (made !== undefined) syncDirectory(dirname(made));
    accessSync(directory, constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (error) {
    throw new EventStoreUnavailable(`The event log ${path} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** A new directory survives a power cut only once the directory that names it is on the disk. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes the log's file if there is none, and checks it if there is; brings one of an earlier format to this one, which
 * changes no event. A creation that was cut short starts over.
 * @throws {UnusableLogFile}
 */
export function prepareLogFile(path: string): void {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    const version = requireOurs(database, path);
    if (version === 'empty') create(database);
    else if (version < FORMAT_VERSION) upgrade(database);
  } finally {
    database.close();
  }
}

function create(database: DatabaseSync): void {
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL`);
  database.exec(
    `BEGIN IMMEDIATE; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID};
     INSERT INTO log VALUES (1, '${randomUUID()}'); PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`,
  );
}

/** The identity is made from the first event where there is one, so that every copy of the log gets the same. */
function upgrade(database: DatabaseSync): void {
  const identity = identityOfFirstEvent(database) ?? randomUUID();
  database.exec(
    `PRAGMA synchronous = FULL; BEGIN IMMEDIATE; ${IDENTITY} INSERT INTO log VALUES (1, '${identity}');
     PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`,
  );
}

/** Also of a log of an earlier format that is only read; undefined when that is empty. */
export function identityOf(database: DatabaseSync): string | undefined {
  if (versionOf(database) < 2) return identityOfFirstEvent(database);
  return (database.prepare('SELECT identity FROM log').get() as { identity: string }).identity;
}

function identityOfFirstEvent(database: DatabaseSync): string | undefined {
  const first = database.prepare('SELECT id, logged_at FROM event ORDER BY position LIMIT 1').get();
  return (
    first && identityFrom({ id: String(first['id']), loggedAt: new Date(Number(first['logged_at'])).toISOString() })
  );
}

function versionOf(database: DatabaseSync): number {
  return Number(Object.values(database.prepare('PRAGMA user_version').get()!)[0]);
}

/** @throws {UnusableLogFile} */
export function openForReading(path: string): DatabaseSync {
  if (!existsSync(path)) throw new UnusableLogFile(`There is no event log at ${path}`);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    if (requireOurs(database, path) === 'empty') throw new UnusableLogFile(`${path} is empty`);
    database.exec('PRAGMA query_only = ON; PRAGMA cache_size = -4000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The version of its format, when it is ours and has one that can be read. */
function requireOurs(database: DatabaseSync, path: string): number | 'empty' {
  const { application, version, objects } = identify(database, path);
  if (application === 0 && version === 0 && objects === 0) return 'empty';
  if (application !== APPLICATION_ID) throw new UnusableLogFile(`${path} is not an event log`);
  if (version > FORMAT_VERSION) {
    throw new UnusableLogFile(
      `${path} has format ${version}, and this release reads up to ${FORMAT_VERSION}: use the release that wrote it`,
    );
  }
  return version;
}

function identify(database: DatabaseSync, path: string): { application: number; version: number; objects: number } {
  try {
    const number = (sql: string) => Number(Object.values(database.prepare(sql).get()!)[0]);
    return {
      application: number('PRAGMA application_id'),
      version: number('PRAGMA user_version'),
      objects: number('SELECT count(*) FROM sqlite_schema'),
    };
  } catch (error) {
    if (sqliteCode(error) === SQLITE_NOTADB) {
      throw new UnusableLogFile(`${path} is not an event log`, { cause: error });
    }
    const damage = fileDamage(error, path);
    if (damage !== undefined) throw damage;
    throw new UnusableLogFile(`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
