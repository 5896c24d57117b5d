import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { ChecklistCommand } from './checklist.commands.js';
import type { ChecklistEvent } from './checklist.events.js';
import {
  assessmentKey,
  plannedContent,
  type AdoptedChecklist,
  type ChecklistAction,
  type ChecklistState,
} from './checklist.state.js';

type Of<Type extends ChecklistCommand['type']> = Extract<ChecklistCommand, { type: Type }>;

export function decideChecklist(
  command: ChecklistCommand,
  state: ChecklistState,
  context: DecisionContext,
): readonly ChecklistEvent[] {
  const { on } = command.data;
  requireNotInFuture('on', on, context);
  switch (command.type) {
    case 'AdoptChecklist':
      return state.status === 'adopted' ? [] : [{ type: 'ChecklistAdopted', effectiveAt: on, data: {} }];
    case 'AssessItem':
      return assessItem(command, adopted(state, on));
    case 'CorrectAssessment':
      return correctAssessment(command, adopted(state, on));
    case 'PlanAction':
      return planAction(command, adopted(state, on));
    case 'CompleteAction':
    case 'SlipAction':
    case 'DropAction':
      return decideAction(command, adopted(state, on));
    case 'ReviewChecklist':
      return adopted(state, on).reviews.has(on) ? [] : [{ type: 'ChecklistReviewed', effectiveAt: on, data: {} }];
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function assessItem({ data }: Of<'AssessItem'>, state: AdoptedChecklist): readonly ChecklistEvent[] {
  const { on, ...assessment } = data;
  const known = state.assessments.get(assessmentKey(assessment.item, on));
  if (known) {
    if (sameContent(known, assessment)) return [];
    refuse('ASSESSMENT_EXISTS', `Item ${assessment.item} was already assessed on ${on}, as ${known.status}`, {
      field: 'item',
      remedy: 'Correct that assessment.',
    });
  }
  return [{ type: 'ChecklistItemAssessed', effectiveAt: on, data: assessment }];
}

function correctAssessment({ data }: Of<'CorrectAssessment'>, state: AdoptedChecklist): readonly ChecklistEvent[] {
  const { on, ...assessment } = data;
  const known = state.assessments.get(assessmentKey(assessment.item, on));
  if (!known) {
    return refuse('ASSESSMENT_UNKNOWN', `Item ${assessment.item} was not assessed on ${on}`, {
      field: 'on',
      remedy: 'Give the day of the assessment to correct.',
    });
  }
  if (sameContent(known, assessment)) return [];
  return [{ type: 'ChecklistAssessmentCorrected', effectiveAt: on, data: assessment }];
}

function planAction({ data }: Of<'PlanAction'>, state: AdoptedChecklist): readonly ChecklistEvent[] {
  const { on, ...planned } = data;
  const known = state.actions.get(planned.actionId);
  if (known) {
    if (known.plannedOn === on && sameContent(known.planned, plannedContent(planned))) return [];
    refuse('ACTION_EXISTS', `This action was already planned on ${known.plannedOn}`, {
      field: 'actionId',
      remedy: 'Use a new id for a new action.',
    });
  }
  return [{ type: 'ChecklistActionPlanned', effectiveAt: on, data: planned }];
}

function decideAction(
  command: Of<'CompleteAction' | 'SlipAction' | 'DropAction'>,
  state: AdoptedChecklist,
): readonly ChecklistEvent[] {
  const { on, actionId } = command.data;
  const action = state.actions.get(actionId);
  if (!action)
    return refuse('ACTION_UNKNOWN', 'No such action was planned', {
      field: 'actionId',
      remedy: 'Plan it first, or check its id.',
    });
  const { item } = action.planned;
  switch (command.type) {
    case 'CompleteAction':
      if (action.status === 'completed') return [];
      requireOpen(action);
      return [{ type: 'ChecklistActionCompleted', effectiveAt: on, data: { item, actionId } }];
    case 'SlipAction': {
      const { dueOn } = command.data;
      requireOpen(action);
      if (dueOn === action.dueOn) return [];
      if (dueOn < action.dueOn) {
        refuse('DUE_NOT_LATER', `The action is due on ${action.dueOn}`, {
          field: 'dueOn',
          remedy: `Give a day after ${action.dueOn}.`,
        });
      }
      return [{ type: 'ChecklistActionSlipped', effectiveAt: on, data: { item, actionId, dueOn } }];
    }
    case 'DropAction': {
      if (action.status === 'dropped') return [];
      requireOpen(action);
      const { reason } = command.data;
      return [{ type: 'ChecklistActionDropped', effectiveAt: on, data: { item, actionId, reason } }];
    }
  }
}

function adopted(state: ChecklistState, on: string): AdoptedChecklist {
  if (state.status === 'none') {
    return refuse('CHECKLIST_NOT_ADOPTED', 'This unit has not adopted the checklist', { remedy: 'Adopt it first.' });
  }
  if (on < state.adoptedOn) {
    refuse('BEFORE_ADOPTION', `The checklist was adopted on ${state.adoptedOn}, after ${on}`, {
      field: 'on',
      remedy: `Give a day on or after ${state.adoptedOn}.`,
    });
  }
  return state;
}

function requireOpen(action: ChecklistAction): void {
  if (action.status === 'open') return;
  refuse('ACTION_NOT_OPEN', `The action is ${action.status}`, {
    field: 'actionId',
    remedy: 'Plan a new action.',
  });
}
