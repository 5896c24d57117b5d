import {
  DOMAIN,
  type AggregateName,
  type ImprovementEvent,
  type IndicatorEvent,
  type OrganisationEvent,
  type PerformanceReviewEvent,
  type PraxisEvent,
  type SupervisionEvent,
  type WorkerEvent,
} from '@praxis/domain';
import { idInStream, type RecordedEvent } from '@praxis/event-sourcing';

export interface EventSubject {
  readonly aggregate: AggregateName;
  /** Empty where the event is not about a worker, or not about a unit. */
  readonly worker_id: string;
  readonly unit_id: string;
}

/** Whom and which unit an event is about, as far as the event itself says so. */
export function subjectOf(recorded: RecordedEvent<PraxisEvent>): EventSubject {
  const { event, streamId } = recorded;
  const aggregate = DOMAIN.aggregateOfEvent.get(event.type);
  if (!aggregate) throw new Error(`${event.type} belongs to no aggregate`);
  const about = (worker_id: string, unit_id: string): EventSubject => ({ aggregate, worker_id, unit_id });
  switch (aggregate) {
    case 'organisation':
      return about('', unitNamedIn((event as OrganisationEvent).data));
    case 'worker':
      return about(idInStream('worker', streamId), unitNamedIn((event as WorkerEvent).data));
    case 'learning-log':
      return about(idInStream('learning-log', streamId), '');
    case 'supervision':
      return about((event as SupervisionEvent).data.superviseeId, '');
    case 'performance-review':
      return about((event as PerformanceReviewEvent).data.workerId, '');
    case 'checklist':
      return about('', idInStream('checklist', streamId));
    case 'indicator':
      return about('', (event as IndicatorEvent).data.unitId);
    case 'improvement':
      return about(workerOfImprovement(event as ImprovementEvent), (event as ImprovementEvent).data.unitId);
    case 'framework':
    case 'role-profile':
      return about('', '');
    default:
      return aggregate satisfies never;
  }
}

function unitNamedIn(data: OrganisationEvent['data'] | WorkerEvent['data']): string {
  return 'unitId' in data ? data.unitId : '';
}

function workerOfImprovement({ type, data }: ImprovementEvent): string {
  if (type === 'ImprovementProposed') return data.proposedBy;
  return type === 'ImprovementContributionRecognised' ? data.workerId : '';
}
