import type { DecisionContext } from '@praxis/event-sourcing';
import { RATING_SOURCES } from '../fields.js';
import { refuse, requireNotInFuture } from '../rules.js';
import type { PerformanceReviewCommand } from './performance-review.commands.js';
import type { PerformanceReviewEvent } from './performance-review.events.js';
import { existingReview, openReview } from './performance-review.rules.js';
import { ratingKey, type OpenedReview, type PerformanceReviewState } from './performance-review.state.js';

type Of<Type extends PerformanceReviewCommand['type']> = Extract<PerformanceReviewCommand, { type: Type }>;

/** Which elements apply, and how they are rated. */
export function decideRating(
  command: Of<'AgreeStandards' | 'RateElement' | 'CorrectRating' | 'VoidRating'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  switch (command.type) {
    case 'AgreeStandards':
      return agreeStandards(command, state, context);
    case 'RateElement':
      return rateElement(command, state, context);
    case 'CorrectRating': {
      const { rating, ...rated } = command.data;
      const { opening, ratings } = existingReview(state);
      const last = ratings.get(ratingKey(rated));
      if (last?.status !== 'rated') return refuseNotRated(rated);
      if (last.rating === rating) return [];
      const { workerId, frameworkId } = opening;
      const data = { workerId, frameworkId, ...rated, rating };
      return [{ type: 'ElementRatingCorrected', effectiveAt: last.on, data }];
    }
    case 'VoidRating': {
      const { data: rated } = command;
      const { opening, ratings } = existingReview(state);
      const last = ratings.get(ratingKey(rated));
      if (last?.status === 'voided') return [];
      if (!last) return refuseNotRated(rated);
      const { workerId, frameworkId } = opening;
      return [{ type: 'ElementRatingVoided', effectiveAt: last.on, data: { workerId, frameworkId, ...rated } }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function agreeStandards(
  { data }: Of<'AgreeStandards'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  const { on, applicable, notApplicable } = data;
  requireNotInFuture('on', on, context);
  const existing = existingReview(state);
  const both = applicable.find((element) => notApplicable.includes(element));
  if (both !== undefined) {
    refuse('STANDARD_BOTH_WAYS', 'An element cannot be applicable and not applicable', {
      field: 'notApplicable',
      remedy: 'Name each element in one of the two lists.',
    });
  }
  if (sameCodes(existing.applicable, applicable) && sameCodes(existing.notApplicable, notApplicable)) return [];
  const review = openReview(existing, on);
  requireRatedStayApplicable(review, applicable);
  const { workerId, frameworkId } = review.opening;
  const agreed = { workerId, frameworkId, applicable, notApplicable };
  return [{ type: 'ReviewStandardsAgreed', effectiveAt: on, data: agreed }];
}

function rateElement(
  { data }: Of<'RateElement'>,
  state: PerformanceReviewState,
  context: DecisionContext,
): readonly PerformanceReviewEvent[] {
  const { on, ...rated } = data;
  requireNotInFuture('on', on, context);
  const existing = existingReview(state);
  const last = existing.ratings.get(ratingKey(rated));
  if (last?.status === 'rated' && last.on === on && last.rating === rated.rating) return [];
  const review = openReview(existing, on);
  requireApplicable(review, rated.element);
  if (last?.status === 'rated' && on === last.on) {
    refuse('RATING_EXISTS', `Element ${rated.element} was already rated on ${on}, as ${last.rating}`, {
      field: 'rating',
      remedy: 'Correct the rating.',
    });
  }
  if (last?.status === 'rated' && on < last.on) {
    refuse('RATING_OUT_OF_ORDER', `Element ${rated.element} was last rated on ${last.on}, after ${on}`, {
      field: 'on',
      remedy: `Give a day after ${last.on}, or correct that rating.`,
    });
  }
  const { workerId, frameworkId, leadershipLevel } = review.opening;
  return [{ type: 'ElementRated', effectiveAt: on, data: { workerId, frameworkId, leadershipLevel, ...rated } }];
}

function requireApplicable(review: OpenedReview, element: string): void {
  if (!review.applicable) {
    return refuse('STANDARDS_NOT_AGREED', 'Which elements apply has not been agreed', {
      remedy: 'Agree the standards first.',
    });
  }
  if (review.applicable.has(element)) return;
  refuse('ELEMENT_NOT_APPLICABLE', 'This element does not apply in this review', {
    field: 'element',
    remedy: 'Rate what was agreed to apply, or agree the standards anew.',
  });
}

function requireRatedStayApplicable(review: OpenedReview, applicable: readonly string[]): void {
  for (const element of review.applicable ?? []) {
    if (applicable.includes(element)) continue;
    const rated = RATING_SOURCES.some(
      (source) => review.ratings.get(ratingKey({ element, source }))?.status === 'rated',
    );
    if (!rated) continue;
    refuse('ELEMENT_RATED', `Element ${element} is rated, so it applies`, {
      field: 'applicable',
      remedy: 'Void its ratings first.',
    });
  }
}

function sameCodes(known: ReadonlySet<string> | undefined, given: readonly string[]): boolean {
  const codes = new Set(given);
  return known !== undefined && known.size === codes.size && [...codes].every((code) => known.has(code));
}

function refuseNotRated(rated: { element: string; source: string }): never {
  return refuse('RATING_UNKNOWN', `The element has no ${rated.source} rating in this review`, {
    field: 'element',
    remedy: 'Rate it first, or check the element and who rated.',
  });
}
