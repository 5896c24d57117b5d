import { PersistentMap } from '@praxis/event-sourcing';
import type { PerformanceReviewEvent } from './performance-review.events.js';

type Event<Type extends PerformanceReviewEvent['type']> = Extract<PerformanceReviewEvent, { type: Type }>;

/** The last rating of an element by a source. */
export type Rated =
  { readonly status: 'rated'; readonly rating: number; readonly on: string } | { readonly status: 'voided' };

export interface ReviewTarget {
  readonly setOn: string;
  readonly dueOn: string;
  readonly outcome: Event<'ReviewTargetClosed'>['data']['outcome'] | undefined;
}

export type PerformanceReviewState =
  | { readonly status: 'none' }
  | {
      readonly status: 'opened';
      readonly opening: Event<'PerformanceReviewOpened'>['data'];
      readonly openedOn: string;
      readonly applicable: ReadonlySet<string> | undefined;
      readonly notApplicable: ReadonlySet<string>;
      /** By {@link ratingKey}. */
      readonly ratings: PersistentMap<string, Rated>;
      readonly targets: PersistentMap<string, ReviewTarget>;
      readonly completedOn: string | undefined;
      readonly appealedOn: string | undefined;
    };

export type OpenedReview = Extract<PerformanceReviewState, { status: 'opened' }>;

export const NO_PERFORMANCE_REVIEW: PerformanceReviewState = { status: 'none' };

export function ratingKey(rated: { element: string; source: string }): string {
  return `${rated.element} ${rated.source}`;
}

export function evolvePerformanceReview(
  state: PerformanceReviewState,
  event: PerformanceReviewEvent,
): PerformanceReviewState {
  if (event.type === 'PerformanceReviewOpened') {
    return {
      status: 'opened',
      opening: event.data,
      openedOn: event.effectiveAt,
      applicable: undefined,
      notApplicable: new Set(),
      ratings: PersistentMap.empty(),
      targets: PersistentMap.empty(),
      completedOn: undefined,
      appealedOn: undefined,
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ReviewStandardsAgreed':
      return {
        ...state,
        applicable: new Set(event.data.applicable),
        notApplicable: new Set(event.data.notApplicable),
      };
    case 'ElementRated':
      return withRating(state, event, { status: 'rated', rating: event.data.rating, on: event.effectiveAt });
    case 'ElementRatingCorrected':
      return withRating(state, event, { status: 'rated', rating: event.data.rating, on: event.effectiveAt });
    case 'ElementRatingVoided':
      return withRating(state, event, { status: 'voided' });
    case 'ReviewTargetSet':
    case 'ReviewTargetClosed':
      return evolveTarget(state, event);
    case 'PerformanceReviewCompleted':
      return { ...state, completedOn: event.effectiveAt };
    case 'PerformanceReviewAppealed':
      return { ...state, appealedOn: event.effectiveAt };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function withRating(
  state: OpenedReview,
  event: Event<'ElementRated' | 'ElementRatingCorrected' | 'ElementRatingVoided'>,
  rated: Rated,
): OpenedReview {
  return { ...state, ratings: state.ratings.with(ratingKey(event.data), rated) };
}

function evolveTarget(state: OpenedReview, event: Event<'ReviewTargetSet' | 'ReviewTargetClosed'>): OpenedReview {
  const { targetId } = event.data;
  if (event.type === 'ReviewTargetSet') {
    const target = { setOn: event.effectiveAt, dueOn: event.data.dueOn, outcome: undefined };
    return { ...state, targets: state.targets.with(targetId, target) };
  }
  const target = state.targets.get(targetId);
  if (!target) return state;
  return { ...state, targets: state.targets.with(targetId, { ...target, outcome: event.data.outcome }) };
}
