import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadOrCreateMasterKey, parseMasterKey } from './index.js';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'praxis-master-'));
  path = join(directory, 'secrets', 'master.key');
});
afterEach(() => rmSync(directory, { recursive: true }));

it('is made once, private to its owner, and loaded from then on', () => {
  const key = loadOrCreateMasterKey(path);
  expect(key).toHaveLength(32);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(loadOrCreateMasterKey(path).equals(key)).toBe(true);
  expect(readdirSync(join(directory, 'secrets'))).toEqual(['master.key']);
  expect(parseMasterKey(readFileSync(path, 'utf8')).equals(key)).toBe(true);
});

it('differs from one installation to the next', () => {
  expect(loadOrCreateMasterKey(path).equals(loadOrCreateMasterKey(`${path}.2`))).toBe(false);
});

it('is refused when others may read it', () => {
  loadOrCreateMasterKey(path);
  chmodSync(path, 0o640);
  expect(() => loadOrCreateMasterKey(path)).toThrow(/Others may read the master key/);
});

it.each(['', 'too short', 'A'.repeat(44), `${'A'.repeat(43)}=!`])('is refused when the file holds %j', (text) => {
  loadOrCreateMasterKey(path);
  writeFileSync(path, text);
  expect(() => loadOrCreateMasterKey(path)).toThrow(/32 random bytes in base64/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
