import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { killAfter, loadWhole, makeFiles, newDataDir, randomFrom, readLog, verified } from './killed-loading.js';

// Round after round: a new data directory, killed a few times while it loads, then loaded to the end and checked.
const [rounds = 10, kills = 5, seed = Date.now() % 1_000_000] = process.argv.slice(3).map(Number);
const chance = randomFrom(seed);
const folder = mkdtempSync(join(tmpdir(), 'praxis-crash-'));
console.log(`${rounds} rounds of ${kills} kills, seed ${seed}`);
let failures = 0;
try {
  const files = await makeFiles(folder);
  const undisturbed = newDataDir(folder, 'undisturbed', files);
  const wholeMs = await loadWhole(undisturbed);
  const expected = await readLog(undisturbed);
  for (let round = 1; round <= rounds; round += 1) {
    const dataDir = newDataDir(folder, `round-${round}`, files);
    const moments = Array.from({ length: kills }, () => Math.round(300 + chance.next().value * wholeMs));
    for (const moment of moments) await killAfter(dataDir, moment);
    await loadWhole(dataDir);
    const log = await readLog(dataDir);
    const tables = await verified(dataDir);
    const whole = isDeepStrictEqual(log, expected) && tables === 'equal and complete';
    if (!whole) failures += 1;
    console.log(
      `${whole ? 'whole   ' : 'NOT WHOLE'} ${round}: killed at ${moments.join(', ')} ms; ${log.events} events`,
    );
    if (whole) rmSync(dataDir, { recursive: true });
    else console.log(`  of ${expected.events}; ${tables}; kept in ${dataDir}`);
  }
} finally {
  if (failures === 0) rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? 'Nothing lost, nothing doubled.' : `${failures} rounds failed.`);
process.exit(failures === 0 ? 0 : 1);
