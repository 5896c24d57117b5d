import { defineAggregate } from '@praxis/event-sourcing';
import { PERFORMANCE_REVIEW_COMMANDS } from './performance-review.commands.js';
import { decidePerformanceReview } from './performance-review.decider.js';
import { PERFORMANCE_REVIEW_EVENTS } from './performance-review.events.js';
import { evolvePerformanceReview, NO_PERFORMANCE_REVIEW } from './performance-review.state.js';

export const performanceReview = defineAggregate({
  name: 'performance-review',
  plural: 'performance-reviews',
  description: 'The review of one worker over a period: standards agreed, ratings, targets',
  begins: 'OpenReview',
  about: 'workerId',
  events: PERFORMANCE_REVIEW_EVENTS,
  commands: PERFORMANCE_REVIEW_COMMANDS,
  initialState: NO_PERFORMANCE_REVIEW,
  evolve: evolvePerformanceReview,
  decide: decidePerformanceReview,
});
