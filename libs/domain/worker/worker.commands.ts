import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command } from '../declarations.js';
import { codeOf, day, leadershipLevel, recordedCode, referenceId, workerId } from '../fields.js';
import {
  CONTRACT_FIELDS,
  LegalHoldLifted,
  LegalHoldPlaced,
  ProfessionalRegistrationRecorded,
  QualificationAwarded,
  WorkerAbsenceStarted,
  WorkerDetailsRecorded,
  WorkerJoined,
} from './worker.events.js';

const roles = ['administrator', 'data-steward', 'supervisor'] as const;
const nothingButTheDay = z.strictObject({ on: day() });

export const WORKER_COMMANDS = {
  JoinWorker: command({
    summary: 'Record that a worker joined',
    roles,
    schema: z.strictObject({ ...WorkerJoined.schema.shape, on: day() }),
  }),
  RecordWorkerDetails: command({
    summary: 'Record personal details; each is encrypted with the key of this person',
    roles,
    schema: z.strictObject({ ...WorkerDetailsRecorded.schema.shape, on: day() }),
  }),
  AssignToTeam: command({
    summary: 'Assign the worker to a team',
    roles,
    schema: z.strictObject({ unitId: referenceId(), from: day() }),
    references: (data) => [{ kind: 'unit', id: data.unitId, on: data.from, field: 'unitId' }],
  }),
  AssignRoleProfile: command({
    summary: 'Assign a role profile',
    roles,
    schema: z.strictObject({ roleProfileId: referenceId(), from: day() }),
    references: (data) => [{ kind: 'role-profile', id: data.roleProfileId, on: data.from, field: 'roleProfileId' }],
  }),
  AssignLeadershipLevel: command({
    summary: 'Assign a leadership level',
    roles,
    schema: z.strictObject({ leadershipLevel: leadershipLevel(), from: day() }),
  }),
  AssignLineManager: command({
    summary: 'Assign a line manager',
    roles,
    schema: z.strictObject({ managerId: workerId(), from: day() }),
    references: (data) => [{ kind: 'worker', id: data.managerId, on: data.from, field: 'managerId' }],
  }),
  ChangeContract: command({
    summary: 'Change contract type or hours',
    roles,
    schema: z.strictObject({ ...CONTRACT_FIELDS, from: day() }),
  }),
  StartInduction: command({ summary: 'Start induction', roles, schema: nothingButTheDay }),
  CompleteInduction: command({ summary: 'Complete induction', roles, schema: nothingButTheDay }),
  StartAbsence: command({
    summary: 'Start a long absence',
    roles,
    schema: z.strictObject({ ...WorkerAbsenceStarted.schema.shape, on: day() }),
  }),
  EndAbsence: command({ summary: 'End the absence', roles, schema: nothingButTheDay }),
  RecordRegistration: command({
    summary: 'Record a professional registration',
    roles,
    schema: z.strictObject({ ...ProfessionalRegistrationRecorded.schema.shape, on: day() }),
  }),
  RenewRegistration: command({
    summary: 'Record the renewal of a registration',
    roles,
    schema: z.strictObject({ body: recordedCode(), expiresOn: day(), on: day() }),
  }),
  LapseRegistration: command({
    summary: 'Record that a registration lapsed',
    roles,
    schema: z.strictObject({ body: recordedCode(), on: day() }),
  }),
  AwardQualification: command({
    summary: 'Record a qualification',
    roles,
    schema: z.strictObject({ ...QualificationAwarded.schema.shape, on: day() }),
  }),
  RecordLeaving: command({
    summary: 'Record that the worker left',
    roles,
    schema: z.strictObject({ reason: codeOf('leaving').nullable(), on: day() }),
  }),
  VoidLeaving: command({
    summary: 'Void a leaving that was recorded in error',
    roles,
    schema: z.strictObject({ leftOn: day() }),
  }),
  RecordReturn: command({
    summary: 'Record that a worker who left came back',
    roles,
    schema: z.strictObject({ ...CONTRACT_FIELDS, on: day() }),
  }),
  PlaceLegalHold: command({
    summary: "Place a legal hold: the person's data are not erased while it stands",
    roles: ['administrator', 'director'],
    makes: ['holdId'],
    schema: z.strictObject({ ...LegalHoldPlaced.schema.shape, on: day() }),
  }),
  LiftLegalHold: command({
    summary: 'Lift a legal hold',
    roles: ['administrator', 'director'],
    schema: z.strictObject({ ...LegalHoldLifted.schema.shape, on: day() }),
  }),
  EraseWorker: command({
    summary: "Record that the person's key was shredded",
    roles: ['administrator'],
    schema: nothingButTheDay,
  }),
} as const;
export type WorkerCommand = CommandOf<typeof WORKER_COMMANDS>;
