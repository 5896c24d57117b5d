// Runs tests and closes with one plain line of counts.
//   npm test                        every level, in the order in which they are quick
//   npm run test:unit | test:int | test:e2e | test:browser [-- path…]
//   npm run spec -- path…           some specs by path, without a build or Chromium
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What each level runs. End to end means: the running product, or its built command. */
const LEVELS = {
  unit: ['.unit.spec.'],
  int: ['.int.spec.', '--exclude=tests/end-to-end/**', '--exclude=tests/crash/**'],
  e2e: ['tests/end-to-end/', 'tests/crash/'],
  browser: ['tests/browser/'],
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [first, ...others] = process.argv.slice(2);
const level = LEVELS[first];
const asked = level ? [...(others.length > 0 ? others : level)] : process.argv.slice(2);
for (const path of asked.filter((each) => !each.startsWith('-') && each.includes('/'))) {
  if (existsSync(join(root, path))) continue;
  process.stderr.write(`There is no ${path}. Give the path of a spec or a folder, from the top of the project.\n`);
  process.exit(1);
}
/**
 * Specs make and remove ten thousands of small files, each synced: a disk costs them a quarter of their processor time.
 * So they are kept in memory, where there is plenty of it and nobody has named another place.
 */
function placeForFiles() {
  const [memory, enough] = ['/dev/shm', 4 * 1024 ** 3];
  if (process.env.TMPDIR || process.platform !== 'linux' || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= enough && process.availableMemory() >= 2 * enough ? memory : tmpdir();
}

const scratch = mkdtempSync(join(placeForFiles(), 'praxis-test-'));
const report = join(scratch, 'report.json');
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...asked];
// Most specs run in processes of their own: each would compile again what all of them load.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env, TMPDIR: scratch };
// What a terminal interrupts are the specs; this still removes what they leave.
process.on('SIGINT', () => undefined);
const finished = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), args, { cwd: root, stdio: 'inherit', env });
try {
  // There is none where they were interrupted.
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = counts ?? {};
  process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
  if (numPassedTests === 0) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode ||= finished.status ?? 1;
