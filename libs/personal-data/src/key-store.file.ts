import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UnusableKeyStore } from './personal-data.errors.js';

/** `PRXK` in ASCII. */
const APPLICATION_ID = 0x50_52_58_4b;
const FORMAT_VERSION = 1;
const NOT_A_DATABASE = 26;

// Keys stand in a table of their own, all of one size and only ever added at the end, so that SQLite never moves one to
// another page and leaves a copy behind: overwriting the row in place is then the end of the key.
const SCHEMA = `
  CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
  ) STRICT;
  CREATE TABLE wrapped_key (
    key_no INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL CHECK (length(wrapped) = 60)
  ) STRICT;
  CREATE TABLE subject (
    name TEXT PRIMARY KEY,
    key_no INTEGER REFERENCES wrapped_key,
    shredded_at TEXT,
    CHECK ((key_no IS NULL) = (shredded_at IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
`;

/** Added to stores of before there were notes as well: earlier releases do not look at it. */
const NOTES = 'CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** Whether nothing was ever kept there: no file, or one whose making was cut short. */
export function isKeyStoreMissing(path: string): boolean {
  const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return size(path) === 0 && size(`${path}-wal`) === 0;
}

/** @throws {UnusableKeyStore} */
export function openKeyStoreFile(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  // Private from its first byte; SQLite gives the files beside it the same mode.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    if (isEmpty(database, path)) create(database, path);
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY');
    database.exec(NOTES);
    // Finishes a shredding that was cut short after the key was overwritten and before the journal was emptied.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function create(database: DatabaseSync, path: string): void {
  chmodSync(path, 0o600);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
  // Another process may have made it between the look and the lock.
  if (isEmpty(database, path)) {
    database.exec(`${SCHEMA} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT_VERSION}`);
  }
  database.exec('COMMIT');
}

function isEmpty(database: DatabaseSync, path: string): boolean {
  const number = (sql: string) => Number(Object.values(database.prepare(sql).get()!)[0]);
  let application: number;
  try {
    application = number('PRAGMA application_id');
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== NOT_A_DATABASE) throw error;
    throw new UnusableKeyStore(`${path} is not a key store`, { cause: error });
  }
  const version = number('PRAGMA user_version');
  if (application === 0 && version === 0 && number('SELECT count(*) FROM sqlite_schema') === 0) return true;
  if (application !== APPLICATION_ID) throw new UnusableKeyStore(`${path} is not a key store`);
  if (version > FORMAT_VERSION) {
    throw new UnusableKeyStore(`${path} has format ${version}, and this release reads up to ${FORMAT_VERSION}`);
  }
  return false;
}
