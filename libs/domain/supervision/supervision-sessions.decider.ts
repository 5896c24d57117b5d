import { refuse, sameContent } from '../rules.js';
import type { SupervisionCommand } from './supervision.commands.js';
import type { SupervisionEvent } from './supervision.events.js';
import { agreed, inForce, inForceOn, refuseNotHeld, type AgreedSupervision } from './supervision.rules.js';
import type { Session, SupervisionState } from './supervision.state.js';

type Of<Type extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: Type }>;
type SessionCommand = Of<
  'ScheduleSession' | 'RearrangeSession' | 'RecordSessionHeld' | 'RecordSessionMissed' | 'VoidSession' | 'SignRecord'
>;

/** Sessions: planned, held, missed, voided, and their signed records. */
export function decideSession(command: SessionCommand, state: SupervisionState): readonly SupervisionEvent[] {
  switch (command.type) {
    case 'ScheduleSession': {
      const { on, ...session } = command.data;
      const agreement = inForce(state, on);
      const known = agreement.sessions.get(session.sessionId);
      if (known?.status === 'scheduled' && known.scheduledFor === session.scheduledFor) return [];
      requireNewSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionScheduled', effectiveAt: on, data }];
    }
    case 'RearrangeSession': {
      const { on, ...session } = command.data;
      const agreement = inForce(state, on);
      if (requireScheduled(agreement, session.sessionId).scheduledFor === session.scheduledFor) return [];
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionRearranged', effectiveAt: on, data }];
    }
    case 'RecordSessionHeld': {
      const { on, ...session } = command.data;
      const agreement = inForceOn(state, on);
      if (isRecordedAsHeld(agreement, command.data)) return [];
      requireOpenSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionHeld', effectiveAt: on, data }];
    }
    case 'RecordSessionMissed': {
      const { on, ...session } = command.data;
      const agreement = inForceOn(state, on);
      const known = agreement.sessions.get(session.sessionId);
      if (known?.status === 'missed' && known.missedOn === on && known.reason === session.reason) return [];
      requireOpenSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionMissed', effectiveAt: on, data }];
    }
    case 'VoidSession': {
      const { sessionId } = command.data;
      const existing = agreed(state);
      const session = existing.sessions.get(sessionId);
      if (session?.status === 'voided') return [];
      if (session?.status !== 'held') return refuseNotHeld();
      const data = { superviseeId: existing.terms.superviseeId, sessionId };
      return [{ type: 'SupervisionSessionVoided', effectiveAt: session.heldOn, data }];
    }
    case 'SignRecord':
      return signRecord(command, state);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function signRecord({ data }: Of<'SignRecord'>, state: SupervisionState): readonly SupervisionEvent[] {
  const existing = agreed(state);
  const session = existing.sessions.get(data.sessionId);
  if (session?.status !== 'held') return refuseNotHeld();
  if (session.signed) return [];
  if (data.on < session.heldOn) {
    refuse('SIGNED_BEFORE_HELD', `The session was held on ${session.heldOn}`, {
      field: 'on',
      remedy: 'Give the day on which the second signature was made.',
    });
  }
  const signed = { superviseeId: existing.terms.superviseeId, sessionId: data.sessionId };
  return [{ type: 'SupervisionRecordSigned', effectiveAt: data.on, data: signed }];
}

function requireNewSession(existing: AgreedSupervision, sessionId: string): void {
  if (!existing.sessions.has(sessionId)) return;
  refuse('SESSION_EXISTS', 'A session of this id was already recorded', {
    field: 'sessionId',
    remedy: 'Use a new id for a new session.',
  });
}

function requireOpenSession(existing: AgreedSupervision, sessionId: string): void {
  const session: Session | undefined = existing.sessions.get(sessionId);
  if (session && session.status !== 'scheduled') requireNewSession(existing, sessionId);
}

/** Notes are sealed and cannot be compared: a command that brings some is never taken for a repetition. */
function isRecordedAsHeld(existing: AgreedSupervision, data: Of<'RecordSessionHeld'>['data']): boolean {
  const known = existing.sessions.get(data.sessionId);
  if (known?.status !== 'held' || data.notes !== undefined) return false;
  const { heldOn: on, minutes, topics } = known;
  return sameContent({ on, minutes, topics, sessionId: data.sessionId }, data);
}

function requireScheduled(existing: AgreedSupervision, sessionId: string): Extract<Session, { status: 'scheduled' }> {
  const session = existing.sessions.get(sessionId);
  if (session?.status === 'scheduled') return session;
  return refuse('SESSION_NOT_SCHEDULED', 'This session is not scheduled', {
    field: 'sessionId',
    remedy: 'Schedule it first, or check its id.',
  });
}
