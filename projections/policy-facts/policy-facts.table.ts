import { factTable } from '../fact-table.js';

export const policyTable = factTable({
  name: 'policy_facts',
  version: 1,
  comment: 'What the organisation asks for, in force from a day on',
  columns: {
    kind: 'LowCardinality(String)',
    /** Empty: for every role profile. */
    role_profile_id: 'LowCardinality(String)',
    topic: 'LowCardinality(String)',
    /** In the unit that the kind names; null: a mandatory topic that does not expire. */
    value: 'Nullable(UInt32)',
  },
  orderBy: ['kind', 'role_profile_id', 'topic', 'effective_at', 'position'],
});
