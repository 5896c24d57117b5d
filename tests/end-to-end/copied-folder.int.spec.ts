import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from '@praxis/standalone';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meddleWith } from '../projections/meddling.js';
import { startPraxis, type Finished } from './command-line.harness.js';
import { ownCsv } from './own-csv.js';
import { newFolder } from './site.harness.js';

const EAST = { UNIT: 'east', FACT: 'opened', DATE: '2024-03-01', KIND: 'service', NAME: 'East' };

const parent = newFolder('copied');
const original = join(parent, 'original');
let copies = 0;

const praxis = (...args: string[]): Promise<Finished> => startPraxis(args).finished;

beforeAll(async () => {
  const file = join(parent, 'organisation.csv');
  writeFileSync(file, ownCsv('organisation', [EAST]));
  expect(await praxis('import', file, '--data-dir', original)).toMatchObject({ code: 0 });
  expect(await praxis('project', '--data-dir', original)).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** As many a backup makes it, too. */
function followed(): string {
  const to = join(parent, `followed-${(copies += 1)}`);
  execFileSync('cp', ['-rL', original, to]);
  return to;
}

it('a copy that followed the symbolic links was told as “another program may be using it”', async () => {
  const dataDir = followed();
  const { analytics } = layoutOf(dataDir);
  const { code, stderr } = await praxis('project', '--data-dir', dataDir);
  expect(code).toBe(1);
  expect(stderr).toContain(
    `praxis: The tables cannot be opened: the folder was copied with its symbolic links followed, and ${analytics}`,
  );
  expect(stderr).toMatch(/\nCopy the data folder again with its links kept \(cp -a, not cp -rL\), or remove \S+:/);
  expect(stderr).not.toMatch(/another program|ClickHouse runs/);

  rmSync(analytics, { recursive: true });
  expect(await praxis('project', '--data-dir', dataDir)).toMatchObject({ code: 0 });
  expect(await praxis('verify', '--data-dir', dataDir)).toMatchObject({ code: 0 });
}, 120_000);

it('“1 rows” was told of a table with one, and “1 streams”', async () => {
  const { code, stdout } = await praxis('verify', '--data-dir', original);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^equal +unit_facts_v\d+ +1 row, up to position \d+$/m);
  expect(stdout).not.toMatch(/(?<![\d.,])1 (?!carries\b)[a-z]+s\b/);
}, 120_000);

it('verify ended before it looked at the log, because the tables could not be opened', async () => {
  const dataDir = followed();
  const whole = await praxis('verify', '--data-dir', dataDir);
  expect(whole.code).toBe(1);
  expect(whole.stdout).toMatch(/^The log holds \d+ events? in \d+ streams?: /m);
  expect(whole.stdout).toMatch(/^Head: \d+-\S+$/m);
  expect(whole.stdout).toMatch(
    /^The tables could not be looked at; nothing is wrong with the log\. The tables cannot be/m,
  );
  expect(whole.stdout).toMatch(/^Copy the data folder again/m);
  expect(whole.stdout).not.toMatch(/equal|DIFFERENT/);

  meddleWith(layoutOf(dataDir).log, `UPDATE event SET effective_at = '2024-01-09' WHERE position = 1`);
  const { code, stdout } = await praxis('verify', '--json', '--data-dir', dataDir);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    tables: [],
    tablesUnseen: expect.stringContaining('symbolic links'),
    log: { findings: [{ kind: 'damage', position: '1' }] },
    conclusions: [expect.stringMatching(/^The log is damaged/)],
  });
}, 120_000);

it('tables that cannot be opened for another reason are told with what it may be, and what to do about each', async () => {
  const dataDir = join(parent, 'broken');
  cpSync(original, dataDir, { recursive: true, verbatimSymlinks: true });
  const store = join(layoutOf(dataDir).analytics, 'store');
  const described = readdirSync(store, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.sql'),
  );
  expect(described.length).toBeGreaterThan(0);
  for (const { parentPath, name } of described) writeFileSync(join(parentPath, name), 'ATTACH');
  expect(lstatSync(join(layoutOf(dataDir).analytics, 'metadata', 'praxis')).isSymbolicLink()).toBe(true);
  const { code, stdout } = await praxis('verify', '--data-dir', dataDir);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^The tables could not be looked at; .+what it printed before this says why/m);
  expect(stdout).toMatch(/^Where another program has that folder open, stop that one\. .+cp -a.+ or remove \S+: /m);
}, 120_000);
