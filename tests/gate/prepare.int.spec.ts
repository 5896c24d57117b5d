import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '../../infra/scripts');
let root: string;

/** A clone with its dependencies installed and nothing built, whose Nx does what is told. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'praxis-clone-'));
  for (const folder of ['node_modules/.bin', 'infra']) await mkdir(join(root, folder), { recursive: true });
  await cp(SCRIPTS, join(root, 'infra/scripts'), { recursive: true });
  await symlink(process.execPath, join(root, 'node_modules/.bin/node'));
  await writeFile(join(root, 'package-lock.json'), '{}');
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
