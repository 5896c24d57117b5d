import type { WorkerEvent } from '../worker.events.js';

type Event<Type extends WorkerEvent['type']> = Extract<WorkerEvent, { type: Type }>;

export const workerJoined = (
  data: Partial<Event<'WorkerJoined'>['data']> = {},
  on = '2024-04-01',
): Event<'WorkerJoined'> => ({
  type: 'WorkerJoined',
  effectiveAt: on,
  data: { contract: 'permanent', weeklyMinutes: 2250, ...data },
});

export const detailsRecorded = (
  data: Partial<Event<'WorkerDetailsRecorded'>['data']> = {},
  on = '2024-04-01',
): Event<'WorkerDetailsRecorded'> => ({
  type: 'WorkerDetailsRecorded',
  effectiveAt: on,
  data: { name: 'Ada Example', ...data },
});

export const assignedToTeam = (
  data: Partial<Event<'WorkerAssignedToTeam'>['data']> = {},
  on = '2024-05-01',
): Event<'WorkerAssignedToTeam'> => ({
  type: 'WorkerAssignedToTeam',
  effectiveAt: on,
  data: { unitId: 'team-a', ...data },
});

export const assignedRoleProfile = (
  data: Partial<Event<'WorkerAssignedRoleProfile'>['data']> = {},
  on = '2024-05-01',
): Event<'WorkerAssignedRoleProfile'> => ({
  type: 'WorkerAssignedRoleProfile',
  effectiveAt: on,
  data: { roleProfileId: 'senior-care-worker', ...data },
});

export const assignedLeadershipLevel = (
  data: Partial<Event<'WorkerAssignedLeadershipLevel'>['data']> = {},
  on = '2024-05-01',
): Event<'WorkerAssignedLeadershipLevel'> => ({
  type: 'WorkerAssignedLeadershipLevel',
  effectiveAt: on,
  data: { leadershipLevel: 'front-line-worker', ...data },
});

export const assignedLineManager = (
  data: Partial<Event<'WorkerAssignedLineManager'>['data']> = {},
  on = '2024-05-01',
): Event<'WorkerAssignedLineManager'> => ({
  type: 'WorkerAssignedLineManager',
  effectiveAt: on,
  data: { managerId: 'w-sam', ...data },
});

export const contractChanged = (
  data: Partial<Event<'WorkerContractChanged'>['data']> = {},
  on = '2025-01-01',
): Event<'WorkerContractChanged'> => ({
  type: 'WorkerContractChanged',
  effectiveAt: on,
  data: { contract: 'permanent', weeklyMinutes: 1500, ...data },
});

export const inductionStarted = (on = '2024-04-02'): Event<'WorkerInductionStarted'> => ({
  type: 'WorkerInductionStarted',
  effectiveAt: on,
  data: {},
});

export const inductionCompleted = (on = '2024-06-20'): Event<'WorkerInductionCompleted'> => ({
  type: 'WorkerInductionCompleted',
  effectiveAt: on,
  data: {},
});

export const absenceStarted = (
  data: Partial<Event<'WorkerAbsenceStarted'>['data']> = {},
  on = '2025-02-01',
): Event<'WorkerAbsenceStarted'> => ({
  type: 'WorkerAbsenceStarted',
  effectiveAt: on,
  data: { kind: 'sickness', ...data },
});

export const absenceEnded = (on = '2025-03-01'): Event<'WorkerAbsenceEnded'> => ({
  type: 'WorkerAbsenceEnded',
  effectiveAt: on,
  data: {},
});

export const registrationRecorded = (
  data: Partial<Event<'ProfessionalRegistrationRecorded'>['data']> = {},
  on = '2024-04-01',
): Event<'ProfessionalRegistrationRecorded'> => ({
  type: 'ProfessionalRegistrationRecorded',
  effectiveAt: on,
  data: { body: 'nmc', expiresOn: '2026-03-31', ...data },
});

export const registrationRenewed = (
  data: Partial<Event<'ProfessionalRegistrationRenewed'>['data']> = {},
  on = '2026-03-20',
): Event<'ProfessionalRegistrationRenewed'> => ({
  type: 'ProfessionalRegistrationRenewed',
  effectiveAt: on,
  data: { body: 'nmc', expiresOn: '2029-03-31', ...data },
});

export const registrationLapsed = (
  data: Partial<Event<'ProfessionalRegistrationLapsed'>['data']> = {},
  on = '2026-04-01',
): Event<'ProfessionalRegistrationLapsed'> => ({
  type: 'ProfessionalRegistrationLapsed',
  effectiveAt: on,
  data: { body: 'nmc', ...data },
});

export const qualificationAwarded = (
  data: Partial<Event<'QualificationAwarded'>['data']> = {},
  on = '2023-07-01',
): Event<'QualificationAwarded'> => ({
  type: 'QualificationAwarded',
  effectiveAt: on,
  data: { qualification: 'social-care', level: 3, year: 2023, ...data },
});

export const workerLeft = (
  data: Partial<Event<'WorkerLeft'>['data']> = {},
  on = '2026-03-31',
): Event<'WorkerLeft'> => ({
  type: 'WorkerLeft',
  effectiveAt: on,
  data: { reason: 'retired', ...data },
});

export const leavingVoided = (
  data: Partial<Event<'WorkerLeavingVoided'>['data']> = {},
  on = '2026-03-31',
): Event<'WorkerLeavingVoided'> => ({
  type: 'WorkerLeavingVoided',
  effectiveAt: on,
  data: { leftOn: '2026-03-31', ...data },
});

export const workerReturned = (
  data: Partial<Event<'WorkerReturned'>['data']> = {},
  on = '2026-05-01',
): Event<'WorkerReturned'> => ({
  type: 'WorkerReturned',
  effectiveAt: on,
  data: { contract: 'bank', weeklyMinutes: null, ...data },
});

export const legalHoldPlaced = (on = '2026-05-10', holdId = 'h-1'): Event<'LegalHoldPlaced'> => ({
  type: 'LegalHoldPlaced',
  effectiveAt: on,
  data: { holdId, reason: 'litigation' },
});
export const legalHoldLifted = (on = '2026-05-30', holdId = 'h-1'): Event<'LegalHoldLifted'> => ({
  type: 'LegalHoldLifted',
  effectiveAt: on,
  data: { holdId },
});
export const workerErased = (on = '2026-06-01'): Event<'WorkerErased'> => ({
  type: 'WorkerErased',
  effectiveAt: on,
  data: {},
});
