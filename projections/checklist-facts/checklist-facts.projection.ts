import { CHECKLIST_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const checklistTable = factTable({
  name: 'checklist_facts',
  version: 2,
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

export type ChecklistFactKind =
  | 'adopted'
  | 'assessed'
  | 'corrected'
  | 'action-planned'
  | 'action-completed'
  | 'action-slipped'
  | 'action-dropped'
  | 'reviewed';
type Values = Parameters<typeof checklistTable.row>[1];

export const checklistFacts = defineProjection({
  table: checklistTable,
  events: CHECKLIST_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const unit_id = idInStream('checklist', recorded.streamId);
    const fact = (kind: ChecklistFactKind, values: Values = {}) => [
      checklistTable.row(recorded, { unit_id, kind }, values),
    ];
    switch (event.type) {
      case 'ChecklistAdopted':
        return fact('adopted');
      case 'ChecklistItemAssessed':
        return fact('assessed', { item: event.data.item, status: event.data.status });
      case 'ChecklistAssessmentCorrected':
        return fact('corrected', { item: event.data.item, status: event.data.status });
      case 'ChecklistActionPlanned':
        return fact('action-planned', {
          ...actionOf(event.data),
          owner_id: event.data.ownerId,
          due_on: event.data.dueOn,
        });
      case 'ChecklistActionCompleted':
        return fact('action-completed', actionOf(event.data));
      case 'ChecklistActionSlipped':
        return fact('action-slipped', { ...actionOf(event.data), due_on: event.data.dueOn });
      case 'ChecklistActionDropped':
        return fact('action-dropped', actionOf(event.data));
      case 'ChecklistReviewed':
        return fact('reviewed');
      default:
        return undecided(event);
    }
  },
});

function actionOf({ item, actionId }: { item: number; actionId: string }) {
  return { item, action_id: actionId };
}
