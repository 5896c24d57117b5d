import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, type DomainReference } from '../declarations.js';
import { day, evidenceReference, frameworkCode, freeText, rating, RATING_SOURCES, recordId } from '../fields.js';
import { PerformanceReviewOpened, ReviewTargetClosed } from './performance-review.events.js';
import type { PerformanceReviewState } from './performance-review.state.js';

const roles = ['supervisor', 'worker', 'data-steward', 'administrator'] as const;
const rated = { element: frameworkCode(), source: z.enum(RATING_SOURCES) };

/** Of the version that the review was opened with, whatever was published since. */
const elements = (codes: readonly string[], field: string, state: unknown): DomainReference[] => {
  const review = state as PerformanceReviewState;
  if (review.status === 'none') return [];
  const { frameworkId: within, frameworkVersion: version } = review.opening;
  return codes.map((id) => ({ kind: 'element', id, within, version, on: null, field }));
};

export const PERFORMANCE_REVIEW_COMMANDS = {
  OpenReview: command({
    summary: 'Open a performance review for a period',
    roles,
    schema: z.strictObject({ ...PerformanceReviewOpened.schema.shape, on: day() }),
    references: (data) => [
      { kind: 'worker', id: data.workerId, on: data.on, field: 'workerId' },
      { kind: 'worker', id: data.managerId, on: data.on, field: 'managerId' },
      { kind: 'framework', id: data.frameworkId, within: data.frameworkVersion, on: data.on, field: 'frameworkId' },
    ],
  }),
  AgreeStandards: command({
    summary: 'Agree which elements apply; the others are not evaluated',
    roles,
    schema: z.strictObject({
      applicable: z.array(frameworkCode()).max(200),
      notApplicable: z.array(frameworkCode()).max(200),
      on: day(),
    }),
    references: ({ applicable, notApplicable }, _id, state) => [
      ...elements(applicable, 'applicable', state),
      ...elements(notApplicable, 'notApplicable', state),
    ],
  }),
  RateElement: command({
    summary: 'Rate an element, with references to evidence',
    roles,
    schema: z.strictObject({ ...rated, rating: rating(), evidence: z.array(evidenceReference()).max(50), on: day() }),
    references: ({ element }, _id, state) => elements([element], 'element', state),
  }),
  CorrectRating: command({
    summary: 'Correct a rating that was recorded wrongly',
    roles,
    schema: z.strictObject({ ...rated, rating: rating() }),
  }),
  VoidRating: command({
    summary: 'Void a rating that was recorded in error',
    roles,
    schema: z.strictObject(rated),
  }),
  SetTarget: command({
    summary: 'Set a target',
    roles,
    makes: ['targetId'],
    schema: z.strictObject({ targetId: recordId(), dueOn: day(), target: freeText().optional(), on: day() }),
  }),
  CloseTarget: command({
    summary: 'Close a target as met, partly met or missed',
    roles,
    schema: z.strictObject({ targetId: recordId(), outcome: ReviewTargetClosed.schema.shape.outcome, on: day() }),
  }),
  CompleteReview: command({
    summary: 'Complete and sign the review',
    roles,
    schema: z.strictObject({ summary: freeText().optional(), on: day() }),
  }),
  AppealReview: command({
    summary: 'Appeal against a completed review',
    roles,
    schema: z.strictObject({ grounds: freeText().optional(), on: day() }),
  }),
} as const;
export type PerformanceReviewCommand = CommandOf<typeof PERFORMANCE_REVIEW_COMMANDS>;
