import { factTable } from '../fact-table.js';

export const improvementTable = factTable({
  name: 'improvement_facts',
  version: 1,
  comment: 'Improvements, the CPD meant to bring them about, and what was found',
  columns: {
    improvement_id: 'String',
    unit_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    programme_id: 'LowCardinality(String)',
    indicator_unit_id: 'LowCardinality(String)',
    indicator: 'LowCardinality(String)',
    /** Who proposed it, or whose contribution is recognised. */
    worker_id: 'String',
    level: 'LowCardinality(String)',
    finding: 'LowCardinality(String)',
    /** Design of a question, reason of its withdrawal, method of an evaluation, audience, or outcome. */
    code: 'LowCardinality(String)',
    judged_by: 'LowCardinality(String)',
  },
  orderBy: ['improvement_id', 'effective_at', 'position'],
});
