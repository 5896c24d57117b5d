import { loadThroughKills } from './loading-rounds.js';

// Round after round: a new data directory, killed a few times while it loads, then left to finish and looked at.
const [rounds = 3, kills = 5, seed = 1] = process.argv.slice(2).map(Number);
const SCALE = 0.25;
const LONGEST_MS = 5_000;

console.log(`${rounds} rounds of ${kills} kills, seed ${seed}`);
const expected = await loadThroughKills(0, 1, SCALE, 0);
let failures = 0;
for (let round = 0; round < rounds; round += 1) {
  const log = await loadThroughKills(kills, seed + round, SCALE, LONGEST_MS);
  const { events, kinds, doubled, gaps, tablesEqual, tablesComplete, killsUnderWay } = log;
  const isWhole =
    events === expected.events &&
    kinds === expected.kinds &&
    doubled === 0 &&
    gaps === 0 &&
    tablesEqual &&
    tablesComplete;
  if (!isWhole) failures += 1;
  const outcome = isWhole ? 'whole    ' : 'NOT WHOLE';
  console.log(
    `${outcome} seed ${seed + round}, ${killsUnderWay} of ${kills} kills while loading: ${JSON.stringify(log)}`,
  );
}
console.log(failures === 0 ? 'Nothing lost, nothing doubled.' : `${failures} of ${rounds} rounds failed.`);
process.exit(failures === 0 ? 0 : 1);
