import { DOMAIN, type PraxisEvent } from '@praxis/domain';
import type { RecordedEvent } from '@praxis/event-sourcing';
import { defineProjection } from '../projection.js';
import { subjectOf } from './event-subject.js';
import { factTable } from '../fact-table.js';

const eventIndexTable = factTable({
  name: 'event_index',
  version: 2,
  comment: 'Every event of the log, without what it says: for finding the records behind a figure',
  columns: {
    stream_id: 'String',
    aggregate: 'LowCardinality(String)',
    revision: 'UInt64',
    event_type: 'LowCardinality(String)',
    logged_at: "DateTime64(3, 'UTC')",
    actor_id: 'LowCardinality(String)',
    actor_role: 'LowCardinality(String)',
    source: 'LowCardinality(String)',
    /** The worker and the unit that the event is about, where it is about one. */
    worker_id: 'LowCardinality(String)',
    unit_id: 'LowCardinality(String)',
  },
  orderBy: ['position'],
});

export const eventIndex = defineProjection({
  table: eventIndexTable,
  events: DOMAIN.events,
  project(recorded) {
    const { event, streamId, revision, loggedAt, metadata } = recorded;
    return [
      eventIndexTable.row(recorded, subjectOf(recorded as RecordedEvent<PraxisEvent>), {
        stream_id: streamId,
        revision,
        event_type: event.type,
        logged_at: loggedAt,
        actor_id: metadata.actor.id,
        actor_role: metadata.actor.role,
        source: metadata.source,
      }),
    ];
  },
});
