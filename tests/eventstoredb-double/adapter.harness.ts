import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { EventStore, EventToAppend } from '@praxis/event-sourcing';
import { openEventStoreDb, type EventStoreDbOptions } from '@praxis/event-store-eventstoredb';
import { afterEach, beforeEach } from 'vitest';
import { collect, event } from '../conformance/event-store/event.builders.js';
import { startEventStoreDbDouble, type DoubleOptions, type EventStoreDbDouble } from './double.server.js';

const PATIENT = { appendTimeoutMs: 10_000, resolveTimeoutMs: 10_000, readTimeoutMs: 10_000, resubscribeDelayMs: 20 };
/** For the tests in which somebody does not answer. */
export const IMPATIENT = { appendTimeoutMs: 250, resolveTimeoutMs: 5_000, readTimeoutMs: 250 };

/** The double of the test that is running, and what was opened on it. */
export interface Trial {
  readonly double: EventStoreDbDouble;
  another(options?: DoubleOptions): Promise<EventStoreDbDouble>;
  open(options?: Partial<EventStoreDbOptions>): Promise<EventStore>;
}

/** A double for each test; everything is closed and stopped after it. */
export function trials(options: DoubleOptions = {}): Trial {
  const opened: EventStore[] = [];
  const doubles: EventStoreDbDouble[] = [];
  const another = async (other: DoubleOptions = {}) => {
    const started = await startEventStoreDbDouble(other);
    doubles.push(started);
    return started;
  };
  beforeEach(async () => {
    await another(options);
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    for (const each of doubles.splice(0)) await each.stop();
  });
  return {
    get double() {
      return doubles[0]!;
    },
    another,
    async open(given = {}) {
      const { connectionString } = doubles[0]!;
      const store = await openEventStoreDb({ connectionString, ...PATIENT, ...given });
      opened.push(store);
      return store;
    },
  };
}

/** The client alone, for the time of one look at what it does. */
export async function clientAlone<T>(
  connectionString: string,
  look: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    return await look(client);
  } finally {
    await client.dispose();
  }
}

/** What became of a promise within a while: its value, its error, or `unsettled`. */
export function within(ms: number, promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise.catch((error: unknown) => error), pause(ms, 'unsettled')]);
}

export function appendOne(store: EventStore, streamId = 'worker-w-1', one: EventToAppend = event()) {
  return store.append(streamId, [one], { expectedRevision: 'no-stream' });
}

export async function idsIn(store: EventStore, streamId: string): Promise<string[]> {
  return (await collect(store.readStream(streamId))).map(({ id }) => id);
}
