// npm run bench: how fast it is, against the limits of what it is made of. See docs/reference/benchmarks.md.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP, optionsOf, WrongOption } from './bench.options.mjs';
import { endAll, inProcessOfItsOwn, progress } from './child-process.mjs';
import { sum } from './statistics.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = join(ROOT, 'var', 'bench');
const SCRATCH = join(KEPT, `scratch-${process.pid}`);

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new WrongOption('Run it with npm run bench: it needs Node 24');
  mkdirSync(SCRATCH, { recursive: true });
  removeLeftovers();
  const results = await measure(options);
  await report(results, options);
}

async function measure(options) {
  // Only now: what needs the packages to be built must not keep --help from working.
  const { environmentStamp } = await import('./environment.stamp.mjs');
  const { measuredLog } = await import('./log.cache.mjs');
  const begun = performance.now();
  const { events, rounds, seed, quick, only } = options;
  const environment = environmentStamp(SCRATCH);
  const results = { environment, settings: { events, rounds, seed, quick, only } };
  if (only.includes('commands')) results.commands = await commands(options);
  if (only.includes('replay') || only.includes('reports')) {
    const log = await measuredLog(options, KEPT);
    const replayed = only.includes('replay') ? rounds : 1;
    const { directory, ...replay } = await replays(log, replayed, only.includes('replay'));
    if (only.includes('replay')) results.replay = replay;
    if (only.includes('reports')) results.reports = await reports(log, directory, options);
  }
  environment.load += `, ${loadavg()[0].toFixed(2)} when it ended`;
  environment.took = `${Math.round((performance.now() - begun) / 1_000)} s`;
  return results;
}

async function commands({ rounds, commandMilliseconds: milliseconds }) {
  progress('Commands');
  const directory = scratch('commands');
  const measured = await inProcessOfItsOwn('commands', { directory, rounds, milliseconds });
  rmSync(directory, { recursive: true });
  return measured;
}

/** Replay and controls in turn. @returns the directory of the last replay as well, for the reports */
async function replays(log, rounds, withControls) {
  const measured = [];
  let directory;
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Replay, round ${round} of ${rounds}`);
    if (directory !== undefined) rmSync(directory, { recursive: true });
    directory = scratch(`replay-${round}`);
    const replay = await inProcessOfItsOwn('replay', { log, directory });
    measured.push({ replay, ...(withControls ? await controls(log, directory, replay) : {}) });
  }
  return { rounds: measured, directory };
}

async function controls(log, replayed, replay) {
  const read = await inProcessOfItsOwn('stage', { stage: 'read', log });
  const project = await inProcessOfItsOwn('stage', { stage: 'project', log });
  const directory = scratch('insert');
  const insert = await inProcessOfItsOwn('stage', { stage: 'insert', log, directory });
  rmSync(directory, { recursive: true });
  if (JSON.stringify(insert.rows) !== JSON.stringify(replay.rows)) {
    throw new Error('The replay and its control did not write the same facts');
  }
  const { tables } = await inProcessOfItsOwn('insert-select', { directory: replayed });
  const insertSelect = { milliseconds: sum(Object.values(tables)), tables };
  const stages = { milliseconds: sum([read, project, insert].map(({ milliseconds }) => milliseconds)) };
  return { read, project, insert, stages, insertSelect };
}

async function reports(log, directory, { rounds, reportMilliseconds: milliseconds, reportSamples: fewest }) {
  progress('Reports');
  return inProcessOfItsOwn('reports', { log, directory, rounds, milliseconds, fewest });
}

async function report(results, { strict }) {
  const { resultText } = await import('./result.printing.mjs');
  const { goalsOf } = await import('./goals.mjs');
  const goals = goalsOf(results);
  const name = `results-${results.environment.date.replaceAll(/[:.]/g, '-')}.json`;
  writeFileSync(join(KEPT, name), `${JSON.stringify({ ...results, goals }, null, 1)}\n`);
  process.stdout.write(`\n${resultText(results)}\nEvery single figure: var/bench/${name}\n`);
  if (strict && goals.some(({ met }) => !met)) process.exitCode = 1;
}

function scratch(name) {
  const directory = join(SCRATCH, name);
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Of runs that were killed. */
function removeLeftovers() {
  for (const name of readdirSync(KEPT)) {
    const pid = Number(/^scratch-(\d+)$/.exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && !isRunning(pid)) rmSync(join(KEPT, name), { recursive: true, force: true });
    if (name.endsWith('.unfinished')) rmSync(join(KEPT, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function cleanUp() {
  await endAll();
  rmSync(SCRATCH, { recursive: true, force: true });
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(code)));
}

try {
  await main();
} catch (error) {
  process.stderr.write(error instanceof WrongOption ? `${error.message}\n\n${HELP}` : `${error.stack}\n`);
  process.exitCode = error instanceof WrongOption ? 2 : 1;
} finally {
  await cleanUp();
}
