// The longer form of loading.int.spec.ts: node tests/crash/run.mjs [--rounds 10] [--kills 5] [--seed 7]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
// The Node that is installed with the packages: the one on the PATH may be older.
const node = beside('../../node_modules/.bin/node');
const run = beside('../../infra/scripts/run-source.mjs');
const args = [run, beside('rounds.main.ts'), values.rounds, values.kills, values.seed];
process.exitCode = spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
