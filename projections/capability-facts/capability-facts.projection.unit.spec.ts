import type { PerformanceReviewEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { capabilityFacts } from './capability-facts.projection.js';

const rows = factObjects(capabilityFacts);
const of = (event: PerformanceReviewEvent) => recorded(event, { streamId: 'performance-review-r-1' });
const on = '2026-03-31';
const workerId = 'w-ada';
const subject = { worker_id: 'w-ada', review_id: 'r-1' };
const about = { framework_id: 'leadership', element: 'vision.2', dimension: 'vision' };
const element = { workerId, frameworkId: 'leadership', element: 'vision.2' };

describe('capability facts', () => {
  it('hold one fact for each element agreed to apply or not to', () =>
    givenEvents(rows, [
      of({
        type: 'PerformanceReviewOpened',
        effectiveAt: on,
        data: {
          workerId,
          managerId: 'w-sam',
          periodFrom: '2025-04-01',
          periodTo: '2026-03-31',
          frameworkId: 'leadership',
          frameworkVersion: '1',
          leadershipLevel: 'front-line-leader',
        },
      }),
      of({
        type: 'ReviewStandardsAgreed',
        effectiveAt: on,
        data: { workerId, frameworkId: 'leadership', applicable: ['vision.1', 'vision.2'], notApplicable: ['self.1'] },
      }),
    ]).thenRows([
      { ...subject, kind: 'opened', framework_id: 'leadership', leadership_level: 'front-line-leader' },
      { ...subject, ...about, kind: 'applicable', element: 'vision.1' },
      { ...subject, ...about, kind: 'applicable' },
      { ...subject, ...about, kind: 'not-applicable', element: 'self.1', dimension: 'self' },
    ]));

  it('hold ratings, corrected ones, and none where one was recorded in error', () =>
    givenEvents(rows, [
      of({
        type: 'ElementRated',
        effectiveAt: on,
        data: { ...element, leadershipLevel: 'front-line-leader', source: 'agreed', rating: 2, evidence: ['E1'] },
      }),
      of({ type: 'ElementRatingCorrected', effectiveAt: on, data: { ...element, source: 'agreed', rating: 3 } }),
      of({ type: 'ElementRatingVoided', effectiveAt: on, data: { ...element, source: 'agreed' } }),
    ]).thenRows([
      { ...subject, ...about, kind: 'rated', leadership_level: 'front-line-leader', source: 'agreed', rating: 2 },
      { ...subject, ...about, kind: 'corrected', source: 'agreed', rating: 3 },
      { ...subject, ...about, kind: 'voided', source: 'agreed' },
    ]));

  it('hold targets and the end of the review', () =>
    givenEvents(rows, [
      of({ type: 'ReviewTargetSet', effectiveAt: on, data: { workerId, targetId: 't-1', dueOn: '2026-09-30' } }),
      of({ type: 'ReviewTargetClosed', effectiveAt: on, data: { workerId, targetId: 't-1', outcome: 'met' } }),
      of({ type: 'PerformanceReviewCompleted', effectiveAt: on, data: { workerId } }),
      of({ type: 'PerformanceReviewAppealed', effectiveAt: on, data: { workerId } }),
    ]).thenRows(['target-set', 'target-closed', 'completed', 'appealed'].map((kind) => ({ ...subject, kind }))));
});
