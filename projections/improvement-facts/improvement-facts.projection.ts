import { IMPROVEMENT_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const improvementTable = factTable({
  name: 'improvement_facts',
  version: 1,
  comment: 'Improvements, the CPD meant to bring them about, and what was found',
  columns: {
    improvement_id: 'String',
    unit_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    programme_id: 'LowCardinality(String)',
    indicator_unit_id: 'LowCardinality(String)',
    indicator: 'LowCardinality(String)',
    /** Who proposed it, or whose contribution is recognised. */
    worker_id: 'String',
    level: 'LowCardinality(String)',
    finding: 'LowCardinality(String)',
    /** Design of a question, reason of its withdrawal, method of an evaluation, audience, or outcome. */
    code: 'LowCardinality(String)',
    judged_by: 'LowCardinality(String)',
  },
  orderBy: ['improvement_id', 'effective_at', 'position'],
});

export type ImprovementFactKind =
  | 'proposed'
  | 'started'
  | 'cpd-linked'
  | 'question-registered'
  | 'question-withdrawn'
  | 'contribution'
  | 'evaluated'
  | 'shared'
  | 'closed';
type Values = Parameters<typeof improvementTable.row>[1];

export const improvementFacts = defineProjection({
  table: improvementTable,
  events: IMPROVEMENT_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const subject = {
      improvement_id: idInStream('improvement', recorded.streamId),
      unit_id: event.data.unitId,
    };
    const fact = (kind: ImprovementFactKind, values: Values = {}) => [
      improvementTable.row(recorded, subject, { kind }, values),
    ];
    switch (event.type) {
      case 'ImprovementProposed':
        return fact('proposed', { worker_id: event.data.proposedBy });
      case 'ImprovementStarted':
        return fact('started');
      case 'ImprovementCpdLinked':
        return fact('cpd-linked', { programme_id: event.data.programmeId, ...indicatorOf(event.data) });
      case 'ImprovementQuestionRegistered':
        return fact('question-registered', { ...indicatorOf(event.data), code: event.data.design });
      case 'ImprovementQuestionWithdrawn':
        return fact('question-withdrawn', { code: event.data.reason });
      case 'ImprovementContributionRecognised':
        return fact('contribution', { worker_id: event.data.workerId });
      case 'ImprovementImpactEvaluated':
        return fact('evaluated', {
          level: event.data.level,
          finding: event.data.finding,
          code: event.data.method,
          judged_by: event.data.judgedBy,
        });
      case 'ImprovementShared':
        return fact('shared', { code: event.data.audience });
      case 'ImprovementClosed':
        return fact('closed', { code: event.data.outcome });
      default:
        return undecided(event);
    }
  },
});

function indicatorOf(linked: { indicatorUnitId: string; indicatorCode: string }) {
  return { indicator_unit_id: linked.indicatorUnitId, indicator: linked.indicatorCode };
}
