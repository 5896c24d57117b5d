import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '../../infra/scripts');
let root: string;

/** A clone with its dependencies installed and nothing built, whose Nx does what is told. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praxis-clone-'));
  const sources = ['libs', 'services', 'projections', 'dashboard', 'tests/demonstration-provider'];
  for (const folder of ['node_modules/.bin', 'infra', ...sources]) await mkdir(join(root, folder), { recursive: true });
  await cp(SCRIPTS, join(root, 'infra/scripts'), { recursive: true });
  await symlink(process.execPath, join(root, 'node_modules/.bin/node'));
  for (const file of ['package-lock.json', 'tsconfig.base.json']) await writeFile(join(root, file), '{}');
  await writeFile(join(root, 'node_modules/.praxis-lock'), createHash('sha256').update('{}').digest('hex'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function prepare(nx: string): Promise<{ readonly code: number; readonly said: string }> {
  await writeFile(join(root, 'node_modules/.bin/nx'), `#!/bin/sh\n${nx}\n`, { mode: 0o700 });
  const script = join(root, 'infra/scripts/prepare.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, '--build'], { maxBuffer: Infinity }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr });
    });
  });
}

it('a build that failed told nothing but a stack: what the compiler found is printed, and the step that failed', async () => {
  const { code, said } = await prepare(`
    echo 'src/a.ts(3,7): error TS2322: Type string is not assignable.'
    # More than a pipe holds, and more than Node keeps unless told.
    head -c 3000000 /dev/zero | tr '\\0' '.'
    echo
    echo 'the end of the report'
    exit 1`);
  expect(code).toBe(1);
  expect(said).toContain('error TS2322: Type string is not assignable.\n');
  expect(said).toContain('the end of the report\n');
  expect(said).toMatch(/\nBuilding: failed\. Command failed: .+\n$/);
  expect(said).not.toMatch(/^\s+at /m);
});

it('a build that went well is told in a line, without what the compiler said', async () => {
  const { code, said } = await prepare(`echo 'Successfully ran target build'`);
  expect(code).toBe(0);
  expect(said).toMatch(/^Building …\nBuilding: done in \d+ s\n$/);
});

describe('what was built was built again although nothing had changed', () => {
  const BUILDS = `mkdir -p services/standalone/dist && touch services/standalone/dist/main.js && echo built`;
  const isBuilt = async () => (await prepare(BUILDS)).said !== '';
  const inDashboard = (name: string) => join(root, 'dashboard', name);
  beforeEach(async () => {
    await mkdir(inDashboard('src'), { recursive: true });
    await writeFile(inDashboard('src/main.ts'), 'one');
    expect(await isBuilt()).toBe(true);
  });

  it('not after tools left a cache beside the sources, nor after a file was written as it was', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    await mkdir(inDashboard('node_modules/.vite'), { recursive: true });
    for (const cache of ['node_modules/cache', '.cache']) await writeFile(inDashboard(cache), 'of a tool');
    await writeFile(inDashboard('src/main.ts'), 'one');
    for (const path of ['', 'src', 'src/main.ts']) await utimes(inDashboard(path), tomorrow, tomorrow);
    expect(await isBuilt()).toBe(false);
  });

  it.each([
    ['changed, at whatever time', () => writeFile(inDashboard('src/main.ts'), 'two')],
    ['renamed', () => rename(inDashboard('src/main.ts'), inDashboard('src/other.ts'))],
    ['removed', () => rm(inDashboard('src/main.ts'))],
    ['added', () => writeFile(inDashboard('src/added.ts'), '')],
  ])('it is after a source was %s', async (_, change) => {
    await change();
    await utimes(inDashboard('src'), new Date(0), new Date(0));
    expect(await isBuilt()).toBe(true);
    expect(await isBuilt()).toBe(false);
  });

  it('it is after the build was removed, and after one that failed half-way', async () => {
    await rm(join(root, 'services/standalone'), { recursive: true });
    expect(await isBuilt()).toBe(true);
    await writeFile(inDashboard('src/main.ts'), 'two');
    expect((await prepare('exit 1')).code).toBe(1);
    await writeFile(inDashboard('src/main.ts'), 'one');
    expect(await isBuilt()).toBe(true);
    expect(await isBuilt()).toBe(false);
  });
});
