import { DOMAIN, type PraxisEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { eventIndex } from './event-index.projection.js';
import { subjectOf } from './event-subject.js';

const on = '2026-03-31';
const about = (streamId: string, event: PraxisEvent) => {
  const { worker_id, unit_id } = subjectOf(recorded(event, { streamId }));
  return [worker_id, unit_id];
};

describe('the event index', () => {
  it('holds where an event is, who recorded it and when, and not what it says', () =>
    givenEvents(factObjects(eventIndex), [
      recorded(
        { type: 'WorkerAssignedToTeam', effectiveAt: on, data: { unitId: 'nights' } },
        { streamId: 'worker-w-ada', revision: 4n, loggedAt: '2026-04-02T08:00:00.000Z' },
      ),
    ]).thenRows([
      {
        stream_id: 'worker-w-ada',
        aggregate: 'worker',
        revision: 4n,
        event_type: 'WorkerAssignedToTeam',
        logged_at: '2026-04-02T08:00:00.000Z',
        actor_id: 'actor-1',
        actor_role: 'administrator',
        source: 'api',
        worker_id: 'w-ada',
        unit_id: 'nights',
      },
    ]));

  it('has a row for every event there is', () => {
    for (const { name, events } of DOMAIN.aggregates) {
      for (const { type } of events) expect(eventIndex.handles, `${type} of ${name}`).toContain(type);
    }
  });

  it.each([
    ['worker-w-ada', { type: 'WorkerErased', effectiveAt: on, data: {} }, 'w-ada', ''],
    [
      'supervision-s-1',
      { type: 'SupervisionSessionVoided', effectiveAt: on, data: { superviseeId: 'w-ada', sessionId: 'n-1' } },
      'w-ada',
      '',
    ],
    [
      'performance-review-r-1',
      { type: 'PerformanceReviewCompleted', effectiveAt: on, data: { workerId: 'w-ada' } },
      'w-ada',
      '',
    ],
    [
      'learning-log-w-ada',
      { type: 'LearningVoided', effectiveAt: on, data: { entryId: 'e-1', reason: 'duplicate' } },
      'w-ada',
      '',
    ],
    ['checklist-nights', { type: 'ChecklistAdopted', effectiveAt: on, data: {} }, '', 'nights'],
    [
      'indicator-nights-falls',
      {
        type: 'IndicatorAnnotated',
        effectiveAt: on,
        data: { unitId: 'nights', code: 'falls', annotationId: 'n-1', kind: 'outbreak' },
      },
      '',
      'nights',
    ],
    ['improvement-i-1', { type: 'ImprovementStarted', effectiveAt: on, data: { unitId: 'nights' } }, '', 'nights'],
    [
      'improvement-i-1',
      { type: 'ImprovementContributionRecognised', effectiveAt: on, data: { unitId: 'nights', workerId: 'w-ada' } },
      'w-ada',
      'nights',
    ],
    ['organisation-o-1', { type: 'UnitClosed', effectiveAt: on, data: { unitId: 'nights' } }, '', 'nights'],
    ['organisation-o-1', { type: 'OrganisationRegistered', effectiveAt: on, data: { name: 'Provider' } }, '', ''],
    ['role-profile-carer', { type: 'RoleProfileReviewed', effectiveAt: on, data: {} }, '', ''],
  ] satisfies [string, PraxisEvent, string, string][])(
    'knows whom and what an event of %s is about (%#)',
    (stream, event, worker, unit) => {
      expect(about(stream, event)).toEqual([worker, unit]);
    },
  );
});
