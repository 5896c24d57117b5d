import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { percentile } from './statistics.mjs';

const FLUSHES = 300;

/** What the figures depend on beside the code. Names no host, user or path. */
export function environmentStamp(directory) {
  return {
    date: new Date().toISOString(),
    code: commit(),
    processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memory: `${(totalmem() / 1e9).toFixed(1)} GB`,
    system: `${process.platform} ${release().split('-')[0]}, ${process.arch}`,
    node: `${process.version}, SQLite ${process.versions.sqlite}`,
    engine: `chdb ${versionOf('chdb')}`,
    flush: `${flushMicroseconds(directory).toFixed(0)} µs for 4 KiB and fdatasync (median of ${FLUSHES})`,
    load: `${loadavg()[0].toFixed(2)} when it began`,
  };
}

/** What durability costs here: the smaller it is, the more of a write is computing. */
function flushMicroseconds(directory) {
  const path = join(directory, 'flush');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4_096, 1);
  const taken = Array.from({ length: FLUSHES }, () => {
    const begun = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  rmSync(path);
  return percentile(taken, 0.5) * 1_000;
}

function commit() {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const git = (...args) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', with changes on top';
    return `commit ${git('rev-parse', '--short', 'HEAD')}${changed}`;
  } catch {
    return 'commit unknown';
  }
}

function versionOf(name) {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}
