import { factTable } from '../fact-table.js';

export const unitTable = factTable({
  name: 'unit_facts',
  version: 1,
  comment: 'The organisation tree: which unit stands under which, from a day on',
  columns: {
    unit_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    /** Empty: directly under the organisation. */
    parent_id: 'LowCardinality(String)',
    unit_kind: 'LowCardinality(String)',
  },
  orderBy: ['unit_id', 'effective_at', 'position'],
});
