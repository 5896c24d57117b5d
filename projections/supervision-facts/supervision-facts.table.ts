import { factTable } from '../fact-table.js';

export const supervisionTable = factTable({
  name: 'supervision_facts',
  version: 1,
  comment: 'Supervision agreed, held, recorded, and what came of it',
  columns: {
    supervision_id: 'String',
    /** The supervisee. */
    worker_id: 'LowCardinality(String)',
    supervisor_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    session_id: 'String',
    action_id: 'String',
    minutes: 'Nullable(UInt32)',
    /** Days between sessions, and from a session to the signing of its record, as agreed; 0 elsewhere. */
    interval_days: 'UInt16',
    record_days: 'UInt16',
    /** The day a session is planned for, or an action is due. */
    due_on: 'Nullable(Date32)',
    /** Kind of agreement, owner of an action, area of a need, pressure noted, or reason given. */
    code: 'LowCardinality(String)',
  },
  orderBy: ['worker_id', 'kind', 'effective_at', 'position'],
});
