// Makes a fresh clone ready: dependencies, build, Chromium. Runs under whatever Node the machine has, so it uses
// nothing newer than Node 18. Does nothing when there is nothing to do.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const wanted = new Set(process.argv.slice(2));
const STAMP = join(root, 'node_modules', '.praxis-lock');
const BUILT = join(root, 'node_modules', '.praxis-built');
const SOURCES = [
  'libs',
  'services',
  'projections',
  'dashboard',
  'tests/demonstration-provider',
  'tsconfig.base.json',
  'package-lock.json',
];
/** Bytes of what a build may print: beyond them it would be ended. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
}

function step(title, action) {
  const started = Date.now();
  process.stderr.write(`${title} …\n`);
  try {
    action();
  } catch (error) {
    throw new Error(`${title}: failed. ${error.message.split('\n', 1)[0]}`, { cause: error });
  }
  process.stderr.write(`${title}: done in ${Math.round((Date.now() - started) / 1000)} s\n`);
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  step('Installing dependencies (about 1 GB, once)', () => {
    // No package needs its install script, and one of them reports to its maker who installs what.
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(STAMP, lock);
  });
}

function requireNode24() {
  const bundled = join(root, 'node_modules', '.bin', 'node');
  const node = existsSync(bundled) ? bundled : process.execPath;
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (Number(version.slice(1).split('.')[0]) >= 24) return;
  process.stderr.write(
    `Praxis needs Node 24; this machine has ${version} and no bundled Node 24 exists for ${process.platform}-${process.arch}.\n` +
      'Install Node 24 and run the command again.\n',
  );
  process.exit(1);
}

/** Files below a path, in one order. Folders are not looked at: tools that build nothing leave caches in them. */
function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

/** What a build is made from: asking Nx whether there is anything to do takes longer than this. */
function digestOfSources() {
  const digest = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesBelow(join(root, source)))) {
    const text = readFileSync(file);
    digest.update(`${file.slice(root.length)} ${text.length}\n`).update(text);
  }
  return digest.digest('hex');
}

/** Nothing when what is built was built from `sources`. */
function buildFrom(sources) {
  const isBuilt = existsSync(BUILT) && existsSync(join(root, 'services/standalone/dist/main.js'));
  if (isBuilt && readFileSync(BUILT, 'utf8') === sources) return;
  // One that fails half-way leaves what was built from neither.
  rmSync(BUILT, { force: true });
  step('Building', build);
  writeFileSync(BUILT, sources);
}

function build() {
  const nx = join(root, 'node_modules', '.bin', 'nx');
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', PATH: pathWithBundledNode() };
  try {
    run(nx, ['run-many', '-t', 'build', '--outputStyle=static', '--verbose=false'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: LONGEST_OUTPUT,
    });
  } catch (error) {
    // Compilers report to their standard output, which is worth reading where they found something.
    process.stderr.write(error.stdout ?? '');
    throw error;
  }
}

function pathWithBundledNode() {
  return `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
}

function chromium() {
  if (process.env.CHROMIUM_PATH || existsSync('/usr/bin/chromium')) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid() !== 0) {
    process.stderr.write(
      'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH, and run the command again.\n',
    );
    process.exit(1);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  step('Installing Chromium for the browser tests (once)', () => {
    run('apt-get', ['update', '-qq'], { env });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
}

try {
  install();
  requireNode24();
  if (wanted.has('--build')) buildFrom(digestOfSources());
  if (wanted.has('--chromium')) chromium();
} catch (error) {
  // What a command said is above it; where this script called it from helps nobody.
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
