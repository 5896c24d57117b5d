import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import { decideSession } from './supervision-sessions.decider.js';
import type { SupervisionCommand } from './supervision.commands.js';
import type { SupervisionEvent } from './supervision.events.js';
import { agreed, heldSession, inForce } from './supervision.rules.js';
import { pressureKey, type SupervisionState } from './supervision.state.js';

type Of<Type extends SupervisionCommand['type']> = Extract<SupervisionCommand, { type: Type }>;

export function decideSupervision(
  command: SupervisionCommand,
  state: SupervisionState,
  context: DecisionContext,
): readonly SupervisionEvent[] {
  if ('on' in command.data) requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'SignAgreement':
      return signAgreement(command, state);
    case 'ChangeAgreement': {
      const { from, ...terms } = command.data;
      const current = inForce(state, from).terms;
      if (terms.supervisorId === current.superviseeId) refuseSelfSupervision();
      const changed = { superviseeId: current.superviseeId, ...terms };
      if (sameContent(current, changed)) return [];
      return [{ type: 'SupervisionAgreementChanged', effectiveAt: from, data: changed }];
    }
    case 'EndAgreement':
      return endAgreement(command, state);
    case 'ScheduleSession':
    case 'RearrangeSession':
    case 'RecordSessionHeld':
    case 'RecordSessionMissed':
    case 'VoidSession':
    case 'SignRecord':
      return decideSession(command, state);
    case 'AgreeAction':
    case 'CompleteAction':
    case 'DropAction':
      return decideAction(command, state);
    case 'IdentifyNeed':
    case 'NotePressure':
    case 'RecogniseAchievement':
      return decideTopic(command, state);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function signAgreement({ data }: Of<'SignAgreement'>, state: SupervisionState): readonly SupervisionEvent[] {
  const { on, ...terms } = data;
  if (state.status === 'in-force') {
    if (state.signedOn === on && sameContent(state.terms, terms)) return [];
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
  if (state.status === 'ended' && on < state.endedOn) {
    refuse('SIGNED_BEFORE_THE_LAST_ENDED', `The last agreement ended on ${state.endedOn}, after ${on}`, {
      field: 'on',
      remedy: `Give a day on or after ${state.endedOn}.`,
    });
  }
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

function decideAction(
  command: Of<'AgreeAction' | 'CompleteAction' | 'DropAction'>,
  state: SupervisionState,
): readonly SupervisionEvent[] {
  const { on, ...data } = command.data;
  const existing = agreed(state);
  const { superviseeId } = existing.terms;
  const known = existing.actions.get(data.actionId);
  if (command.type === 'AgreeAction') {
    const { on: agreedOn, ...action } = command.data;
    heldSession(state, action.sessionId);
    if (known) {
      if (known.agreedOn === agreedOn && sameContent(known.agreed, { superviseeId, ...action })) return [];
      refuse('ACTION_EXISTS', 'An action of this id was already agreed', {
        field: 'actionId',
        remedy: 'Use a new id for a new action.',
      });
    }
    return [{ type: 'SupervisionActionAgreed', effectiveAt: agreedOn, data: { superviseeId, ...action } }];
  }
  if (!known) {
    return refuse('ACTION_UNKNOWN', 'No such action was agreed in this supervision', {
      field: 'actionId',
      remedy: 'Agree it first, or check its id.',
    });
  }
  if (command.type === 'CompleteAction') {
    if (known.status === 'completed') return [];
    return [{ type: 'SupervisionActionCompleted', effectiveAt: on, data: { superviseeId, actionId: data.actionId } }];
  }
  if (known.status !== 'open') return [];
  const { actionId, reason } = command.data;
  return [{ type: 'SupervisionActionDropped', effectiveAt: on, data: { superviseeId, actionId, reason } }];
}

/** What a session brings up. */
function decideTopic(
  command: Of<'IdentifyNeed' | 'NotePressure' | 'RecogniseAchievement'>,
  state: SupervisionState,
): readonly SupervisionEvent[] {
  const session = heldSession(state, command.data.sessionId);
  const { needs, pressures } = agreed(state);
  switch (command.type) {
    case 'IdentifyNeed': {
      const { on, ...need } = command.data;
      const known = needs.get(need.needId);
      if (known) {
        if (known.identifiedOn === on && sameContent(known.identified, { ...session, ...need })) return [];
        refuse('NEED_EXISTS', 'A need of this id was already identified', {
          field: 'needId',
          remedy: 'Use a new id for a new need.',
        });
      }
      return [{ type: 'DevelopmentNeedIdentified', effectiveAt: on, data: { ...session, ...need } }];
    }
    case 'NotePressure': {
      const { on, ...noted } = command.data;
      if (pressures.has(pressureKey(noted))) return [];
      return [{ type: 'WorkPressureNoted', effectiveAt: on, data: { ...session, ...noted } }];
    }
    case 'RecogniseAchievement': {
      const { on, ...achieved } = command.data;
      return [{ type: 'AchievementRecognised', effectiveAt: on, data: { ...session, ...achieved } }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function refuseSelfSupervision(): never {
  return refuse('SELF_SUPERVISION', 'Nobody supervises themselves', {
    field: 'supervisorId',
    remedy: 'Name another person as the supervisor.',
  });
}
