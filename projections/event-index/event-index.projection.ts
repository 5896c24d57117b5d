import { ALL_EVENTS } from '@praxis/domain';
import { defineProjection } from '../projection.js';
import { eventIndexTable } from './event-index.table.js';
import { subjectOf } from './event-subject.js';

export const eventIndex = defineProjection({
  table: eventIndexTable,
  events: ALL_EVENTS,
  project(recorded) {
    const { event, streamId, revision, loggedAt, metadata } = recorded;
    return [
      eventIndexTable.row(recorded, subjectOf(recorded), {
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
