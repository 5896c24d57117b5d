import { EventStoreUnavailable } from '@praxis/event-sourcing';
import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** `PRAX` in ASCII: tells our files from anybody else's SQLite files. */
const APPLICATION_ID = 0x50_52_41_58;
const FORMAT_VERSION = 1;
export const PAGE_BYTES = 4_096;

/** The file is not an event log, or one that only a later release can read. It was left as it was. */
export class UnusableLogFile extends Error {
  override readonly name = 'UnusableLogFile';
}

// Positions are given by the writer, 1, 2, 3, …, so they are the row ids and need no index of their own. Stream and
// type names are kept once. There is no index on event ids: random keys would be the main cost of a large load, and
// the stream's revision already rules out a second copy.
const SCHEMA = `
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
 * Makes the log's file if there is none, and checks it if there is. A creation that was cut short starts over.
 * @throws {UnusableLogFile}
 */
export function prepareLogFile(path: string): void {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    if (requireOurs(database, path) === 'empty') create(database);
  } finally {
    database.close();
  }
}

function create(database: DatabaseSync): void {
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL`);
  database.exec(
    `BEGIN IMMEDIATE; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID};
     PRAGMA user_version = ${FORMAT_VERSION}; COMMIT`,
  );
}

/** @throws {UnusableLogFile} */
export function openForReading(path: string): DatabaseSync {
  if (!existsSync(path)) throw new UnusableLogFile(`There is no event log at ${path}`);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    if (requireOurs(database, path) === 'empty') throw new UnusableLogFile(`${path} is empty`);
    database.exec('PRAGMA query_only = ON; PRAGMA cache_size = -16000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function requireOurs(database: DatabaseSync, path: string): 'ours' | 'empty' {
  const { application, version, objects } = identify(database, path);
  if (application === 0 && version === 0 && objects === 0) return 'empty';
  if (application !== APPLICATION_ID) throw new UnusableLogFile(`${path} is not an event log`);
  if (version > FORMAT_VERSION) {
    throw new UnusableLogFile(
      `${path} has format ${version}, and this release reads up to ${FORMAT_VERSION}: use the release that wrote it`,
    );
  }
  return 'ours';
}

function identify(database: DatabaseSync, path: string): { application: number; version: number; objects: number } {
  const NOT_A_DATABASE = 26;
  try {
    const number = (sql: string) => Number(Object.values(database.prepare(sql).get()!)[0]);
    return {
      application: number('PRAGMA application_id'),
      version: number('PRAGMA user_version'),
      objects: number('SELECT count(*) FROM sqlite_schema'),
    };
  } catch (error) {
    if ((error as { errcode?: number }).errcode === NOT_A_DATABASE) {
      throw new UnusableLogFile(`${path} is not an event log`, { cause: error });
    }
    throw new UnusableLogFile(`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
