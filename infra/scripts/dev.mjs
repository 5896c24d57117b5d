// npm run dev: types, server and dashboard from source. Each save is checked, restarts the server on var/dev, and
// reloads the page. Nothing is built.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `npm run dev -- [--port 3000] [--page-port 5173] [--data-dir var/dev] [--demo] [--no-types]

  --port       the server's port: commands, reports, /api/docs
  --page-port  the dashboard's port: open this one in the browser
  --data-dir   where the log, the keys and the tables are kept
  --demo       load the demonstration provider into an empty data folder
  --no-types   do not check types beside
`;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'page-port': { type: 'string', default: '5173' },
    'data-dir': { type: 'string', default: 'var/dev' },
    demo: { type: 'boolean', default: false },
    types: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const WATCHED = ['libs', 'services', 'projections', 'tests/demonstration-provider/src'];
const IGNORED = /(^|\/)(dist|node_modules|testing)\/|\.spec\.tsx?$|~$/;
const SETTLED_AFTER_MS = 150;
const bin = (name) => join(root, 'node_modules', '.bin', name);
const children = new Set();
let stopping = false;

/** A child whose lines are told apart by their name. */
function start(name, command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  children.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') process.stdout.write(`${name} │ ${line}\n`);
    });
  }
  child.once('exit', (code) => {
    children.delete(child);
    if (!stopping && code !== 0 && code !== null)
      process.stdout.write(`${name} │ ended with ${code}; save to try again\n`);
  });
  return child;
}

function startServer() {
  const { port, demo } = values;
  const args = ['serve', '--data-dir', values['data-dir'], '--port', port, ...(demo ? ['--demo'] : [])];
  const main = join(root, 'services/standalone/src/main.ts');
  return start('server ', bin('node'), [join(root, 'infra/scripts/run-source.mjs'), main, ...args]);
}

let server = startServer();
let restarting;
/** One restart at a time; the data folder has one owner, so the old server has to be gone first. */
function restart(file) {
  clearTimeout(restarting);
  restarting = setTimeout(() => {
    process.stdout.write(`server  │ ${file} changed: starting again\n`);
    const old = server;
    if (old.exitCode !== null || old.signalCode !== null) return void (server = startServer());
    old.once('exit', () => (server = stopping ? server : startServer()));
    old.kill('SIGTERM');
  }, SETTLED_AFTER_MS);
}

const watchers = WATCHED.map((folder) =>
  watch(join(root, folder), { recursive: true }, (_event, file) => {
    if (file && /\.(ts|json)$/.test(file) && !IGNORED.test(file)) restart(join(folder, file));
  }),
);
start(
  'page   ',
  bin('vite'),
  ['--port', values['page-port'], '--strictPort', '--host', '127.0.0.1', '--clearScreen', 'false'],
  {
    cwd: join(root, 'dashboard'),
    env: { ...process.env, PRAXIS_API: `http://127.0.0.1:${values.port}` },
  },
);
if (values.types)
  start('types  ', bin('node'), [
    join(root, 'node_modules/typescript-7/bin/tsc'),
    ...['-p', 'tsconfig.check.json', '--watch', '--preserveWatchOutput', '--pretty', 'false'],
  ]);

function stop() {
  if (stopping) return;
  stopping = true;
  clearTimeout(restarting);
  for (const watcher of watchers) watcher.close();
  for (const child of children) child.kill('SIGTERM');
}
// More than once: npm passes on a Ctrl-C that has reached this process already.
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
