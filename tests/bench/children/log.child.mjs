import { rm, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateMeasurements } from '@praxis/demonstration-provider';
import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { answer, progress } from '../child-process.mjs';
import { eventToAppend } from '../measured-log.mjs';

const APPENDS_AT_ONCE = 2_048;
const LOGGED_AT = '2026-11-01T00:00:00.000Z';

/** Fills a log in a directory of its own, which gets its name only once it is whole. */
async function makeLog({ seed, events: count, directory }) {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const store = await openEmbeddedEventStore({ path: `${unfinished}/events.db`, now: () => LOGGED_AT });
  let under = [];
  let appended = 0;
  let reported = 0;
  for (const { streamId, events } of appendsOf(generateMeasurements({ seed, count }))) {
    under.push(store.append(streamId, events, { expectedRevision: 'any' }));
    appended += events.length;
    if (under.length < APPENDS_AT_ONCE) continue;
    await Promise.all(under);
    under = [];
    if (appended - reported < count / 10) continue;
    reported = appended;
    progress(`  ${Math.round((100 * appended) / count)} %`);
  }
  await Promise.all(under);
  const head = await store.head();
  await store.close();
  if (head !== BigInt(count)) throw new Error(`The log ends at ${head}, not at ${count}`);
  await rm(directory, { recursive: true, force: true });
  await rename(unfinished, directory);
  return { directory: dirname(directory) };
}

/** Events of one stream that follow each other are one append. */
function* appendsOf(measurements) {
  let streamId;
  let events = [];
  let number = 0;
  for (const measurement of measurements) {
    if (measurement.streamId !== streamId || events.length >= 500) {
      if (events.length > 0) yield { streamId, events };
      streamId = measurement.streamId;
      events = [];
    }
    number += 1;
    events.push(eventToAppend(measurement, number));
  }
  if (events.length > 0) yield { streamId, events };
}

await answer(makeLog);
