import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { evidenceUnderPseudonyms } from '../evidence.js';
import {
  day,
  evidenceReference,
  frameworkCode,
  freeText,
  leadershipLevel,
  rating,
  RATING_SOURCES,
  recordId,
  referenceId,
  workerId,
} from '../fields.js';

/** Every event names the worker, so that no reader has to look the review up. */
const worker = { workerId: workerId() };
const framework = { frameworkId: referenceId(), element: frameworkCode() };

export const PerformanceReviewOpened = defineEvent('PerformanceReviewOpened', {
  schema: z.strictObject({
    ...worker,
    managerId: workerId(),
    periodFrom: day(),
    periodTo: day(),
    frameworkId: referenceId(),
    frameworkVersion: frameworkCode(),
    leadershipLevel: leadershipLevel(),
  }),
});
/** What does not apply is not evaluated. Both have agreed. */
export const ReviewStandardsAgreed = defineEvent('ReviewStandardsAgreed', {
  schema: z.strictObject({
    ...worker,
    frameworkId: referenceId(),
    applicable: z.array(frameworkCode()).max(200),
    notApplicable: z.array(frameworkCode()).max(200),
  }),
});
/** Evidence is referenced, never copied. Version 1 had the references as a source wrote them. */
export const ElementRated = defineEvent('ElementRated', {
  version: 2,
  upcasters: { 1: evidenceUnderPseudonyms },
  schema: z.strictObject({
    ...worker,
    ...framework,
    leadershipLevel: leadershipLevel(),
    source: z.enum(RATING_SOURCES),
    rating: rating(),
    evidence: z.array(evidenceReference()).max(50),
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
  schema: z.strictObject({ ...worker, targetId: recordId(), dueOn: day(), target: freeText().optional() }),
  personal: { target: 'workerId' },
});
export const ReviewTargetClosed = defineEvent('ReviewTargetClosed', {
  schema: z.strictObject({ ...worker, targetId: recordId(), outcome: z.enum(['met', 'partly-met', 'missed']) }),
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
