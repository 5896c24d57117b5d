import type { EventMetadata, EventStore, EventToAppend, JsonObject, StoredEvent } from '@praxis/event-sourcing';
import { randomUUID } from 'node:crypto';

export function metadata(overrides: Partial<EventMetadata> = {}): EventMetadata {
  const commandId = overrides.commandId ?? randomUUID();
  return {
    commandId,
    commandDigest: 'digest-of-the-command',
    correlationId: commandId,
    causationId: commandId,
    actor: { id: 'w-actor', role: 'supervisor' },
    source: 'ui',
    ...overrides,
  };
}

export function event(data: JsonObject = {}, overrides: Partial<EventToAppend> = {}): EventToAppend {
  return {
    id: randomUUID(),
    type: 'praxis.conformance-checked',
    version: 1,
    effectiveAt: '2026-03-31',
    data,
    metadata: metadata(),
    ...overrides,
  };
}

/** `count` events whose data numbers them from `first`. */
export function numbered(count: number, first = 0): EventToAppend[] {
  return Array.from({ length: count }, (_, index) => event({ n: first + index }));
}

export async function collect(events: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const stored of events) all.push(stored);
  return all;
}

/** Everything after `after`, in pages. A short page is not the end of the log; an empty one is. */
export async function readToEnd(store: EventStore, maxCount = 500, after = 0n): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let last = after; ;) {
    const page = await store.readAll({ after: last, maxCount });
    if (page.length > maxCount) throw new Error(`asked for at most ${maxCount} events, got ${page.length}`);
    if (page.length === 0) return all;
    all.push(...page);
    last = page.at(-1)!.position;
  }
}

/** What the log was given, without what the log adds. */
export function asAppended(stored: StoredEvent): EventToAppend {
  const { id, type, version, effectiveAt, data, metadata: meta } = stored;
  return { id, type, version, effectiveAt, data, metadata: meta };
}

export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: unknown) => error,
  );
}
