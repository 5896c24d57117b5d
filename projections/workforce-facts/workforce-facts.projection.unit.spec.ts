import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import type { WorkerEvent } from '@praxis/domain';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { workforceFacts } from './workforce-facts.projection.js';

const rows = factObjects(workforceFacts);
const ada = (event: WorkerEvent) => recorded(event, { streamId: 'worker-w-ada' });
const on = '2026-03-31';

describe('workforce facts', () => {
  it('hold joining, returning and a changed contract with its hours', () =>
    givenEvents(rows, [
      ada({ type: 'WorkerJoined', effectiveAt: on, data: { contract: 'permanent', weeklyMinutes: 2250 } }),
      ada({ type: 'WorkerReturned', effectiveAt: on, data: { contract: 'bank', weeklyMinutes: null } }),
      ada({ type: 'WorkerContractChanged', effectiveAt: on, data: { contract: 'agency', weeklyMinutes: 0 } }),
    ]).thenRows([
      { worker_id: 'w-ada', kind: 'joined', contract: 'permanent', weekly_minutes: 2250 },
      { worker_id: 'w-ada', kind: 'returned', contract: 'bank' },
      { worker_id: 'w-ada', kind: 'contract', contract: 'agency', weekly_minutes: 0 },
    ]));

  it('hold each assignment', () =>
    givenEvents(rows, [
      ada({ type: 'WorkerAssignedToTeam', effectiveAt: on, data: { unitId: 'night-team' } }),
      ada({ type: 'WorkerAssignedRoleProfile', effectiveAt: on, data: { roleProfileId: 'senior-carer' } }),
      ada({ type: 'WorkerAssignedLeadershipLevel', effectiveAt: on, data: { leadershipLevel: 'front-line-leader' } }),
      ada({ type: 'WorkerAssignedLineManager', effectiveAt: on, data: { managerId: 'w-sam' } }),
    ]).thenRows([
      { worker_id: 'w-ada', kind: 'team', unit_id: 'night-team' },
      { worker_id: 'w-ada', kind: 'role-profile', role_profile_id: 'senior-carer' },
      { worker_id: 'w-ada', kind: 'level', leadership_level: 'front-line-leader' },
      { worker_id: 'w-ada', kind: 'line-manager', manager_id: 'w-sam' },
    ]));

  it('hold leaving, and which leaving was recorded in error', () =>
    givenEvents(rows, [
      ada({ type: 'WorkerLeft', effectiveAt: on, data: { reason: 'retired' } }),
      ada({ type: 'WorkerLeavingVoided', effectiveAt: on, data: { leftOn: '2026-03-15' } }),
      ada({ type: 'WorkerErased', effectiveAt: on, data: {} }),
    ]).thenRows([
      { worker_id: 'w-ada', kind: 'left' },
      { worker_id: 'w-ada', kind: 'leaving-voided', refers_to: '2026-03-15' },
      { worker_id: 'w-ada', kind: 'erased' },
    ]));

  it('hold absence, induction, registration and qualification without what is nobody’s business', () =>
    givenEvents(rows, [
      ada({ type: 'WorkerAbsenceStarted', effectiveAt: on, data: { kind: 'sickness' } }),
      ada({ type: 'WorkerAbsenceEnded', effectiveAt: on, data: {} }),
      ada({ type: 'WorkerInductionStarted', effectiveAt: on, data: {} }),
      ada({ type: 'WorkerInductionCompleted', effectiveAt: on, data: {} }),
      ada({ type: 'ProfessionalRegistrationRecorded', effectiveAt: on, data: { body: 'swe', expiresOn: null } }),
      ada({ type: 'ProfessionalRegistrationRenewed', effectiveAt: on, data: { body: 'swe', expiresOn: '2027-03-31' } }),
      ada({ type: 'ProfessionalRegistrationLapsed', effectiveAt: on, data: { body: 'swe' } }),
      ada({ type: 'QualificationAwarded', effectiveAt: on, data: { qualification: '12', level: 3, year: 2020 } }),
    ]).thenRows(
      [
        'absence-started',
        'absence-ended',
        'induction-started',
        'induction-completed',
        'registration',
        'registration',
        'registration-lapsed',
        'qualification',
      ].map((kind) => ({ worker_id: 'w-ada', kind })),
    ));

  it('hold nothing of somebody’s details', () =>
    givenEvents(rows, [ada({ type: 'WorkerDetailsRecorded', effectiveAt: on, data: { name: 'Ada' } })]).thenRows([]));
});
