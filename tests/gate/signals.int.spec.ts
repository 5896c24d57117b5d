import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';

/** What runs until it is told to stop, and the script that npm runs for it. */
const RUNS_ON = {
  start: 'services/standalone/dist/main.js',
  praxis: 'services/standalone/dist/main.js',
  dev: 'infra/scripts/dev.mjs',
};
const WAITS = `
process.on('SIGTERM', () => { console.log('told to stop'); clearInterval(waiting); });
const waiting = setInterval(() => undefined, 1_000);
console.log('runs');
`;
let root: string;

/** The project's own scripts, of programs that do nothing but wait for the signal. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'praxis-scripts-'));
  const { scripts } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const wanted = Object.keys(RUNS_ON).map((name) => [name, scripts[name]]);
  await writeFile(join(root, 'package.json'), JSON.stringify({ type: 'module', scripts: Object.fromEntries(wanted) }));
  for (const file of new Set(Object.values(RUNS_ON))) {
    await mkdir(join(root, dirname(file)), { recursive: true });
    await writeFile(join(root, file), WAITS);
  }
});

afterAll(() => rm(root, { recursive: true, force: true }));

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left of it.
  }
}

it.concurrent.for(Object.keys(RUNS_ON))(
  'SIGTERM to npm run %s ended npm alone and left the rest running: it reaches what npm runs',
  async (name, { expect }) => {
    // In a group of its own, so that nothing is left of it if it fails.
    const npm = spawn('npm', ['run', '--silent', name], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let said = '';
      const ended = new Promise((resolve) => npm.stdout.once('close', resolve));
      npm.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      await expect.poll(() => said, { timeout: 20_000 }).toBe('runs\n');
      npm.kill('SIGTERM');
      await expect.poll(() => said, { timeout: 10_000 }).toBe('runs\ntold to stop\n');
      // Nobody holds its output any more.
      await ended;
    } finally {
      killGroup(npm.pid!);
    }
  },
);
