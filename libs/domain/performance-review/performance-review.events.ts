import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { code, day, freeText, id, leadershipLevel, rating, RATING_SOURCES } from '../fields.js';

/** Every event names the worker, so that no reader has to look the review up. */
const worker = { workerId: id() };
const framework = { frameworkId: id(), element: code() };

export const PerformanceReviewOpened = defineEvent('PerformanceReviewOpened', {
  schema: z.strictObject({
    ...worker,
    managerId: id(),
    periodFrom: day(),
    periodTo: day(),
    frameworkId: id(),
    frameworkVersion: code(),
    leadershipLevel: leadershipLevel(),
  }),
});
/** What does not apply is not evaluated. Both have agreed. */
export const ReviewStandardsAgreed = defineEvent('ReviewStandardsAgreed', {
  schema: z.strictObject({
    ...worker,
    frameworkId: id(),
    applicable: z.array(code()).max(200),
    notApplicable: z.array(code()).max(200),
  }),
});
/** Evidence is referenced, never copied. */
export const ElementRated = defineEvent('ElementRated', {
  schema: z.strictObject({
    ...worker,
    ...framework,
    leadershipLevel: leadershipLevel(),
    source: z.enum(RATING_SOURCES),
    rating: rating(),
    evidence: z.array(code()).max(50),
  }),
});
/** Replaces the rating of the same element and source in this review. `effectiveAt` is the rating's own day. */
export const ElementRatingCorrected = defineEvent('ElementRatingCorrected', {
  schema: z.strictObject({ ...worker, ...framework, source: z.enum(RATING_SOURCES), rating: rating() }),
});
/** The rating was recorded in error: the element counts as not rated in this review. */
export const ElementRatingVoided = defineEvent('ElementRatingVoided', {
  schema: z.strictObject({ ...worker, ...framework, source: z.enum(RATING_SOURCES) }),
});
export const ReviewTargetSet = defineEvent('ReviewTargetSet', {
  schema: z.strictObject({ ...worker, targetId: id(), dueOn: day(), target: freeText().optional() }),
  personal: { target: 'workerId' },
});
export const ReviewTargetClosed = defineEvent('ReviewTargetClosed', {
  schema: z.strictObject({ ...worker, targetId: id(), outcome: z.enum(['met', 'partly-met', 'missed']) }),
});
/** Both have signed. */
export const PerformanceReviewCompleted = defineEvent('PerformanceReviewCompleted', {
  schema: z.strictObject({ ...worker, summary: freeText().optional() }),
  personal: { summary: 'workerId' },
});
export const PerformanceReviewAppealed = defineEvent('PerformanceReviewAppealed', {
  schema: z.strictObject({ ...worker, grounds: freeText().optional() }),
  personal: { grounds: 'workerId' },
});

export const PERFORMANCE_REVIEW_EVENTS = [
  PerformanceReviewOpened,
  ReviewStandardsAgreed,
  ElementRated,
  ElementRatingCorrected,
  ElementRatingVoided,
  ReviewTargetSet,
  ReviewTargetClosed,
  PerformanceReviewCompleted,
  PerformanceReviewAppealed,
] as const;
export type PerformanceReviewEvent = EventOf<typeof PERFORMANCE_REVIEW_EVENTS>;
