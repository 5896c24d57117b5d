import { factTable } from '../fact-table.js';

export const learningTable = factTable({
  name: 'learning_facts',
  version: 1,
  comment: 'Learning completed, reflected on and certified',
  columns: {
    worker_id: 'String',
    entry_id: 'String',
    kind: 'LowCardinality(String)',
    learning_kind: 'LowCardinality(String)',
    planned: 'UInt8',
    /** null: the source does not say, which is not the same as none. */
    minutes: 'Nullable(UInt32)',
    participatory_minutes: 'Nullable(UInt32)',
    /** ASC-WDS training category codes; a certificate has one. */
    topics: 'Array(LowCardinality(String))',
    programme_id: 'LowCardinality(String)',
    impact_recorded: 'UInt8',
    expires_on: 'Nullable(Date32)',
  },
  orderBy: ['worker_id', 'effective_at', 'position'],
});
