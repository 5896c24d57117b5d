// Runs what `npm run check` stands for, two side by side, and prints each one's output when it is done.
// Ends with 1 when any of them found something; all of them are run.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The slowest first. */
const CHECKS = ['lint', 'typecheck', 'format:check', 'unused', 'docs:check'];
const AT_ONCE = 2;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @returns {Promise<boolean>} whether it found nothing */
function run(script) {
  const begun = Date.now();
  const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      process.stdout.write(
        `${output}${code === 0 ? 'ok' : 'FAILED'}  ${script}, ${Math.round((Date.now() - begun) / 1000)} s\n\n`,
      );
      resolve(code === 0);
    });
  });
}

const waiting = [...CHECKS];
const failed = [];
async function lane() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    if (!(await run(script))) failed.push(script);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, lane));
if (failed.length > 0) {
  process.stdout.write(`Found something: ${failed.map((script) => `npm run ${script}`).join(', ')}\n`);
  process.exitCode = 1;
}
