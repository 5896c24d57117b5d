import { PersistentMap, PersistentSet } from '@praxis/event-sourcing';
import type { ChecklistEvent } from './checklist.events.js';

type Event<Type extends ChecklistEvent['type']> = Extract<ChecklistEvent, { type: Type }>;
type Assessment = Event<'ChecklistItemAssessed'>['data'];
type Planned = Event<'ChecklistActionPlanned'>['data'];

export interface ChecklistAction {
  readonly status: 'open' | 'completed' | 'dropped';
  readonly plannedOn: string;
  /** As planned, but its text: what a repeated plan is compared with. */
  readonly planned: Omit<Planned, 'action'>;
  /** As planned, or as it slipped since. */
  readonly dueOn: string;
}

export type ChecklistState =
  | { readonly status: 'none' }
  | {
      readonly status: 'adopted';
      readonly adoptedOn: string;
      /** By {@link assessmentKey}. */
      readonly assessments: PersistentMap<string, Assessment>;
      readonly actions: PersistentMap<string, ChecklistAction>;
      readonly reviews: PersistentSet<string>;
    };

export type AdoptedChecklist = Extract<ChecklistState, { status: 'adopted' }>;

export const NO_CHECKLIST: ChecklistState = { status: 'none' };

export function assessmentKey(item: number, day: string): string {
  return `${item} ${day}`;
}

export function plannedContent({ action: _action, ...content }: Planned): ChecklistAction['planned'] {
  return content;
}

export function evolveChecklist(state: ChecklistState, event: ChecklistEvent): ChecklistState {
  if (event.type === 'ChecklistAdopted') {
    return {
      status: 'adopted',
      adoptedOn: event.effectiveAt,
      assessments: PersistentMap.empty(),
      actions: PersistentMap.empty(),
      reviews: PersistentSet.empty(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ChecklistItemAssessed':
    case 'ChecklistAssessmentCorrected': {
      const key = assessmentKey(event.data.item, event.effectiveAt);
      return { ...state, assessments: state.assessments.with(key, event.data) };
    }
    case 'ChecklistActionPlanned':
      return withAction(state, event.data.actionId, {
        status: 'open',
        plannedOn: event.effectiveAt,
        planned: plannedContent(event.data),
        dueOn: event.data.dueOn,
      });
    case 'ChecklistActionCompleted':
      return changeAction(state, event.data.actionId, { status: 'completed' });
    case 'ChecklistActionSlipped':
      return changeAction(state, event.data.actionId, { dueOn: event.data.dueOn });
    case 'ChecklistActionDropped':
      return changeAction(state, event.data.actionId, { status: 'dropped' });
    case 'ChecklistReviewed':
      return { ...state, reviews: state.reviews.with(event.effectiveAt) };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function withAction(state: AdoptedChecklist, actionId: string, action: ChecklistAction): AdoptedChecklist {
  return { ...state, actions: state.actions.with(actionId, action) };
}

function changeAction(state: AdoptedChecklist, actionId: string, change: Partial<ChecklistAction>): AdoptedChecklist {
  const action = state.actions.get(actionId);
  return action ? withAction(state, actionId, { ...action, ...change }) : state;
}
