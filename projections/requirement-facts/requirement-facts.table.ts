import { factTable } from '../fact-table.js';

export const requirementTable = factTable({
  name: 'requirement_facts',
  version: 1,
  comment: 'Which competence a role profile asks for, and how much of it, from a day on',
  columns: {
    role_profile_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    framework_id: 'LowCardinality(String)',
    element: 'LowCardinality(String)',
    dimension: 'LowCardinality(String)',
    /** The rating asked for; 0 where the fact is not about one. */
    rating: 'UInt8',
    leadership_level: 'LowCardinality(String)',
  },
  orderBy: ['role_profile_id', 'framework_id', 'element', 'effective_at', 'position'],
});
