// npm run load: an import into the built server, as large as it gets, while others ask and command. See
// docs/reference/benchmarks.md.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesOf, PROFILES, scaled } from './load.profiles.mjs';
import { Probes } from './load.probes.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'services', 'standalone', 'dist', 'main.js');
const KEPT = join(ROOT, 'var', 'load');
/** What `npm run praxis` sets and gives to Node: it keeps small what memory takes that is not needed any more. */
const [, settings, flags] = /^((?:\w+=\S+ )*)exec node ((?:--\S+ )*)services\//.exec(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.praxis,
);
const ENVIRONMENT = Object.fromEntries(
  settings
    .trim()
    .split(' ')
    .map((setting) => setting.split('=')),
);
const FLAGS = flags.trim().split(' ');
/** How long the same is asked before the import, to tell what the machine itself takes. */
const ALONE_MS = 10_000;
const GOALS = { peakBytes: 600_000_000, p99: 250 };

const HELP = `npm run load -- [--profile one-worker|workforce] [--scale 1] [--minutes 60] [--strict]

  --profile  200,000 rows about one worker, or 1,000,000 about 4,000; both unless given
  --scale    times as many rows
  --minutes  what takes longer is cancelled, and told
  --strict   ends with 1 when a goal is missed
`;

const { values } = parseArgs({
  options: {
    profile: { type: 'string' },
    scale: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    strict: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const names = values.profile === undefined ? Object.keys(PROFILES) : values.profile.split(',');
const unknown = names.find((name) => PROFILES[name] === undefined);
if (unknown !== undefined) throw new Error(`There is no profile ${unknown}: ${Object.keys(PROFILES).join(', ')}`);

/** One profile in a server and a folder of its own. */
async function measured(profile) {
  const dataDir = mkdtempSync(join(KEPT, 'scratch-'));
  const args = [...FLAGS, MAIN, 'serve', '--data-dir', dataDir, '--port', '0'];
  const server = spawn(process.execPath, args, {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  const until = performance.now() + Number(values.minutes) * 60_000;
  try {
    const url = await urlOf(server);
    const memory = { begin: memoryOf(server.pid).now };
    const load = loadavg()[0];
    const alone = new Probes(url);
    await pause(ALONE_MS);
    const before = await alone.end();
    const probes = new Probes(url);
    const files = [];
    for (const file of filesOf(profile)) files.push(await imported(url, file, server.pid, until));
    memory.peak = memoryOf(server.pid).peak;
    const asked = await probes.end();
    const projected = await tablesFilled(url);
    return { profile, files, memory, before, asked, projected, load: [load, loadavg()[0]] };
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function urlOf(server) {
  let said = '';
  return new Promise((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const [, url] = /Praxis is at (http:\S+)/.exec(said) ?? [];
      if (url) resolve(url);
    });
    server.once('close', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
}

/** As a client does that does not wait: begun, followed until it has ended; cancelled when its time is over. */
async function imported(url, { name, lines }, pid, until) {
  const begun = performance.now();
  const answer = await fetch(`${url}/api/imports?name=${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', Prefer: 'respond-async' },
    body: Readable.toWeb(Readable.from(inBlocks(lines()))),
    duplex: 'half',
  });
  if (answer.status !== 202) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  const followed = `${url}${answer.headers.get('location')}`;
  let told = '';
  for (;;) {
    const run = await (await fetch(followed)).json();
    const { progress } = run;
    const line = progress ? `${name}: ${progress.phase} ${progress.rows} of ${progress.of ?? '…'}` : `${name} …`;
    if (line !== told) process.stderr.write(`${line}, ${megabytes(memoryOf(pid).now)}\n`);
    told = line;
    if (run.state === 'failed') throw new Error(`${name}: ${run.problem.detail}`);
    if (run.state !== 'ended') {
      if (run.state === 'running' && performance.now() > until) await fetch(followed, { method: 'DELETE' });
      await pause(500);
      continue;
    }
    const { totals, cancelled } = run.report;
    const [error] = run.report.files[0].errors;
    if (error || (!cancelled && totals.taken !== totals.rows)) throw new Error(`${name}: ${JSON.stringify(error)}`);
    const seconds = (performance.now() - begun) / 1_000;
    return { name, rows: totals.rows, facts: totals.events, seconds, cancelled: cancelled ? told : null };
  }
}

function* inBlocks(lines) {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < 64 * 1_024) continue;
    yield Buffer.from(block);
    block = '';
  }
  yield Buffer.from(block);
}

/** @returns seconds until the tables hold all of it, from the end of the import on */
async function tablesFilled(url) {
  const begun = performance.now();
  for (;;) {
    const { lag, state } = await (await fetch(`${url}/api/status`)).json();
    if (lag === 0 && state === 'live') return (performance.now() - begun) / 1_000;
    await pause(250);
  }
}

/** Resident set in bytes, now and at its highest, as the system counts it. Linux only. */
function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (field) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1]) * 1_024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

function goalsOf({ memory, asked }) {
  return [
    ['peak memory', memory.peak < GOALS.peakBytes],
    ['p99 of /api/status', asked.status.p99 < GOALS.p99],
    ['p99 of a command', asked.command.p99 < GOALS.p99],
    ['everything answered', asked.failures.length === 0],
  ];
}

function table({ profile, files, memory, before, asked, projected, load }) {
  const main = files.at(-1);
  const rate = Math.round(main.rows / main.seconds);
  const times = ({ samples, p50, p99, most }) =>
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, most ${most.toFixed(0)} ms (${samples})`;
  return [
    `${profile.name}: ${main.rows.toLocaleString('en-GB')} rows about ${profile.workers.toLocaleString('en-GB')}`,
    `  time           ${main.seconds.toFixed(1)} s, ${
      main.cancelled ? `then cancelled: ${main.cancelled}` : `${rate.toLocaleString('en-GB')} rows a second`
    }`,
    `  tables filled  ${projected.toFixed(1)} s later`,
    `  memory         ${megabytes(memory.begin)} before, ${megabytes(memory.peak)} at its peak`,
    `  /api/status    ${times(asked.status)}`,
    `  a command      ${times(asked.command)}`,
    `  without import ${times(before.status)}`,
    `    a command    ${times(before.command)}`,
    `  not answered   ${asked.failures.length}${asked.failures.length > 0 ? `: ${asked.failures[0]}` : ''}`,
    `  load           ${load.map((one) => one.toFixed(1)).join(' to ')} on ${cpus().length} processors`,
    ...goalsOf({ memory, asked }).map(([goal, met]) => `  ${met ? 'met   ' : 'MISSED'}  ${goal}`),
    '',
  ].join('\n');
}

mkdirSync(KEPT, { recursive: true });
const results = [];
for (const name of names) {
  const result = await measured(scaled(name, Number(values.scale)));
  results.push(result);
  process.stdout.write(table(result));
}
const file = `results-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
writeFileSync(join(KEPT, file), `${JSON.stringify(results, null, 1)}\n`);
process.stdout.write(`Every figure: var/load/${file}\n`);
if (values.strict && results.some((result) => goalsOf(result).some(([, met]) => !met))) process.exitCode = 1;
