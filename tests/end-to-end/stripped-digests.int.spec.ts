import type { SystemStatus } from '@praxis/contracts';
import { UnusableKeyStore } from '@praxis/personal-data';
import { layoutOf, Platform } from '@praxis/standalone';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { verifyCommand } from '../../services/standalone/src/commands/verify.command.js';
import { meddleWith } from '../projections/meddling.js';
import { newFolder, openSite } from './site.harness.js';

const STRIPPED = `UPDATE event SET metadata = json_remove(json_remove(metadata, '$[8]'), '$[7]')`;

let dataDir: string;
beforeEach(async () => {
  dataDir = newFolder('stripped-digests');
  const site = await openSite({ dataDir, project: false });
  await site.command('organisations/main/register-organisation', { name: 'Test Care', on: '2024-01-01' });
  await site.stop();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As somebody does who can write to the folder, but has not the keys. */
function downgrade(): void {
  const { log, projector } = layoutOf(dataDir);
  meddleWith(log, `${STRIPPED}; UPDATE event SET effective_at = '2023-01-01' WHERE position = 1`);
  rmSync(projector, { recursive: true, force: true });
}

async function verified(): Promise<{ readonly code: number; readonly said: string }> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const code = await verifyCommand({ dataDir }, {});
  return { code, said: written.mock.calls.map(([text]) => String(text)).join('') };
}

it('a log whose digests were all taken away was called one of before there were any: it is damaged', async () => {
  downgrade();
  const { code, said } = await verified();
  expect(code).toBe(1);
  expect(said).toContain('DAMAGED    The log is damaged at position 1 in organisation-main: it has no digest any more');
  expect(said).toContain('none carries a digest, and from position 1 on every one was given one.');
  expect(said).not.toMatch(/from before|began before|rebuild/);
});

it('a log whose digests were all taken away is called damaged by a server, which fills its tables from it; verify tells the next one where to look', async () => {
  downgrade();
  const site = await openSite({ dataDir, tuning: { checkShare: 1, checkEveryMs: 300 } });
  try {
    const damage = async () => ((await site.http.get('/api/status')).body as SystemStatus).log.damage;
    await expect.poll(damage, { timeout: 10_000 }).toContainEqual({
      position: '1',
      stream: 'organisation-main',
      what: expect.stringContaining('no digest any more'),
    });
  } finally {
    await site.stop();
  }
  const notes = join(layoutOf(dataDir).projector, 'runner.db');
  meddleWith(notes, `INSERT OR REPLACE INTO log_note VALUES ('checked', '1')`);
  await verified();
  const database = new DatabaseSync(notes, { readOnly: true });
  expect(database.prepare(`SELECT value FROM log_note WHERE name = 'checked'`).get()).toEqual({ value: '0' });
  database.close();
});

it('the key store’s note of where digests begin cannot be moved without its keys', async () => {
  const database = new DatabaseSync(layoutOf(dataDir).keys);
  database.exec(`UPDATE note SET text = '99' || text WHERE name = 'digests-due'`);
  database.close();
  await expect(Platform.open({ dataDir })).rejects.toThrow(UnusableKeyStore);
});
