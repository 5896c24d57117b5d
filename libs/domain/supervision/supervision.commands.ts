import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, elementsOn, type DomainReference } from '../declarations.js';
import { codeOf, day, recordId } from '../fields.js';
import {
  AchievementRecognised,
  DevelopmentNeedIdentified,
  SupervisionActionAgreed,
  SupervisionAgreementEnded,
  SupervisionAgreementSigned,
  SupervisionSessionHeld,
} from './supervision.events.js';
import type { SupervisionState } from './supervision.state.js';

const roles = ['supervisor', 'data-steward', 'administrator'] as const;
const { superviseeId: _agreement, ...terms } = SupervisionAgreementSigned.schema.shape;
const { superviseeId: _held, ...heldSession } = SupervisionSessionHeld.schema.shape;
const { superviseeId: _action, ...agreedAction } = SupervisionActionAgreed.schema.shape;
const { superviseeId: _need, ...identifiedNeed } = DevelopmentNeedIdentified.schema.shape;
const { superviseeId: _achievement, ...achievement } = AchievementRecognised.schema.shape;

/** Both have to be in post on the day of the session, the supervisor of that day. */
const bothThen = ({ on }: { on: string }, _id: string, state: unknown): DomainReference[] => {
  const supervision = state as SupervisionState;
  if (supervision.status === 'none') return [];
  const { supervisors, terms } = supervision;
  const supervisor = supervisors.findLast(({ from }) => from <= on) ?? supervisors.first!;
  return [
    { kind: 'worker', id: supervisor.value, on, field: 'on' },
    { kind: 'worker', id: terms.superviseeId, on, field: 'on' },
  ];
};

export const SUPERVISION_COMMANDS = {
  SignAgreement: command({
    summary: 'Sign a supervision agreement',
    roles,
    schema: z.strictObject({ ...SupervisionAgreementSigned.schema.shape, on: day() }),
    references: (data) => [
      { kind: 'worker', id: data.superviseeId, on: data.on, field: 'superviseeId' },
      { kind: 'worker', id: data.supervisorId, on: data.on, field: 'supervisorId' },
    ],
  }),
  ChangeAgreement: command({
    summary: 'Change the terms of the agreement',
    roles,
    schema: z.strictObject({ ...terms, from: day() }),
    references: (data) => [{ kind: 'worker', id: data.supervisorId, on: data.from, field: 'supervisorId' }],
  }),
  EndAgreement: command({
    summary: 'End the agreement',
    roles,
    schema: z.strictObject({ reason: SupervisionAgreementEnded.schema.shape.reason, on: day() }),
  }),
  ScheduleSession: command({
    summary: 'Schedule a session',
    roles,
    makes: ['sessionId'],
    schema: z.strictObject({ sessionId: recordId(), scheduledFor: day(), on: day() }),
  }),
  RearrangeSession: command({
    summary: 'Move a session to another day',
    roles,
    schema: z.strictObject({
      sessionId: recordId(),
      scheduledFor: day(),
      reason: codeOf('session-not-held'),
      on: day(),
    }),
  }),
  RecordSessionHeld: command({
    summary: 'Record that a session was held',
    roles,
    makes: ['sessionId'],
    schema: z.strictObject({ ...heldSession, on: day() }),
    references: bothThen,
  }),
  RecordSessionMissed: command({
    summary: 'Record that a session was missed, and why',
    roles,
    makes: ['sessionId'],
    schema: z.strictObject({ sessionId: recordId(), reason: codeOf('session-not-held'), on: day() }),
  }),
  VoidSession: command({
    summary: 'Void a session that was recorded as held in error',
    roles,
    schema: z.strictObject({ sessionId: recordId() }),
  }),
  SignRecord: command({
    summary: 'Record that both have signed the record of a session',
    roles,
    schema: z.strictObject({ sessionId: recordId(), on: day() }),
  }),
  AgreeAction: command({
    summary: 'Agree an action in a session',
    roles,
    makes: ['actionId'],
    schema: z.strictObject({ ...agreedAction, on: day() }),
  }),
  CompleteAction: command({
    summary: 'Complete an action',
    roles,
    schema: z.strictObject({ actionId: recordId(), on: day() }),
  }),
  DropAction: command({
    summary: 'Drop an action, and say why',
    roles,
    schema: z.strictObject({ actionId: recordId(), reason: codeOf('action-dropped'), on: day() }),
  }),
  IdentifyNeed: command({
    summary: 'Identify a development need in a session',
    roles,
    makes: ['needId'],
    schema: z.strictObject({ ...identifiedNeed, on: day() }),
    references: (data) => elementsOn(data.elements, data.on),
  }),
  NotePressure: command({
    summary: 'Note a pressure at work, coded',
    roles,
    schema: z.strictObject({ sessionId: recordId(), pressure: codeOf('work-pressure'), on: day() }),
  }),
  RecogniseAchievement: command({
    summary: 'Recognise an achievement',
    roles,
    schema: z.strictObject({ ...achievement, on: day() }),
  }),
} as const;
export type SupervisionCommand = CommandOf<typeof SUPERVISION_COMMANDS>;
