import { WORKER_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, NO_ROWS, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const workforceTable = factTable({
  name: 'workforce_facts',
  version: 1,
  comment: 'Who works here, where, as what and under whom, each from a day on',
  columns: {
    worker_id: 'String',
    kind: 'LowCardinality(String)',
    unit_id: 'LowCardinality(String)',
    role_profile_id: 'LowCardinality(String)',
    leadership_level: 'LowCardinality(String)',
    manager_id: 'LowCardinality(String)',
    contract: 'LowCardinality(String)',
    weekly_minutes: 'Nullable(UInt16)',
    /** The day of the leaving that is voided. */
    refers_to: 'Nullable(Date32)',
  },
  orderBy: ['worker_id', 'kind', 'effective_at', 'position'],
});

export type WorkforceFactKind =
  | 'joined'
  | 'left'
  | 'leaving-voided'
  | 'returned'
  | 'team'
  | 'role-profile'
  | 'level'
  | 'line-manager'
  | 'contract'
  | 'absence-started'
  | 'absence-ended'
  | 'induction-started'
  | 'induction-completed'
  | 'registration'
  | 'registration-lapsed'
  | 'qualification'
  | 'erased';
type Values = Parameters<typeof workforceTable.row>[1];

export const workforceFacts = defineProjection({
  table: workforceTable,
  events: WORKER_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const worker_id = idInStream('worker', recorded.streamId);
    const fact = (kind: WorkforceFactKind, values: Values = {}) => [
      workforceTable.row(recorded, { worker_id, kind }, values),
    ];
    switch (event.type) {
      case 'WorkerJoined':
        return fact('joined', { contract: event.data.contract, weekly_minutes: event.data.weeklyMinutes });
      case 'WorkerReturned':
        return fact('returned', { contract: event.data.contract, weekly_minutes: event.data.weeklyMinutes });
      case 'WorkerContractChanged':
        return fact('contract', { contract: event.data.contract, weekly_minutes: event.data.weeklyMinutes });
      case 'WorkerAssignedToTeam':
        return fact('team', { unit_id: event.data.unitId });
      case 'WorkerAssignedRoleProfile':
        return fact('role-profile', { role_profile_id: event.data.roleProfileId });
      case 'WorkerAssignedLeadershipLevel':
        return fact('level', { leadership_level: event.data.leadershipLevel });
      case 'WorkerAssignedLineManager':
        return fact('line-manager', { manager_id: event.data.managerId });
      case 'WorkerInductionStarted':
        return fact('induction-started');
      case 'WorkerInductionCompleted':
        return fact('induction-completed');
      // Why somebody is away can be about their health: analytics only learns that they are.
      case 'WorkerAbsenceStarted':
        return fact('absence-started');
      case 'WorkerAbsenceEnded':
        return fact('absence-ended');
      case 'ProfessionalRegistrationRecorded':
      case 'ProfessionalRegistrationRenewed':
        return fact('registration');
      case 'ProfessionalRegistrationLapsed':
        return fact('registration-lapsed');
      case 'QualificationAwarded':
        return fact('qualification');
      case 'WorkerLeft':
        return fact('left');
      case 'WorkerLeavingVoided':
        return fact('leaving-voided', { refers_to: event.data.leftOn });
      case 'WorkerErased':
        return fact('erased');
      // Nothing but personal fields, and what keeps them.
      case 'LegalHoldPlaced':
      case 'LegalHoldLifted':
      case 'WorkerDetailsRecorded':
        return NO_ROWS;
      default:
        return undecided(event);
    }
  },
});
