import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Longer than anything measured here takes, so that something stuck ends. */
const GIVE_UP_MS = 15 * 60_000;
const running = new Set();

/**
 * Runs one measurement in a process of its own: an engine's data directory can be open in one process only, and peak
 * memory is a process's.
 *
 * @param {string} name of a file in `children`
 * @param {object} task goes to it as JSON
 * @returns what it answers
 */
export function inProcessOfItsOwn(name, task) {
  const file = fileURLToPath(new URL(`./children/${name}.child.mjs`, import.meta.url));
  const env = { ...process.env, UV_THREADPOOL_SIZE: '16' };
  const child = fork(file, [JSON.stringify(task)], { env, execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
  running.add(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS);
  return new Promise((resolve, reject) => {
    let answer;
    child.on('message', (message) => (answer = message));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (answer === undefined) reject(new Error(`${name} ended without an answer (${signal ?? code})`));
      else if (answer.error !== undefined) reject(new Error(`${name}: ${answer.error}`));
      else resolve(answer.result);
    });
  });
}

/** @returns when all of them have ended */
export async function endAll() {
  const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ended);
}

/** The other end: what a file in `children` calls. */
export async function answer(measure) {
  let message;
  try {
    message = { result: await measure(JSON.parse(process.argv[2])) };
  } catch (error) {
    message = { error: error.stack };
  }
  process.send(message, () => process.disconnect());
}

export function progress(text) {
  process.stderr.write(`${text}\n`);
}
