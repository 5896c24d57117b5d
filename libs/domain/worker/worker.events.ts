import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { codeOf, CONTRACTS, day, freeText, leadershipLevel, recordId, referenceId, workerId } from '../fields.js';

export const CONTRACT_FIELDS = {
  contract: z.enum(CONTRACTS),
  /** Contracted minutes a week; null when not known or not fixed. */
  weeklyMinutes: z.int().min(0).max(10_080).nullable(),
};

export const WorkerJoined = defineEvent('WorkerJoined', {
  schema: z.strictObject({
    ...CONTRACT_FIELDS,
    /** Nobody said since when: the day is that on which the worker was first heard of. */
    startInferred: z.boolean().optional(),
  }),
});

const details = z.strictObject({
  name: freeText().optional(),
  /** The reference the employer's own system knows the worker by. */
  workReference: freeText().optional(),
  dateOfBirth: freeText().optional(),
  nationalInsuranceNumber: freeText().optional(),
  postcode: freeText().optional(),
  email: freeText().optional(),
});
export const WorkerDetailsRecorded = defineEvent('WorkerDetailsRecorded', {
  schema: details,
  personal: {
    name: '$stream',
    workReference: '$stream',
    dateOfBirth: '$stream',
    nationalInsuranceNumber: '$stream',
    postcode: '$stream',
    email: '$stream',
  },
});

export const WorkerAssignedToTeam = defineEvent('WorkerAssignedToTeam', {
  schema: z.strictObject({ unitId: referenceId() }),
});
export const WorkerAssignedRoleProfile = defineEvent('WorkerAssignedRoleProfile', {
  schema: z.strictObject({ roleProfileId: referenceId() }),
});
export const WorkerAssignedLeadershipLevel = defineEvent('WorkerAssignedLeadershipLevel', {
  schema: z.strictObject({ leadershipLevel: leadershipLevel() }),
});
export const WorkerAssignedLineManager = defineEvent('WorkerAssignedLineManager', {
  schema: z.strictObject({ managerId: workerId() }),
});
export const WorkerContractChanged = defineEvent('WorkerContractChanged', { schema: z.strictObject(CONTRACT_FIELDS) });
export const WorkerInductionStarted = defineEvent('WorkerInductionStarted', { schema: z.strictObject({}) });
export const WorkerInductionCompleted = defineEvent('WorkerInductionCompleted', { schema: z.strictObject({}) });
export const WorkerAbsenceStarted = defineEvent('WorkerAbsenceStarted', {
  schema: z.strictObject({ kind: z.enum(['sickness', 'parental', 'study', 'other']) }),
});
export const WorkerAbsenceEnded = defineEvent('WorkerAbsenceEnded', { schema: z.strictObject({}) });
export const ProfessionalRegistrationRecorded = defineEvent('ProfessionalRegistrationRecorded', {
  schema: z.strictObject({
    body: codeOf('registration-body'),
    number: freeText().optional(),
    expiresOn: day().nullable(),
  }),
  personal: { number: '$stream' },
});
export const ProfessionalRegistrationRenewed = defineEvent('ProfessionalRegistrationRenewed', {
  schema: z.strictObject({ body: codeOf('registration-body'), expiresOn: day() }),
});
export const ProfessionalRegistrationLapsed = defineEvent('ProfessionalRegistrationLapsed', {
  schema: z.strictObject({ body: codeOf('registration-body') }),
});
export const QualificationAwarded = defineEvent('QualificationAwarded', {
  schema: z.strictObject({
    /** ASC-WDS qualification code, or `social-care` for the highest social care qualification held. */
    qualification: codeOf('asc-wds-qualification'),
    level: z.int().min(0).max(8).nullable(),
    year: z.int().min(1940).max(2200).nullable(),
  }),
});
export const WorkerLeft = defineEvent('WorkerLeft', {
  schema: z.strictObject({ reason: codeOf('leaving').nullable() }),
});
/** The leaving named by its day was recorded in error. */
export const WorkerLeavingVoided = defineEvent('WorkerLeavingVoided', { schema: z.strictObject({ leftOn: day() }) });
export const WorkerReturned = defineEvent('WorkerReturned', { schema: z.strictObject(CONTRACT_FIELDS) });
/** While a hold stands, the person's data are not erased. */
export const LegalHoldPlaced = defineEvent('LegalHoldPlaced', {
  schema: z.strictObject({ holdId: recordId(), reason: codeOf('legal-hold') }),
});
export const LegalHoldLifted = defineEvent('LegalHoldLifted', { schema: z.strictObject({ holdId: recordId() }) });
/** The person's key was shredded: everything personal about them is unreadable from here on. */
export const WorkerErased = defineEvent('WorkerErased', { schema: z.strictObject({}), erases: 'worker' });

export const WORKER_EVENTS = [
  WorkerJoined,
  WorkerDetailsRecorded,
  WorkerAssignedToTeam,
  WorkerAssignedRoleProfile,
  WorkerAssignedLeadershipLevel,
  WorkerAssignedLineManager,
  WorkerContractChanged,
  WorkerInductionStarted,
  WorkerInductionCompleted,
  WorkerAbsenceStarted,
  WorkerAbsenceEnded,
  ProfessionalRegistrationRecorded,
  ProfessionalRegistrationRenewed,
  ProfessionalRegistrationLapsed,
  QualificationAwarded,
  WorkerLeft,
  WorkerLeavingVoided,
  WorkerReturned,
  LegalHoldPlaced,
  LegalHoldLifted,
  WorkerErased,
] as const;
export type WorkerEvent = EventOf<typeof WORKER_EVENTS>;
