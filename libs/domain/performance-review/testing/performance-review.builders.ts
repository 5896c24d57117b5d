import type { PerformanceReviewEvent } from '../performance-review.events.js';

type Event<Type extends PerformanceReviewEvent['type']> = Extract<PerformanceReviewEvent, { type: Type }>;

export const reviewOpened = (
  data: Partial<Event<'PerformanceReviewOpened'>['data']> = {},
  on = '2026-01-05',
): Event<'PerformanceReviewOpened'> => ({
  type: 'PerformanceReviewOpened',
  effectiveAt: on,
  data: {
    workerId: 'w-ada',
    managerId: 'w-sam',
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    frameworkId: 'leadership-framework',
    frameworkVersion: '1',
    leadershipLevel: 'front-line-leader',
    ...data,
  },
});

export const standardsAgreed = (
  data: Partial<Event<'ReviewStandardsAgreed'>['data']> = {},
  on = '2026-01-10',
): Event<'ReviewStandardsAgreed'> => ({
  type: 'ReviewStandardsAgreed',
  effectiveAt: on,
  data: {
    workerId: 'w-ada',
    frameworkId: 'leadership-framework',
    applicable: ['1.1', '1.2'],
    notApplicable: ['6.1'],
    ...data,
  },
});

export const elementRated = (
  data: Partial<Event<'ElementRated'>['data']> = {},
  on = '2026-03-01',
): Event<'ElementRated'> => ({
  type: 'ElementRated',
  effectiveAt: on,
  data: {
    workerId: 'w-ada',
    frameworkId: 'leadership-framework',
    element: '1.1',
    leadershipLevel: 'front-line-leader',
    source: 'manager',
    rating: 2,
    evidence: [],
    ...data,
  },
});

export const ratingCorrected = (
  data: Partial<Event<'ElementRatingCorrected'>['data']> = {},
  on = '2026-03-01',
): Event<'ElementRatingCorrected'> => ({
  type: 'ElementRatingCorrected',
  effectiveAt: on,
  data: {
    workerId: 'w-ada',
    frameworkId: 'leadership-framework',
    element: '1.1',
    source: 'manager',
    rating: 3,
    ...data,
  },
});

export const ratingVoided = (
  data: Partial<Event<'ElementRatingVoided'>['data']> = {},
  on = '2026-03-01',
): Event<'ElementRatingVoided'> => ({
  type: 'ElementRatingVoided',
  effectiveAt: on,
  data: { workerId: 'w-ada', frameworkId: 'leadership-framework', element: '1.1', source: 'manager', ...data },
});

export const targetSet = (
  data: Partial<Event<'ReviewTargetSet'>['data']> = {},
  on = '2026-02-01',
): Event<'ReviewTargetSet'> => ({
  type: 'ReviewTargetSet',
  effectiveAt: on,
  data: { workerId: 'w-ada', targetId: 't-1', dueOn: '2026-09-30', ...data },
});

export const targetClosed = (
  data: Partial<Event<'ReviewTargetClosed'>['data']> = {},
  on = '2026-05-01',
): Event<'ReviewTargetClosed'> => ({
  type: 'ReviewTargetClosed',
  effectiveAt: on,
  data: { workerId: 'w-ada', targetId: 't-1', outcome: 'met', ...data },
});

export const reviewCompleted = (
  data: Partial<Event<'PerformanceReviewCompleted'>['data']> = {},
  on = '2026-05-31',
): Event<'PerformanceReviewCompleted'> => ({
  type: 'PerformanceReviewCompleted',
  effectiveAt: on,
  data: { workerId: 'w-ada', ...data },
});

export const reviewAppealed = (
  data: Partial<Event<'PerformanceReviewAppealed'>['data']> = {},
  on = '2026-06-10',
): Event<'PerformanceReviewAppealed'> => ({
  type: 'PerformanceReviewAppealed',
  effectiveAt: on,
  data: { workerId: 'w-ada', ...data },
});
