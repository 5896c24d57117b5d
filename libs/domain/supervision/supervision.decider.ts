import { RuleBroken, type DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture } from '../rules.js';
import type { SupervisionCommand } from './supervision.commands.js';
import type { SupervisionEvent } from './supervision.events.js';
import type { Session, SupervisionState } from './supervision.state.js';

type InForce = Extract<SupervisionState, { status: 'in-force' }>;
type Existing = Exclude<SupervisionState, { status: 'none' }>;
type Of<Type extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: Type }>;

export function decideSupervision(
  command: SupervisionCommand,
  state: SupervisionState,
  context: DecisionContext,
): readonly SupervisionEvent[] {
  switch (command.type) {
    case 'SignAgreement':
      return signAgreement(command, state);
    case 'ChangeAgreement': {
      const { from, ...terms } = command.data;
      const { superviseeId } = inForce(state, from).terms;
      if (terms.supervisorId === superviseeId) refuseSelfSupervision();
      return [{ type: 'SupervisionAgreementChanged', effectiveAt: from, data: { superviseeId, ...terms } }];
    }
    case 'EndAgreement':
      return endAgreement(command, state);
    case 'ScheduleSession':
    case 'RearrangeSession':
    case 'RecordSessionHeld':
    case 'RecordSessionMissed':
    case 'VoidSession':
    case 'SignRecord':
      return decideSession(command, state, context);
    case 'AgreeAction':
    case 'CompleteAction':
    case 'DropAction':
      return decideAction(command, state, context);
    case 'IdentifyNeed': {
      const { on, ...need } = command.data;
      return [
        {
          type: 'DevelopmentNeedIdentified',
          effectiveAt: on,
          data: { ...heldSession(state, need.sessionId), ...need },
        },
      ];
    }
    case 'NotePressure': {
      const { on, ...pressure } = command.data;
      return [
        {
          type: 'WorkPressureNoted',
          effectiveAt: on,
          data: { ...heldSession(state, pressure.sessionId), ...pressure },
        },
      ];
    }
    case 'RecogniseAchievement': {
      const { on, ...achieved } = command.data;
      return [
        {
          type: 'AchievementRecognised',
          effectiveAt: on,
          data: { ...heldSession(state, achieved.sessionId), ...achieved },
        },
      ];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function signAgreement({ data }: Of<'SignAgreement'>, state: SupervisionState): readonly SupervisionEvent[] {
  const { on, ...terms } = data;
  if (state.status === 'in-force') {
    refuse('AGREEMENT_IN_FORCE', 'This supervision already has an agreement in force', {
      remedy: 'Change its terms, or end it before signing a new one.',
    });
  }
  if (state.status === 'ended' && state.terms.superviseeId !== terms.superviseeId) {
    refuse('AGREEMENT_OF_SOMEONE_ELSE', 'This supervision is another worker’s', {
      field: 'superviseeId',
      remedy: 'Use an id of its own for each pair of supervisor and supervisee.',
    });
  }
  if (terms.supervisorId === terms.superviseeId) refuseSelfSupervision();
  return [{ type: 'SupervisionAgreementSigned', effectiveAt: on, data: terms }];
}

function endAgreement({ data }: Of<'EndAgreement'>, state: SupervisionState): readonly SupervisionEvent[] {
  if (state.status === 'ended') return [];
  const { terms } = inForce(state, data.on);
  return [
    {
      type: 'SupervisionAgreementEnded',
      effectiveAt: data.on,
      data: { superviseeId: terms.superviseeId, reason: data.reason },
    },
  ];
}

type SessionCommand = Of<
  'ScheduleSession' | 'RearrangeSession' | 'RecordSessionHeld' | 'RecordSessionMissed' | 'VoidSession' | 'SignRecord'
>;

function decideSession(
  command: SessionCommand,
  state: SupervisionState,
  context: DecisionContext,
): readonly SupervisionEvent[] {
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
      requireNotInFuture('on', on, context);
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
      return signRecord(command, state, context);
  }
}

function signRecord({ data }: Of<'SignRecord'>, state: SupervisionState, context: DecisionContext): SupervisionEvent[] {
  requireNotInFuture('on', data.on, context);
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

function decideAction(
  command: Of<'AgreeAction' | 'CompleteAction' | 'DropAction'>,
  state: SupervisionState,
  context: DecisionContext,
): readonly SupervisionEvent[] {
  const { on, ...data } = command.data;
  const existing = agreed(state);
  const { superviseeId } = existing.terms;
  const known = existing.actions.get(data.actionId);
  if (command.type === 'AgreeAction') {
    const { on: agreedOn, ...action } = command.data;
    heldSession(state, action.sessionId);
    if (known) {
      refuse('ACTION_EXISTS', `Action ${action.actionId} was already agreed`, {
        field: 'actionId',
        remedy: 'Use a new id for a new action.',
      });
    }
    return [{ type: 'SupervisionActionAgreed', effectiveAt: agreedOn, data: { superviseeId, ...action } }];
  }
  requireNotInFuture('on', on, context);
  if (!known) {
    return refuse('ACTION_UNKNOWN', `No action ${data.actionId} was agreed in this supervision`, { field: 'actionId' });
  }
  if (command.type === 'CompleteAction') {
    if (known.status === 'completed') return [];
    return [{ type: 'SupervisionActionCompleted', effectiveAt: on, data: { superviseeId, actionId: data.actionId } }];
  }
  if (known.status !== 'open') return [];
  const { actionId, reason } = command.data;
  return [{ type: 'SupervisionActionDropped', effectiveAt: on, data: { superviseeId, actionId, reason } }];
}

function agreed(state: SupervisionState): Existing {
  if (state.status !== 'none') return state;
  throw new RuleBroken('NO_AGREEMENT', 'There is no supervision agreement', {
    remedy: 'Sign the agreement first.',
  });
}

function inForce(state: SupervisionState, on: string): InForce {
  const existing = agreed(state);
  if (existing.status === 'ended') {
    return refuse('AGREEMENT_ENDED', `The agreement ended on ${existing.endedOn}`, {
      remedy: 'Sign a new agreement first.',
    });
  }
  requireAfterSigning(existing, on);
  return existing;
}

/** A session may be recorded late, after the agreement ended, as long as it was held while the agreement ran. */
function inForceOn(state: SupervisionState, on: string): Existing {
  const existing = agreed(state);
  requireAfterSigning(existing, on);
  if (existing.status === 'ended' && on > existing.endedOn) inForce(state, on);
  return existing;
}

function requireAfterSigning(existing: Existing, on: string): void {
  if (on >= existing.signedOn) return;
  refuse('BEFORE_AGREEMENT', `The agreement was signed on ${existing.signedOn}, after ${on}`, {
    remedy: 'Check the day, or record the agreement that was in force then.',
  });
}

function requireNewSession(existing: Existing, sessionId: string): void {
  if (!existing.sessions.has(sessionId)) return;
  refuse('SESSION_EXISTS', `Session ${sessionId} was already recorded`, {
    field: 'sessionId',
    remedy: 'Use a new id for a new session.',
  });
}

function requireOpenSession(existing: Existing, sessionId: string): void {
  const session: Session | undefined = existing.sessions.get(sessionId);
  if (session && session.status !== 'scheduled') requireNewSession(existing, sessionId);
}

function requireScheduled(existing: Existing, sessionId: string): void {
  if (existing.sessions.get(sessionId)?.status === 'scheduled') return;
  refuse('SESSION_NOT_SCHEDULED', `Session ${sessionId} is not scheduled`, { field: 'sessionId' });
}

function heldSession(state: SupervisionState, sessionId: string): { superviseeId: string } {
  const existing = agreed(state);
  if (existing.sessions.get(sessionId)?.status !== 'held') return refuseNotHeld(sessionId);
  return { superviseeId: existing.terms.superviseeId };
}

function refuseNotHeld(sessionId: string): never {
  return refuse('SESSION_NOT_HELD', `Session ${sessionId} is not recorded as held`, {
    field: 'sessionId',
    remedy: 'Record that it was held first.',
  });
}

function refuseSelfSupervision(): never {
  return refuse('SELF_SUPERVISION', 'Nobody supervises themselves', { field: 'supervisorId' });
}
