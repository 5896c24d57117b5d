import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { codeOf, day, elementReference, freeText, minutes, recordId, workerId } from '../fields.js';

const terms = {
  supervisorId: workerId(),
  kind: z.enum(['line', 'professional', 'peer', 'specialist']),
  intervalDays: z.int().min(1).max(730),
  /** Days after a session within which its record has to be signed (P21). */
  recordTimescaleDays: z.int().min(0).max(365),
};

export const SupervisionAgreementSigned = defineEvent('SupervisionAgreementSigned', {
  schema: z.strictObject({ superviseeId: workerId(), ...terms }),
});
export const SupervisionAgreementChanged = defineEvent('SupervisionAgreementChanged', {
  schema: z.strictObject({ superviseeId: workerId(), ...terms }),
});
export const SupervisionAgreementEnded = defineEvent('SupervisionAgreementEnded', {
  schema: z.strictObject({
    superviseeId: workerId(),
    reason: z.enum(['left', 'changed-supervisor', 'changed-role', 'other']),
  }),
});

/** Every event of a session names the supervisee, so that no reader has to look the agreement up. */
const session = { superviseeId: workerId(), sessionId: recordId() };

export const SupervisionSessionScheduled = defineEvent('SupervisionSessionScheduled', {
  schema: z.strictObject({ ...session, scheduledFor: day() }),
});
export const SupervisionSessionRearranged = defineEvent('SupervisionSessionRearranged', {
  schema: z.strictObject({ ...session, scheduledFor: day(), reason: codeOf('session-not-held') }),
});
/** `effectiveAt` is the day it was held. */
export const SupervisionSessionHeld = defineEvent('SupervisionSessionHeld', {
  schema: z.strictObject({
    ...session,
    minutes: minutes().nullable(),
    topics: z.array(codeOf('supervision-topic')).max(20),
    notes: freeText().optional(),
  }),
  personal: { notes: 'superviseeId' },
});
export const SupervisionSessionMissed = defineEvent('SupervisionSessionMissed', {
  schema: z.strictObject({ ...session, reason: codeOf('session-not-held') }),
});
/** The session named was recorded in error: it was not held. */
export const SupervisionSessionVoided = defineEvent('SupervisionSessionVoided', { schema: z.strictObject(session) });
/** Both have signed. `effectiveAt` is the day of the second signature. */
export const SupervisionRecordSigned = defineEvent('SupervisionRecordSigned', { schema: z.strictObject(session) });

export const SupervisionActionAgreed = defineEvent('SupervisionActionAgreed', {
  schema: z.strictObject({
    ...session,
    actionId: recordId(),
    owner: z.enum(['supervisee', 'supervisor']),
    dueOn: day(),
    action: freeText().optional(),
  }),
  personal: { action: 'superviseeId' },
});
export const SupervisionActionCompleted = defineEvent('SupervisionActionCompleted', {
  schema: z.strictObject({ superviseeId: workerId(), actionId: recordId() }),
});
export const SupervisionActionDropped = defineEvent('SupervisionActionDropped', {
  schema: z.strictObject({ superviseeId: workerId(), actionId: recordId(), reason: codeOf('action-dropped') }),
});

export const DevelopmentNeedIdentified = defineEvent('DevelopmentNeedIdentified', {
  schema: z.strictObject({
    ...session,
    needId: recordId(),
    area: z.enum(['knowledge', 'skills', 'behaviours', 'reflective-practice']),
    elements: z.array(elementReference()).max(40),
    need: freeText().optional(),
  }),
  personal: { need: 'superviseeId' },
});
export const WorkPressureNoted = defineEvent('WorkPressureNoted', {
  schema: z.strictObject({ ...session, pressure: codeOf('work-pressure') }),
});
export const AchievementRecognised = defineEvent('AchievementRecognised', {
  schema: z.strictObject({ ...session, achievement: freeText().optional() }),
  personal: { achievement: 'superviseeId' },
});

export const SUPERVISION_EVENTS = [
  SupervisionAgreementSigned,
  SupervisionAgreementChanged,
  SupervisionAgreementEnded,
  SupervisionSessionScheduled,
  SupervisionSessionRearranged,
  SupervisionSessionHeld,
  SupervisionSessionMissed,
  SupervisionSessionVoided,
  SupervisionRecordSigned,
  SupervisionActionAgreed,
  SupervisionActionCompleted,
  SupervisionActionDropped,
  DevelopmentNeedIdentified,
  WorkPressureNoted,
  AchievementRecognised,
] as const;
export type SupervisionEvent = EventOf<typeof SUPERVISION_EVENTS>;
