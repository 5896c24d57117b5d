// npm run crash [-- --rounds 3 --kills 5 --seed 7]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(
    'npm run crash -- [--rounds 3] [--kills 5 in a round] [--seed repeats the moments of a round]\n',
  );
  process.exit(0);
}
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
// The Node that is installed with the packages: the one on the PATH may be older.
const node = beside('../../node_modules/.bin/node');
const run = beside('../../infra/scripts/run-source.mjs');
const args = [run, beside('rounds.main.ts'), values.rounds, values.kills, values.seed];
process.exitCode = spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
