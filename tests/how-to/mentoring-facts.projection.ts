import { idInStream } from '@praxis/event-sourcing';
import { factTable } from '../../projections/fact-table.js';
import { defineProjection, undecided } from '../../projections/projection.js';
import { MENTORING_EVENTS } from './mentoring.events.js';

// #region projection
const mentoringTable = factTable({
  name: 'mentoring_facts',
  version: 1,
  comment: 'Mentoring: agreements and meetings',
  columns: {
    mentoring_id: 'LowCardinality(String)',
    worker_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    minutes: 'Nullable(UInt32)',
  },
  orderBy: ['worker_id', 'mentoring_id', 'effective_at', 'position'],
});

export const mentoringFacts = defineProjection({
  table: mentoringTable,
  events: MENTORING_EVENTS,
  project(recorded) {
    const { event, streamId } = recorded;
    const subject = { mentoring_id: idInStream('mentoring', streamId), worker_id: event.data.menteeId };
    switch (event.type) {
      case 'MentoringAgreed':
        return [mentoringTable.row(recorded, subject, { kind: 'agreed' })];
      case 'MentoringMeetingHeld':
        return [mentoringTable.row(recorded, subject, { kind: 'held', minutes: event.data.minutes })];
      default:
        return undecided(event);
    }
  },
});
// #endregion
