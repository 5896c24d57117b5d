import { refuse } from '../rules.js';
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
      requireNewSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionScheduled', effectiveAt: on, data }];
    }
    case 'RearrangeSession': {
      const { on, ...session } = command.data;
      const agreement = inForce(state, on);
      requireScheduled(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionRearranged', effectiveAt: on, data }];
    }
    case 'RecordSessionHeld': {
      const { on, ...session } = command.data;
      const agreement = inForceOn(state, on);
      requireOpenSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionHeld', effectiveAt: on, data }];
    }
    case 'RecordSessionMissed': {
      const { on, ...session } = command.data;
      const agreement = inForceOn(state, on);
      requireOpenSession(agreement, session.sessionId);
      const data = { superviseeId: agreement.terms.superviseeId, ...session };
      return [{ type: 'SupervisionSessionMissed', effectiveAt: on, data }];
    }
    case 'VoidSession': {
      const { sessionId } = command.data;
      const existing = agreed(state);
      const session = existing.sessions.get(sessionId);
      if (session?.status === 'voided') return [];
      if (session?.status !== 'held') return refuseNotHeld(sessionId);
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
  if (session?.status !== 'held') return refuseNotHeld(data.sessionId);
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
  refuse('SESSION_EXISTS', `Session ${sessionId} was already recorded`, {
    field: 'sessionId',
    remedy: 'Use a new id for a new session.',
  });
}

function requireOpenSession(existing: AgreedSupervision, sessionId: string): void {
  const session: Session | undefined = existing.sessions.get(sessionId);
  if (session && session.status !== 'scheduled') requireNewSession(existing, sessionId);
}

function requireScheduled(existing: AgreedSupervision, sessionId: string): void {
  if (existing.sessions.get(sessionId)?.status === 'scheduled') return;
  refuse('SESSION_NOT_SCHEDULED', `Session ${sessionId} is not scheduled`, { field: 'sessionId' });
}
