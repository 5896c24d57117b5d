import { factTable } from '../fact-table.js';

export const checklistTable = factTable({
  name: 'checklist_facts',
  version: 1,
  comment: 'How far each unit has put the eleven parts of its CPD framework in place',
  columns: {
    unit_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    /** 1–11; 0 where the fact is about the checklist as a whole. */
    item: 'UInt8',
    status: 'LowCardinality(String)',
    action_id: 'String',
    owner_id: 'LowCardinality(String)',
    due_on: 'Nullable(Date32)',
  },
  orderBy: ['unit_id', 'item', 'effective_at', 'position'],
});
