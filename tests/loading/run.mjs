// npm run loading: the generated provider loaded into the embedded log and into the double of EventStoreDB, side by side.
// See docs/how-to/use-real-servers.md.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `npm run loading -- [--until 2026-10-31] [--rounds 3] [--latency 1] [--trouble]

Without --trouble: how long imports take with EventStoreDB, as a multiple of the embedded log. Rounds alternate.
With --trouble: once each, while the server drops the subscription, restarts, and changes its leader; the tables must
hold the same facts in the end.

  --until    only what the provider had recorded by a day; the whole demonstration unless given
  --rounds   how often each is measured
  --latency  milliseconds to the server
`;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const GIVE_UP_MS = 20 * 60_000;
const MOST = 2.5;

const { values } = parseArgs({
  options: {
    until: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    latency: { type: 'string', default: '1' },
    trouble: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** A TypeScript file of this folder, from source. */
function run(name, task) {
  const file = fileURLToPath(new URL(`./${name}.main.ts`, import.meta.url));
  const env = { ...process.env, UV_THREADPOOL_SIZE: '16' };
  const args = [file, JSON.stringify(task)];
  return fork(join(ROOT, 'infra/scripts/run-source.mjs'), args, { cwd: ROOT, env, stdio: ['ignore', 2, 2, 'ipc'] });
}

function messageOf(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message);
    });
    child.once('exit', (code, signal) => reject(new Error(`a process ended without an answer (${signal ?? code})`)));
  });
}

async function load(task) {
  const { result, error } = await messageOf(run('load', task));
  if (error !== undefined) throw new Error(error);
  return result;
}

async function throughDouble(task, doubleTask) {
  const double = run('double', doubleTask);
  try {
    const { connectionString: eventStore } = await messageOf(double);
    const loaded = await load({ ...task, eventStore });
    double.send('calls');
    return { ...loaded, ...(await messageOf(double)) };
  } finally {
    double.disconnect();
  }
}

const seconds = (milliseconds) => `${(milliseconds / 1_000).toFixed(1)} s`;
const timesOf = ({ milliseconds, processorMilliseconds }) =>
  `${seconds(milliseconds)} (processor ${seconds(processorMilliseconds)})`;
const say = (line) => process.stdout.write(`${line}\n`);

async function measure(files, scratch) {
  const ratios = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const faults = { latencyMs: Number(values.latency) };
    const dataDir = (name) => join(scratch, `${name}-${round}`);
    const embedded = await load({ dataDir: dataDir('embedded'), files, project: false });
    const double = await throughDouble(
      { dataDir: dataDir('double'), files, project: false },
      { nodes: 1, faults, troubles: [] },
    );
    if (embedded.events !== double.events) throw new Error('The two did not write the same events');
    ratios.push(double.milliseconds / embedded.milliseconds);
    const { appends, reads, eventsRead } = double.calls;
    say(
      `round ${round}: ${embedded.rows} rows, ${embedded.events} events; embedded ${timesOf(embedded)}, ` +
        `EventStoreDB double ${timesOf(double)} (${appends} appends, ${reads} reads of ${eventsRead} events): ` +
        `${ratios.at(-1).toFixed(2)} ×`,
    );
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)];
  say(`median ${median.toFixed(2)} ×; at most ${MOST} × was asked for`);
  if (median > MOST) process.exitCode = 1;
}

async function withTroubles(files, scratch) {
  const dataDir = (name) => join(scratch, name);
  const embedded = await load({ dataDir: dataDir('embedded'), files, project: true });
  say(`embedded: ${embedded.rows} rows, ${embedded.events} events in ${seconds(embedded.milliseconds)}`);
  const faults = { latencyMs: Number(values.latency), slowSubscriberMs: 2 };
  const every = Math.max(5, Math.floor(embedded.events / 60));
  const troubles = ['restart', 'leader-change', 'drop', 'leader-change', 'restart', 'drop'].map((kind, index) => {
    return { kind, afterAppends: every * (index + 1), ms: kind === 'drop' ? 1_000 : 3_000 };
  });
  const keysOf = dataDir('embedded');
  const task = { dataDir: dataDir('double'), files, project: true, keysOf };
  const double = await throughDouble(task, { nodes: 3, faults, troubles });
  say(`EventStoreDB double: ${double.rows} rows, ${double.events} events in ${seconds(double.milliseconds)}`);
  say(`  ${JSON.stringify(double.calls)}`);
  for (const line of double.said) say(`  ${line}`);
  let isEqual = true;
  for (const [table, { rows, digest }] of Object.entries(embedded.tables)) {
    const other = double.tables[table];
    const same = other.rows === rows && other.digest === digest;
    isEqual &&= same;
    say(
      `${same ? 'equal    ' : 'DIFFERENT'}  ${table.padEnd(22)} ${String(rows).padStart(9)} ${String(other.rows).padStart(9)}`,
    );
  }
  say(isEqual ? 'The tables hold the same facts.' : 'The tables differ.');
  if (!isEqual) process.exitCode = 1;
}

if (values.help) {
  process.stdout.write(HELP);
} else {
  mkdirSync(join(ROOT, 'var'), { recursive: true });
  const scratch = mkdtempSync(join(ROOT, 'var', 'loading-'));
  try {
    const folder = join(scratch, 'files');
    const { files, error } = await messageOf(run('provider', { folder, until: values.until }));
    if (error !== undefined) throw new Error(error);
    await (values.trouble ? withTroubles(files, scratch) : measure(files, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
