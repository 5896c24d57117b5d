import type { ChecklistEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { checklistFacts } from './checklist-facts.projection.js';

const rows = factObjects(checklistFacts);
const of = (event: ChecklistEvent) => recorded(event, { streamId: 'checklist-meadow-view' });
const on = '2026-03-31';
const unit_id = 'meadow-view';

describe('checklist facts', () => {
  it('hold the assessments of items, first and corrected', () =>
    givenEvents(rows, [
      of({ type: 'ChecklistAdopted', effectiveAt: on, data: {} }),
      of({
        type: 'ChecklistItemAssessed',
        effectiveAt: on,
        data: { item: 3, status: 'some-progress', evidence: ['E1'] },
      }),
      of({
        type: 'ChecklistAssessmentCorrected',
        effectiveAt: on,
        data: { item: 3, status: 'not-applicable', evidence: [] },
      }),
      of({ type: 'ChecklistReviewed', effectiveAt: on, data: {} }),
    ]).thenRows([
      { unit_id, kind: 'adopted' },
      { unit_id, kind: 'assessed', item: 3, status: 'some-progress' },
      { unit_id, kind: 'corrected', item: 3, status: 'not-applicable' },
      { unit_id, kind: 'reviewed' },
    ]));

  it('hold actions from plan to end', () => {
    const action = { item: 3, actionId: 'a-1' };
    const ofAction = { unit_id, item: 3, action_id: 'a-1' };
    givenEvents(rows, [
      of({
        type: 'ChecklistActionPlanned',
        effectiveAt: on,
        data: { ...action, ownerId: 'w-sam', dueOn: '2026-06-30' },
      }),
      of({ type: 'ChecklistActionSlipped', effectiveAt: on, data: { ...action, dueOn: '2026-09-30' } }),
      of({ type: 'ChecklistActionCompleted', effectiveAt: on, data: action }),
      of({ type: 'ChecklistActionDropped', effectiveAt: on, data: { ...action, reason: 'moot' } }),
    ]).thenRows([
      { ...ofAction, kind: 'action-planned', owner_id: 'w-sam', due_on: '2026-06-30' },
      { ...ofAction, kind: 'action-slipped', due_on: '2026-09-30' },
      { ...ofAction, kind: 'action-completed' },
      { ...ofAction, kind: 'action-dropped' },
    ]);
  });
});
