import { factTable } from '../fact-table.js';

export const workforceTable = factTable({
  name: 'workforce_facts',
  version: 1,
  comment: 'Who works here, where, as what and under whom, each from a day on',
  columns: {
    worker_id: 'String',
    kind: 'LowCardinality(String)',
    unit_id: 'LowCardinality(String)',
    role_profile_id: 'LowCardinality(String)',
    leadership_level: 'LowCardinality(String)',
    manager_id: 'LowCardinality(String)',
    contract: 'LowCardinality(String)',
    weekly_minutes: 'Nullable(UInt16)',
    /** The day of the leaving that is voided. */
    refers_to: 'Nullable(Date32)',
  },
  orderBy: ['worker_id', 'kind', 'effective_at', 'position'],
});
