import { isDeepStrictEqual, inspect } from 'node:util';
import type { DomainEvent, RecordedEvent } from '../event.js';

/** An event as a projection sees it, with every part that a test does not care about filled in. */
export function recorded<Event extends DomainEvent>(
  event: Event,
  overrides: Partial<Omit<RecordedEvent<Event>, 'event'>> = {},
): RecordedEvent<Event> {
  return {
    event,
    streamId: 'stream-1',
    revision: 0n,
    position: 1n,
    recordedAt: '2026-06-30T12:00:00.000Z',
    loggedAt: '2026-06-30T12:00:00.000Z',
    metadata: {
      commandId: 'command-1',
      commandDigest: 'digest',
      correlationId: 'command-1',
      causationId: 'command-1',
      actor: { id: 'actor-1', role: 'administrator' },
      source: 'api',
    },
    ...overrides,
  };
}

/** `givenEvents(project, [events]).thenRows([rows])`: a projection is a pure function, so that is all there is. */
export function givenEvents<Row>(project: (event: RecordedEvent) => readonly Row[], events: readonly RecordedEvent[]) {
  return {
    thenRows(expected: readonly Row[]): void {
      const actual = events.flatMap((event) => project(event));
      if (!isDeepStrictEqual(actual, expected)) {
        throw new Error(`expected ${inspect(expected, { depth: 6 })}\nbut got ${inspect(actual, { depth: 6 })}`);
      }
    },
  };
}
