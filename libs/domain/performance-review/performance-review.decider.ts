import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import { decideRating } from './performance-review-ratings.decider.js';
import type { PerformanceReviewCommand } from './performance-review.commands.js';
import type { PerformanceReviewEvent } from './performance-review.events.js';
import { existingReview, openReview } from './performance-review.rules.js';
import type { PerformanceReviewState } from './performance-review.state.js';

type Of<Type extends PerformanceReviewCommand['type']> = Extract<PerformanceReviewCommand, { type: Type }>;

export function decidePerformanceReview(
  command: PerformanceReviewCommand,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  switch (command.type) {
    case 'OpenReview':
      return open(command, state, context);
    case 'AgreeStandards':
    case 'RateElement':
    case 'CorrectRating':
    case 'VoidRating':
      return decideRating(command, state, context);
    case 'SetTarget':
    case 'CloseTarget':
      return decideTarget(command, state, context);
    case 'CompleteReview': {
      const { on, ...signed } = command.data;
      requireNotInFuture('on', on, context);
      const review = existingReview(state);
      if (review.completedOn === on) return [];
      const { workerId } = openReview(review, on).opening;
      return [{ type: 'PerformanceReviewCompleted', effectiveAt: on, data: { workerId, ...signed } }];
    }
    case 'AppealReview':
      return appeal(command, state, context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function open(
  { data }: Of<'OpenReview'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  const { on, ...opening } = data;
  requireNotInFuture('on', on, context);
  if (opening.managerId === opening.workerId) {
    refuse('SELF_REVIEW', 'Nobody reviews their own performance', {
      field: 'managerId',
      remedy: 'Name the manager who reviews.',
    });
  }
  if (opening.periodTo < opening.periodFrom) {
    refuse('PERIOD_OUT_OF_ORDER', `The period ends on ${opening.periodTo}, before it begins`, {
      field: 'periodTo',
      remedy: 'Give the last day of the period, on or after its first.',
    });
  }
  if (state.status === 'none') return [{ type: 'PerformanceReviewOpened', effectiveAt: on, data: opening }];
  if (state.openedOn === on && sameContent(state.opening, opening)) return [];
  return refuse('REVIEW_EXISTS', `This review was already opened on ${state.openedOn}`, {
    remedy: 'Use an id of its own for each review.',
  });
}

function decideTarget(
  command: Of<'SetTarget' | 'CloseTarget'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  requireNotInFuture('on', command.data.on, context);
  const existing = existingReview(state);
  const { workerId } = existing.opening;
  const known = existing.targets.get(command.data.targetId);
  if (command.type === 'SetTarget') {
    const { on, ...target } = command.data;
    if (known && known.setOn === on && known.dueOn === target.dueOn) return [];
    openReview(existing, on);
    if (known) {
      refuse('TARGET_EXISTS', `This target was already set on ${known.setOn}`, {
        field: 'targetId',
        remedy: 'Use a new id for a new target.',
      });
    }
    return [{ type: 'ReviewTargetSet', effectiveAt: on, data: { workerId, ...target } }];
  }
  const { on, ...closed } = command.data;
  if (known?.outcome === closed.outcome) return [];
  openReview(existing, on);
  if (!known)
    return refuse('TARGET_UNKNOWN', 'No such target was set', {
      field: 'targetId',
      remedy: 'Set it first, or check its id.',
    });
  if (known.outcome !== undefined) {
    refuse('TARGET_CLOSED', `This target was closed as ${known.outcome}`, {
      field: 'targetId',
      remedy: 'How a target was closed stays: set a new one, with a new id.',
    });
  }
  return [{ type: 'ReviewTargetClosed', effectiveAt: on, data: { workerId, ...closed } }];
}

function appeal(
  { data }: Of<'AppealReview'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  const { on, ...appealed } = data;
  requireNotInFuture('on', on, context);
  const { opening, completedOn, appealedOn } = existingReview(state);
  if (completedOn === undefined || on < completedOn) {
    refuse('REVIEW_NOT_COMPLETED', completedOn ? `The review was completed on ${completedOn}` : 'It is not completed', {
      field: 'on',
      remedy: 'Appeal against a review once it is completed.',
    });
  }
  if (appealedOn === on) return [];
  if (appealedOn !== undefined) {
    refuse('ALREADY_APPEALED', `This review was appealed against on ${appealedOn}`, {
      field: 'on',
      remedy: 'A review is appealed against once: leave that appeal as it is.',
    });
  }
  return [{ type: 'PerformanceReviewAppealed', effectiveAt: on, data: { workerId: opening.workerId, ...appealed } }];
}
