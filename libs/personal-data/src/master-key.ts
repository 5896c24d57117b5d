import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KEY_BYTES } from './authenticated-encryption.js';

/**
 * The key that wraps all others, from a file that only its owner may read (mode 0600, base64). Made if it is missing:
 * whole or not at all, and on the disk before it is used.
 *
 * @throws when others may read the file, or it holds something else
 */
export function loadOrCreateMasterKey(path: string): Buffer {
  try {
    return load(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  create(resolve(path));
  return load(path);
}

/** A master key as text, as it stands in a file or an environment variable: 32 bytes in base64. */
export function parseMasterKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text.trim()) {
    throw new Error('A master key is 32 random bytes in base64');
  }
  return key;
}

function load(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const OTHERS = 0o077;
    if (process.platform !== 'win32' && (fstatSync(file).mode & OTHERS) !== 0) {
      throw new Error(`Others may read the master key ${path}: make it private with chmod 600, or replace it`);
    }
    return parseMasterKey(readFileSync(file, 'ascii'));
  } finally {
    closeSync(file);
  }
}

function create(path: string): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    // A link, unlike a rename, never replaces the key that another process made in the meantime.
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  syncDirectory(directory);
}

function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | undefined)?.code;
}
