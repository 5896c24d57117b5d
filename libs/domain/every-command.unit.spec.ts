import { globSync } from 'node:fs';
import { join } from 'node:path';
import { specifiedOutcomes, type SpecifiedOutcome } from '@praxis/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { DOMAIN } from './index.js';

const OUTCOMES: readonly SpecifiedOutcome[] = ['allowed', 'refused', 'nothing to do'];

/** Commands that can always be done once more, and why. */
const ALWAYS_NEW: Readonly<Record<string, string>> = {
  'supervision.RecogniseAchievement': 'only its text tells it from another one, and that is sealed',
};

// The specs of all deciders run here once more, so that what they show of each command is seen together.
for (const file of globSync('*/*.decider.unit.spec.ts', { cwd: import.meta.dirname })) {
  await import(join(import.meta.dirname, file));
}

describe.each(DOMAIN.aggregates)('the specs of $name', ({ name, commands }) => {
  it.each(Object.keys(commands))('show %s allowed, refused, and with nothing to do', (type) => {
    const shown = specifiedOutcomes(name, type);
    const expected = `${name}.${type}` in ALWAYS_NEW ? OUTCOMES.slice(0, 2) : OUTCOMES;
    const missing = expected.filter((outcome) => !shown.has(outcome));
    expect(
      missing,
      `${name}.${type} has no spec in which it is ${missing.join(', ')}: add a case to a *.decider.unit.spec.ts in libs/domain/${name}`,
    ).toEqual([]);
  });
});
