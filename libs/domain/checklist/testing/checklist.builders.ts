import type { ChecklistEvent } from '../checklist.events.js';

type Event<Type extends ChecklistEvent['type']> = Extract<ChecklistEvent, { type: Type }>;

export const checklistAdopted = (on = '2026-01-05'): Event<'ChecklistAdopted'> => ({
  type: 'ChecklistAdopted',
  effectiveAt: on,
  data: {},
});

export const itemAssessed = (
  data: Partial<Event<'ChecklistItemAssessed'>['data']> = {},
  on = '2026-01-10',
): Event<'ChecklistItemAssessed'> => ({
  type: 'ChecklistItemAssessed',
  effectiveAt: on,
  data: { item: 3, status: 'not-started', evidence: [], ...data },
});

export const assessmentCorrected = (
  data: Partial<Event<'ChecklistAssessmentCorrected'>['data']> = {},
  on = '2026-01-10',
): Event<'ChecklistAssessmentCorrected'> => ({
  type: 'ChecklistAssessmentCorrected',
  effectiveAt: on,
  data: { item: 3, status: 'some-progress', evidence: [], ...data },
});

export const actionPlanned = (
  data: Partial<Event<'ChecklistActionPlanned'>['data']> = {},
  on = '2026-01-12',
): Event<'ChecklistActionPlanned'> => ({
  type: 'ChecklistActionPlanned',
  effectiveAt: on,
  data: { item: 3, actionId: 'a-1', ownerId: 'w-sam', dueOn: '2026-04-30', ...data },
});

export const actionCompleted = (
  data: Partial<Event<'ChecklistActionCompleted'>['data']> = {},
  on = '2026-04-20',
): Event<'ChecklistActionCompleted'> => ({
  type: 'ChecklistActionCompleted',
  effectiveAt: on,
  data: { item: 3, actionId: 'a-1', ...data },
});

export const actionSlipped = (
  data: Partial<Event<'ChecklistActionSlipped'>['data']> = {},
  on = '2026-04-01',
): Event<'ChecklistActionSlipped'> => ({
  type: 'ChecklistActionSlipped',
  effectiveAt: on,
  data: { item: 3, actionId: 'a-1', dueOn: '2026-05-31', ...data },
});

export const actionDropped = (
  data: Partial<Event<'ChecklistActionDropped'>['data']> = {},
  on = '2026-04-20',
): Event<'ChecklistActionDropped'> => ({
  type: 'ChecklistActionDropped',
  effectiveAt: on,
  data: { item: 3, actionId: 'a-1', reason: 'superseded', ...data },
});

export const checklistReviewed = (on = '2026-05-05'): Event<'ChecklistReviewed'> => ({
  type: 'ChecklistReviewed',
  effectiveAt: on,
  data: {},
});
