import { factTable } from '../fact-table.js';

export const capabilityTable = factTable({
  name: 'capability_facts',
  version: 1,
  comment: 'What applies to whom and how well it is done, by performance review',
  columns: {
    worker_id: 'LowCardinality(String)',
    review_id: 'String',
    kind: 'LowCardinality(String)',
    framework_id: 'LowCardinality(String)',
    element: 'LowCardinality(String)',
    dimension: 'LowCardinality(String)',
    leadership_level: 'LowCardinality(String)',
    source: 'LowCardinality(String)',
    rating: 'Nullable(UInt8)',
  },
  orderBy: ['framework_id', 'element', 'worker_id', 'effective_at', 'position'],
});
