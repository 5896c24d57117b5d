import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { Platform } from '@praxis/standalone';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFolder, openSite } from './site.harness.js';
import { recordSmallOrganisation } from './small-organisation.js';

let dataDir: string;
let umask: number;
beforeEach(() => {
  dataDir = newFolder('private');
  umask = process.umask(0o000);
});
afterEach(() => {
  process.umask(umask);
  rmSync(dataDir, { recursive: true, force: true });
});

/** What is asked of a path, or undefined when the path is gone: a running engine makes and removes folders meanwhile. */
function unlessGone<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A folder and all that is below it, links not followed. */
function walk(folder: string): string[] {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  const below = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
  return [folder, ...below];
}

/** Everything below the folder that others may do something with, and what. */
function open(below = dataDir): Record<string, string> {
  const modes = walk(below).flatMap((path) => {
    const stats = unlessGone(() => lstatSync(path));
    return stats === undefined || stats.isSymbolicLink()
      ? []
      : [[relative(dataDir, path), stats.mode & 0o777] as const];
  });
  return Object.fromEntries(
    modes.filter(([, mode]) => (mode & 0o077) !== 0).map(([path, mode]) => [path, mode.toString(8)]),
  );
}

describe.runIf(process.platform !== 'win32')('what is kept on the disk', () => {
  it('was readable by everybody under a wide umask: log, journals, tables and uploads are the owner’s alone', async () => {
    const folder = join(dataDir, 'site');
    const site = await openSite({ dataDir: folder });
    try {
      await recordSmallOrganisation(site);
      await site.settled();
      const csv = 'UNIT,FACT,DATE,PARENT,KIND,NAME,RECORDED\neast,opened,2024-01-01,,service,East,\n';
      await site.http.post('/api/imports?name=organisation.csv').type('text/csv').send(csv).expect(200);
      await site.settled();
      const names = walk(folder).map((path) => relative(folder, path));
      for (const name of ['events.db', 'events.db-wal', 'keys.db', 'master.key', 'projector', 'uploads', 'analytics']) {
        expect(names).toContain(name);
      }
      expect(names.filter((name) => name.startsWith('analytics/store/')).length).toBeGreaterThan(20);
      expect(open(folder)).toEqual({});
    } finally {
      await site.stop();
    }
    expect(open(folder)).toEqual({});
  });

  it('of an earlier release is made private when it is opened', async () => {
    await (await Platform.open({ dataDir })).close();
    mkdirSync(join(dataDir, 'analytics', 'store'), { recursive: true });
    writeFileSync(join(dataDir, 'analytics', 'store', 'part.bin'), 'facts');
    for (const name of [
      'events.db',
      'keys.db',
      'uploads',
      'analytics',
      'analytics/store',
      'analytics/store/part.bin',
    ]) {
      chmodSync(join(dataDir, name), 0o775);
    }
    chmodSync(dataDir, 0o755);
    await (await Platform.open({ dataDir })).close();
    expect(open()).toEqual({});
    expect(lstatSync(join(dataDir, 'analytics')).mode & 0o777).toBe(0o700);
  });

  it('is all that is touched: not what a link leads to, and nothing else in the folder', async () => {
    const elsewhere = join(dataDir, 'elsewhere.txt');
    writeFileSync(elsewhere, 'not ours');
    const folder = join(dataDir, 'site');
    mkdirSync(join(folder, 'projector'), { recursive: true });
    writeFileSync(join(folder, 'notes.txt'), 'not ours either');
    symlinkSync(elsewhere, join(folder, 'projector', 'link'));
    await (await Platform.open({ dataDir: folder })).close();
    expect(open()).toMatchObject({ 'elsewhere.txt': '666', 'site/notes.txt': '666' });
    expect(readFileSync(elsewhere, 'utf8')).toBe('not ours');
  });

  it('never takes a folder that is everybody’s from everybody', async () => {
    chmodSync(dataDir, 0o1777);
    await (await Platform.open({ dataDir })).close();
    expect(lstatSync(dataDir).mode & 0o7777).toBe(0o1777);
    chmodSync(dataDir, 0o700);
    expect(open()).toEqual({});
  });

  it('has a master key that others could read refused rather than made private', async () => {
    await (await Platform.open({ dataDir })).close();
    chmodSync(join(dataDir, 'master.key'), 0o644);
    await expect(Platform.open({ dataDir })).rejects.toThrow(/Others may read the master key/);
  });
});
