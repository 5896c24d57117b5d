import type { DayOf, DomainEvent, EventCodec, EventStore, RecordedEvent } from '@praxis/event-sourcing';
import type { PraxisEvent } from '@praxis/domain';

/** An event of the domain as recorded, typed so that a switch over it narrows its data. */
export type Recorded<Event extends DomainEvent = PraxisEvent> = RecordedEvent<Event>;

export type ReadableStore = Pick<EventStore, 'readStream' | 'readAll'>;

export interface HistoryPorts {
  readonly store: ReadableStore;
  readonly codec: EventCodec;
  readonly dayOf: DayOf;
}

/** The events of a stream, or an empty list when it does not exist. */
export async function historyOf(ports: HistoryPorts, streamId: string): Promise<readonly Recorded[]> {
  const history: Recorded[] = [];
  for await (const stored of ports.store.readStream(streamId)) history.push(ports.codec.decode(stored) as Recorded);
  return history;
}

/** What was known at the end of a day. */
export function knownBy<Event extends DomainEvent>(
  history: readonly RecordedEvent<Event>[],
  day: string,
  dayOf: DayOf,
): readonly RecordedEvent<Event>[] {
  return history.filter(({ recordedAt }) => dayOf(recordedAt) <= day);
}
