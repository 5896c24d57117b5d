import { PersistentList, PersistentMap, PersistentSet } from '@praxis/event-sourcing';
import type { Dated } from '../rules.js';
import type { SupervisionEvent } from './supervision.events.js';

type Event<Type extends SupervisionEvent['type']> = Extract<SupervisionEvent, { type: Type }>;

interface Terms {
  readonly superviseeId: string;
  readonly supervisorId: string;
  readonly kind: 'line' | 'professional' | 'peer' | 'specialist';
  readonly intervalDays: number;
  readonly recordTimescaleDays: number;
}

export type Session =
  | { readonly status: 'scheduled'; readonly scheduledFor: string }
  | {
      readonly status: 'held';
      readonly heldOn: string;
      readonly minutes: number | null;
      readonly topics: readonly string[];
      readonly signed: boolean;
    }
  | { readonly status: 'missed'; readonly missedOn: string; readonly reason: string }
  | { readonly status: 'voided' };

export interface Action {
  readonly status: 'open' | 'completed' | 'dropped';
  readonly agreedOn: string;
  /** Without its text, which is sealed. */
  readonly agreed: Omit<Event<'SupervisionActionAgreed'>['data'], 'action'>;
}

export interface Need {
  readonly identifiedOn: string;
  /** Without its text, which is sealed. */
  readonly identified: Omit<Event<'DevelopmentNeedIdentified'>['data'], 'need'>;
}

interface Agreed {
  readonly terms: Terms;
  readonly signedOn: string;
  /** Who supervised from when, of every agreement so far, in the order of recording. */
  readonly supervisors: PersistentList<Dated<string>>;
  readonly sessions: PersistentMap<string, Session>;
  readonly actions: PersistentMap<string, Action>;
  readonly needs: PersistentMap<string, Need>;
  /** By {@link pressureKey}. */
  readonly pressures: PersistentSet<string>;
}

export type SupervisionState =
  | { readonly status: 'none' }
  | ({ readonly status: 'in-force' } & Agreed)
  | ({ readonly status: 'ended'; readonly endedOn: string } & Agreed);

export const NO_SUPERVISION: SupervisionState = { status: 'none' };

export function pressureKey(noted: { sessionId: string; pressure: string }): string {
  return `${noted.sessionId} ${noted.pressure}`;
}

export function evolveSupervision(state: SupervisionState, event: SupervisionEvent): SupervisionState {
  if (event.type === 'SupervisionAgreementSigned') {
    const past = state.status === 'none' ? undefined : state;
    return {
      status: 'in-force',
      terms: event.data,
      signedOn: event.effectiveAt,
      supervisors: withSupervisor(past, event),
      sessions: past?.sessions ?? PersistentMap.empty(),
      actions: past?.actions ?? PersistentMap.empty(),
      needs: past?.needs ?? PersistentMap.empty(),
      pressures: past?.pressures ?? PersistentSet.empty(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'SupervisionAgreementChanged':
      return { ...state, terms: event.data, supervisors: withSupervisor(state, event) };
    case 'SupervisionAgreementEnded':
      return { ...state, status: 'ended', endedOn: event.effectiveAt };
    case 'SupervisionSessionScheduled':
    case 'SupervisionSessionRearranged':
      return withSession(state, event.data.sessionId, { status: 'scheduled', scheduledFor: event.data.scheduledFor });
    case 'SupervisionSessionHeld':
      return withSession(state, event.data.sessionId, {
        status: 'held',
        heldOn: event.effectiveAt,
        minutes: event.data.minutes,
        topics: event.data.topics,
        signed: false,
      });
    case 'SupervisionSessionMissed': {
      const { sessionId, reason } = event.data;
      return withSession(state, sessionId, { status: 'missed', missedOn: event.effectiveAt, reason });
    }
    case 'SupervisionSessionVoided':
      return withSession(state, event.data.sessionId, { status: 'voided' });
    case 'SupervisionRecordSigned': {
      const session = state.sessions.get(event.data.sessionId);
      return session?.status === 'held'
        ? withSession(state, event.data.sessionId, { ...session, signed: true })
        : state;
    }
    case 'SupervisionActionAgreed':
      return withAction(state, event.data.actionId, actionOf(event));
    case 'SupervisionActionCompleted':
      return withActionStatus(state, event.data.actionId, 'completed');
    case 'SupervisionActionDropped':
      return withActionStatus(state, event.data.actionId, 'dropped');
    case 'DevelopmentNeedIdentified':
      return { ...state, needs: state.needs.with(event.data.needId, needOf(event)) };
    case 'WorkPressureNoted':
      return { ...state, pressures: state.pressures.with(pressureKey(event.data)) };
    case 'AchievementRecognised':
      return state; // a fact that no later decision depends on
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

type Existing = Exclude<SupervisionState, { status: 'none' }>;

/** One entry for each change of the person, however often other terms change. */
function withSupervisor(
  past: Existing | undefined,
  {
    effectiveAt: from,
    data: { supervisorId: value },
  }: Event<'SupervisionAgreementSigned' | 'SupervisionAgreementChanged'>,
): Agreed['supervisors'] {
  const supervisors = past?.supervisors;
  if (supervisors?.last?.value === value) return supervisors;
  return supervisors?.with({ value, from }) ?? PersistentList.of({ value, from });
}

function withSession<State extends Existing>(state: State, sessionId: string, session: Session): State {
  return { ...state, sessions: state.sessions.with(sessionId, session) };
}

function withAction<State extends Existing>(state: State, actionId: string, action: Action): State {
  return { ...state, actions: state.actions.with(actionId, action) };
}

function withActionStatus<State extends Existing>(state: State, actionId: string, status: Action['status']): State {
  const action = state.actions.get(actionId);
  return action ? withAction(state, actionId, { ...action, status }) : state;
}

function actionOf({ effectiveAt, data }: Event<'SupervisionActionAgreed'>): Action {
  const { action: _sealed, ...agreed } = data;
  return { status: 'open', agreedOn: effectiveAt, agreed };
}

function needOf({ effectiveAt, data }: Event<'DevelopmentNeedIdentified'>): Need {
  const { need: _sealed, ...identified } = data;
  return { identifiedOn: effectiveAt, identified };
}
