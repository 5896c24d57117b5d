import { expect, it } from 'vitest';
import { loadThroughKills } from './loading-rounds.js';

/** Small enough that loading takes seconds, large enough that kills fall into its middle. */
const SCALE = 0.1;

it('kill −9 during loading loses nothing and doubles nothing, and the tables equal the log', async () => {
  const undisturbed = await loadThroughKills(0, 1, SCALE, 0);
  const killed = await loadThroughKills(4, 2026, SCALE, 3_000);
  expect(undisturbed.events).toBeGreaterThan(5_000);
  expect(killed).toMatchObject({
    events: undisturbed.events,
    kinds: undisturbed.kinds,
    doubled: 0,
    gaps: 0,
    tablesEqual: true,
    tablesComplete: true,
  });
  expect(killed.killsUnderWay).toBeGreaterThan(1);
}, 180_000);
