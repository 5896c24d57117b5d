import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateMeasurements } from '@praxis/demonstration-provider';
import { inProcessOfItsOwn, progress } from './child-process.mjs';

/** Goes up when the same events are written to the log in another way. */
const FORMAT = 1;
const FINGERPRINTED_EVENTS = 20_000;

/**
 * The log to measure on, made once for a seed, a number of events and what the generator does today.
 *
 * @returns the path of its file
 */
export async function measuredLog({ seed, events, fresh }, directory) {
  const name = `log-${events}-seed${seed}-v${FORMAT}-${fingerprint(seed, events)}`;
  const log = join(directory, name);
  if (fresh) rmSync(log, { recursive: true, force: true });
  if (!existsSync(log)) {
    progress(`Making a log of ${events} events, once`);
    await inProcessOfItsOwn('log', { seed, events, directory: log });
  }
  return join(log, 'events.db');
}

/** Of the first events: a generator that was changed makes another log. */
function fingerprint(seed, count) {
  const hash = createHash('sha256');
  for (const event of generateMeasurements({ seed, count }).take(FINGERPRINTED_EVENTS))
    hash.update(JSON.stringify(event));
  return hash.digest('hex').slice(0, 8);
}
