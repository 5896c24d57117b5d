import { SUPERVISION_EVENTS, type SupervisionEvent } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const supervisionTable = factTable({
  name: 'supervision_facts',
  version: 1,
  comment: 'Supervision agreed, held, recorded, and what came of it',
  columns: {
    supervision_id: 'String',
    /** The supervisee. */
    worker_id: 'LowCardinality(String)',
    supervisor_id: 'LowCardinality(String)',
    kind: 'LowCardinality(String)',
    session_id: 'String',
    action_id: 'String',
    minutes: 'Nullable(UInt32)',
    /** Days between sessions, and from a session to the signing of its record, as agreed; 0 elsewhere. */
    interval_days: 'UInt16',
    record_days: 'UInt16',
    /** The day a session is planned for, or an action is due. */
    due_on: 'Nullable(Date32)',
    /** Kind of agreement, owner of an action, area of a need, pressure noted, or reason given. */
    code: 'LowCardinality(String)',
  },
  orderBy: ['worker_id', 'kind', 'effective_at', 'position'],
});

export type SupervisionFactKind =
  | 'agreement-signed'
  | 'agreement-changed'
  | 'agreement-ended'
  | 'scheduled'
  | 'rearranged'
  | 'held'
  | 'missed'
  | 'voided'
  | 'record-signed'
  | 'action-agreed'
  | 'action-completed'
  | 'action-dropped'
  | 'need'
  | 'pressure'
  | 'achievement';
type Values = Parameters<typeof supervisionTable.row>[1];

export const supervisionFacts = defineProjection({
  table: supervisionTable,
  events: SUPERVISION_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const subject = {
      supervision_id: idInStream('supervision', recorded.streamId),
      worker_id: event.data.superviseeId,
      session_id: 'sessionId' in event.data ? event.data.sessionId : '',
      action_id: 'actionId' in event.data ? event.data.actionId : '',
    };
    const fact = (kind: SupervisionFactKind, values: Values = {}) => [
      supervisionTable.row(recorded, subject, { kind }, values),
    ];
    switch (event.type) {
      case 'SupervisionAgreementSigned':
        return fact('agreement-signed', termsOf(event.data));
      case 'SupervisionAgreementChanged':
        return fact('agreement-changed', termsOf(event.data));
      case 'SupervisionAgreementEnded':
        return fact('agreement-ended', { code: event.data.reason });
      case 'SupervisionSessionScheduled':
        return fact('scheduled', { due_on: event.data.scheduledFor });
      case 'SupervisionSessionRearranged':
        return fact('rearranged', { due_on: event.data.scheduledFor, code: event.data.reason });
      case 'SupervisionSessionHeld':
        return fact('held', { minutes: event.data.minutes });
      case 'SupervisionSessionMissed':
        return fact('missed', { code: event.data.reason });
      case 'SupervisionSessionVoided':
        return fact('voided');
      case 'SupervisionRecordSigned':
        return fact('record-signed');
      case 'SupervisionActionAgreed':
        return fact('action-agreed', { due_on: event.data.dueOn, code: event.data.owner });
      case 'SupervisionActionCompleted':
        return fact('action-completed');
      case 'SupervisionActionDropped':
        return fact('action-dropped', { code: event.data.reason });
      case 'DevelopmentNeedIdentified':
        return fact('need', { code: event.data.area });
      case 'WorkPressureNoted':
        return fact('pressure', { code: event.data.pressure });
      case 'AchievementRecognised':
        return fact('achievement');
      default:
        return undecided(event);
    }
  },
});

type Terms = Extract<SupervisionEvent, { type: 'SupervisionAgreementSigned' }>['data'];

function termsOf({ supervisorId, kind, intervalDays, recordTimescaleDays }: Terms): Values {
  return {
    supervisor_id: supervisorId,
    interval_days: intervalDays,
    record_days: recordTimescaleDays,
    code: kind,
  };
}
