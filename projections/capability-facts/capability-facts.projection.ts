import { PERFORMANCE_REVIEW_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { dimensionOf } from '../framework-element.js';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const capabilityTable = factTable({
  name: 'capability_facts',
  version: 1,
  comment: 'What applies to whom and how well it is done, by performance review',
  columns: {
    worker_id: 'LowCardinality(String)',
    review_id: 'String',
    kind: 'LowCardinality(String)',
    framework_id: 'LowCardinality(String)',
    element: 'LowCardinality(String)',
    dimension: 'LowCardinality(String)',
    leadership_level: 'LowCardinality(String)',
    source: 'LowCardinality(String)',
    rating: 'Nullable(UInt8)',
  },
  orderBy: ['framework_id', 'element', 'worker_id', 'effective_at', 'position'],
});

export type CapabilityFactKind =
  | 'opened'
  | 'applicable'
  | 'not-applicable'
  | 'rated'
  | 'corrected'
  | 'voided'
  | 'completed'
  | 'appealed'
  | 'target-set'
  | 'target-closed';
type Values = Parameters<typeof capabilityTable.row>[1];

export const capabilityFacts = defineProjection({
  table: capabilityTable,
  events: PERFORMANCE_REVIEW_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const subject = { worker_id: event.data.workerId, review_id: idInStream('performance-review', recorded.streamId) };
    const row = (kind: CapabilityFactKind, values: Values = {}) =>
      capabilityTable.row(recorded, subject, { kind }, values);
    switch (event.type) {
      case 'PerformanceReviewOpened':
        return [row('opened', { framework_id: event.data.frameworkId, leadership_level: event.data.leadershipLevel })];
      case 'ReviewStandardsAgreed': {
        const { frameworkId, applicable, notApplicable } = event.data;
        return [
          ...applicable.map((element) => row('applicable', elementOf({ frameworkId, element }))),
          ...notApplicable.map((element) => row('not-applicable', elementOf({ frameworkId, element }))),
        ];
      }
      case 'ElementRated': {
        const { leadershipLevel: leadership_level, source, rating } = event.data;
        return [row('rated', { ...elementOf(event.data), leadership_level, source, rating })];
      }
      case 'ElementRatingCorrected': {
        const { source, rating } = event.data;
        return [row('corrected', { ...elementOf(event.data), source, rating })];
      }
      case 'ElementRatingVoided':
        return [row('voided', { ...elementOf(event.data), source: event.data.source })];
      case 'ReviewTargetSet':
        return [row('target-set')];
      case 'ReviewTargetClosed':
        return [row('target-closed')];
      case 'PerformanceReviewCompleted':
        return [row('completed')];
      case 'PerformanceReviewAppealed':
        return [row('appealed')];
      default:
        return undecided(event);
    }
  },
});

function elementOf({ frameworkId, element }: { frameworkId: string; element: string }) {
  return { framework_id: frameworkId, element, dimension: dimensionOf(element) };
}
