import { factTable } from '../fact-table.js';

export const eventIndexTable = factTable({
  name: 'event_index',
  version: 1,
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
