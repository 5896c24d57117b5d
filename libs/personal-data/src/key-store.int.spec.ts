import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyStore, SubjectErased, UnusableKeyStore, WrongMasterKey, type KeyStore } from './index.js';

const MASTER_KEY = randomBytes(32);
const NOW = '2026-06-30T12:00:00.000Z';
let directory: string;
let path: string;
const opened: KeyStore[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'praxis-keys-'));
  path = join(directory, 'keys', 'keys.sqlite');
});
afterEach(() => {
  for (const keys of opened.splice(0)) keys.close();
  rmSync(directory, { recursive: true });
});

function open(masterKey: Uint8Array = MASTER_KEY): KeyStore {
  const keys = openKeyStore({ path, masterKey, now: () => NOW });
  opened.push(keys);
  return keys;
}

/** The bytes that stand for a person's key on the disk. */
function wrappedKeyOf(subject: string): Buffer {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database
    .prepare('SELECT wrapped FROM subject JOIN wrapped_key USING (key_no) WHERE name = ?')
    .get(subject) as { wrapped: Uint8Array };
  database.close();
  return Buffer.from(row.wrapped);
}

function filesHolding(bytes: Buffer): string[] {
  const folder = join(directory, 'keys');
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(bytes));
}

describe('keys', () => {
  it('gives every person a key of their own, the same again and after opening again', () => {
    const keys = open();
    const first = Buffer.from(keys.obtain('w-1'));
    expect(first).toHaveLength(32);
    expect(keys.obtain('w-1').equals(first)).toBe(true);
    expect(keys.obtain('w-2').equals(first)).toBe(false);
    keys.close();
    expect(open().obtain('w-1').equals(first)).toBe(true);
  });

  it('has a key on the disk before it gives it out', () => {
    const key = Buffer.from(open().obtain('w-1'));
    const copy = join(directory, 'copy.sqlite');
    for (const suffix of ['', '-wal']) writeFileSync(copy + suffix, readFileSync(path + suffix));
    const restored = openKeyStore({ path: copy, masterKey: MASTER_KEY });
    opened.push(restored);
    expect(restored.find('w-1')).toEqual({ kind: 'key', key });
  });

  it('never makes a key by looking for one', () => {
    const keys = open();
    expect(keys.find('w-1')).toEqual({ kind: 'unknown' });
    expect(keys.find('w-1')).toEqual({ kind: 'unknown' });
  });

  it('keeps no key on the disk as it is', () => {
    const keys = open();
    const key = keys.obtain('w-1');
    const secret = keys.secret('pseudonym');
    expect(filesHolding(wrappedKeyOf('w-1'))).not.toEqual([]);
    expect(filesHolding(key)).toEqual([]);
    expect(filesHolding(secret)).toEqual([]);
    expect(filesHolding(MASTER_KEY)).toEqual([]);
  });

  it('is private to its owner', () => {
    open().obtain('w-1');
    for (const name of readdirSync(join(directory, 'keys'))) {
      expect([name, statSync(join(directory, 'keys', name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it('prepares many at once, and leaves alone those who have a key or were erased', () => {
    const keys = open();
    const existing = Buffer.from(keys.obtain('w-1'));
    keys.shred('w-2');
    keys.prepare(['w-1', 'w-2', 'w-3', 'w-3', 'w-4']);
    expect(keys.obtain('w-1').equals(existing)).toBe(true);
    expect(keys.isShredded('w-2')).toBe(true);
    expect(keys.find('w-3').kind).toBe('key');
    expect(keys.find('w-4').kind).toBe('key');
  });
});

describe('shredding', () => {
  it('leaves no trace of the key in any file, among many others that stay', () => {
    const keys = open();
    const subjects = Array.from({ length: 3_000 }, (_, n) => `w-${n}`);
    keys.prepare(subjects.slice(0, 1_500));
    for (const subject of subjects.slice(1_500)) keys.obtain(subject);
    const doomed = subjects.filter((_, n) => n % 97 === 5);
    const traces = doomed.map((subject) => wrappedKeyOf(subject));
    const kept = Buffer.from(keys.obtain('w-6'));
    for (const trace of traces) expect(filesHolding(trace)).not.toEqual([]);
    for (const [index, subject] of doomed.entries()) {
      keys.shred(subject);
      expect(filesHolding(traces[index]!)).toEqual([]);
    }
    keys.close();
    for (const trace of traces) {
      // Any run of the wrapped key long enough to be no accident, also where a neighbour may have cut it.
      for (let at = 0; at + 12 <= trace.length; at += 4) expect(filesHolding(trace.subarray(at, at + 12))).toEqual([]);
    }
    expect(open().obtain('w-6').equals(kept)).toBe(true);
  });

  it('remembers it, and never makes a new key for the same person', () => {
    const keys = open();
    keys.obtain('w-1');
    expect(keys.shred('w-1')).toEqual({ subject: 'w-1', shreddedAt: NOW, destroyedKey: true });
    expect(() => keys.obtain('w-1')).toThrow(SubjectErased);
    expect(keys.find('w-1')).toEqual({ kind: 'shredded' });
    keys.close();
    const again = open();
    expect(again.isShredded('w-1')).toBe(true);
    expect(() => again.obtain('w-1')).toThrow(/w-1 was erased/);
    expect(again.isShredded('w-2')).toBe(false);
  });

  it('may be repeated, and keeps the first time', () => {
    let now = NOW;
    const keys = openKeyStore({ path, masterKey: MASTER_KEY, now: () => now });
    opened.push(keys);
    keys.obtain('w-1');
    keys.shred('w-1');
    now = '2027-01-01T00:00:00.000Z';
    expect(keys.shred('w-1')).toEqual({ subject: 'w-1', shreddedAt: NOW, destroyedKey: false });
  });

  it('is remembered for somebody without a key, so that erasures can be replayed over a restored store', () => {
    const keys = open();
    expect(keys.shred('w-1')).toMatchObject({ destroyedKey: false });
    expect(() => keys.obtain('w-1')).toThrow(SubjectErased);
  });

  it('reaches other processes that hold the key in memory', () => {
    const one = open();
    const other = open();
    one.obtain('w-1');
    expect(other.find('w-1').kind).toBe('key');
    one.shred('w-1');
    expect(other.find('w-1')).toEqual({ kind: 'shredded' });
  });

  it('overwrites the key in memory as well', () => {
    const keys = open();
    const key = keys.obtain('w-1');
    keys.shred('w-1');
    expect(key.every((byte) => byte === 0)).toBe(true);
  });
});

describe('the key store’s file', () => {
  it('refuses a wrong master key before anything is done with it', () => {
    open().close();
    expect(() => open(randomBytes(32))).toThrow(WrongMasterKey);
    expect(() => open(randomBytes(16))).toThrow(WrongMasterKey);
  });

  it('notices a wrapped key that was put in another person’s place', () => {
    const keys = open();
    keys.prepare(['w-1', 'w-2']);
    keys.close();
    const database = new DatabaseSync(path);
    database.exec(
      `UPDATE wrapped_key SET wrapped = (SELECT wrapped FROM wrapped_key WHERE key_no = 1) WHERE key_no = 2`,
    );
    database.close();
    expect(() => open().find('w-2')).toThrow(WrongMasterKey);
  });

  it('keeps its secrets, and each name has its own', () => {
    const keys = open();
    const secret = keys.secret('pseudonym');
    expect(keys.secret('pseudonym').equals(secret)).toBe(true);
    expect(keys.secret('digest').equals(secret)).toBe(false);
    keys.close();
    expect(open().secret('pseudonym').equals(secret)).toBe(true);
  });

  it('refuses, and leaves alone, what is no key store', () => {
    open().close();
    writeFileSync(path, 'not a database '.repeat(100));
    expect(() => open()).toThrow(UnusableKeyStore);
    expect(readFileSync(path, 'utf8')).toBe('not a database '.repeat(100));
    rmSync(path);
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE patient (name TEXT)');
    other.close();
    expect(() => open()).toThrow(/is not a key store/);
  });

  it('refuses the store of a later release', () => {
    open().close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 2');
    database.close();
    expect(() => open()).toThrow(/has format 2, and this release reads up to 1/);
  });
});
