import { refuse } from '../rules.js';
import type { OpenedReview, PerformanceReviewState } from './performance-review.state.js';

export function existingReview(state: PerformanceReviewState): OpenedReview {
  if (state.status === 'opened') return state;
  return refuse('REVIEW_NOT_OPENED', 'This review has not been opened', { remedy: 'Open the review first.' });
}

/** The review, if it still takes something new as of a day. */
export function openReview(state: PerformanceReviewState, on: string): OpenedReview {
  const review = existingReview(state);
  if (review.completedOn !== undefined) {
    refuse('REVIEW_COMPLETED', `This review was completed on ${review.completedOn}`, {
      remedy: 'Correct or void a rating, appeal, or open the next review.',
    });
  }
  if (on < review.openedOn) {
    refuse('BEFORE_OPENING', `This review was opened on ${review.openedOn}, after ${on}`, {
      field: 'on',
      remedy: `Give a day on or after ${review.openedOn}.`,
    });
  }
  return review;
}
