import { PersistentList, PersistentMap } from '@praxis/event-sourcing';
import type { Dated } from '../rules.js';
import type { WorkerEvent } from './worker.events.js';

type Event<Type extends WorkerEvent['type']> = Extract<WorkerEvent, { type: Type }>;

/** One open assignment of each kind; each ends when the next of its kind begins, or with the spell. */
export interface Assignments {
  readonly contract: Dated<Event<'WorkerContractChanged'>['data']>;
  readonly team: Dated<string> | undefined;
  readonly roleProfile: Dated<string> | undefined;
  readonly leadershipLevel: Dated<string> | undefined;
  readonly lineManager: Dated<string> | undefined;
}

export interface Absence {
  readonly kind: Event<'WorkerAbsenceStarted'>['data']['kind'];
  readonly from: string;
  readonly endedOn: string | undefined;
}

export interface Registration {
  readonly expiresOn: string | null;
  readonly lapsed: boolean;
  /** The day of the last fact about it. */
  readonly asOf: string;
}

export interface LegalHold {
  readonly reason: string;
  readonly placedOn: string;
  readonly liftedOn: string | undefined;
}

/** From joining, or coming back, until leaving. */
interface Spell {
  readonly startedOn: string;
  /** Nobody said since when. */
  readonly startInferred: boolean;
  readonly leftOn: string | undefined;
  readonly assignments: Assignments;
  readonly induction: { readonly startedOn: string; readonly completed: boolean } | undefined;
  /** The last one: they are recorded in order. */
  readonly absence: Absence | undefined;
}

export type WorkerState =
  | { readonly status: 'none' }
  | {
      readonly status: 'known';
      readonly spell: Spell;
      /** Those before, in order. */
      readonly earlierSpells: PersistentList<Pick<Spell, 'startedOn' | 'startInferred' | 'leftOn'>>;
      readonly leavingVoided: string | undefined;
      /** By body. */
      readonly registrations: PersistentMap<string, Registration>;
      /** By qualification code. */
      readonly qualifications: PersistentMap<string, Event<'QualificationAwarded'>['data']>;
      /** By id, lifted ones as well. */
      readonly legalHolds: PersistentMap<string, LegalHold>;
      readonly erased: boolean;
    };

export type KnownWorker = Extract<WorkerState, { status: 'known' }>;

export const NO_WORKER: WorkerState = { status: 'none' };

export function evolveWorker(state: WorkerState, event: WorkerEvent): WorkerState {
  if (event.type === 'WorkerJoined') {
    return {
      status: 'known',
      spell: spellFrom(event),
      earlierSpells: PersistentList.of(),
      leavingVoided: undefined,
      registrations: PersistentMap.empty(),
      qualifications: PersistentMap.empty(),
      legalHolds: PersistentMap.empty(),
      erased: false,
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'WorkerAssignedToTeam':
      return assign(state, { team: { value: event.data.unitId, from: event.effectiveAt } });
    case 'WorkerAssignedRoleProfile':
      return assign(state, { roleProfile: { value: event.data.roleProfileId, from: event.effectiveAt } });
    case 'WorkerAssignedLeadershipLevel':
      return assign(state, { leadershipLevel: { value: event.data.leadershipLevel, from: event.effectiveAt } });
    case 'WorkerAssignedLineManager':
      return assign(state, { lineManager: { value: event.data.managerId, from: event.effectiveAt } });
    case 'WorkerContractChanged':
      return assign(state, { contract: { value: event.data, from: event.effectiveAt } });
    case 'WorkerInductionStarted':
    case 'WorkerInductionCompleted':
    case 'WorkerAbsenceStarted':
    case 'WorkerAbsenceEnded':
    case 'WorkerLeft':
      return { ...state, spell: evolveSpell(state.spell, event) };
    case 'WorkerLeavingVoided':
      return { ...state, spell: { ...state.spell, leftOn: undefined }, leavingVoided: event.data.leftOn };
    case 'WorkerReturned':
      return { ...state, spell: spellFrom(event), earlierSpells: spellsBefore(state), leavingVoided: undefined };
    case 'ProfessionalRegistrationRecorded':
    case 'ProfessionalRegistrationRenewed':
    case 'ProfessionalRegistrationLapsed':
      return evolveRegistration(state, event);
    case 'QualificationAwarded': {
      const qualifications = state.qualifications.with(event.data.qualification, event.data);
      return { ...state, qualifications };
    }
    case 'LegalHoldPlaced': {
      const hold = { reason: event.data.reason, placedOn: event.effectiveAt, liftedOn: undefined };
      return { ...state, legalHolds: state.legalHolds.with(event.data.holdId, hold) };
    }
    case 'LegalHoldLifted': {
      const { holdId } = event.data;
      const hold = state.legalHolds.get(holdId);
      if (!hold) return state;
      return { ...state, legalHolds: state.legalHolds.with(holdId, { ...hold, liftedOn: event.effectiveAt }) };
    }
    case 'WorkerErased':
      return { ...state, erased: true };
    case 'WorkerDetailsRecorded':
      return state; // sealed: no later decision can depend on them
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function spellFrom(event: Event<'WorkerJoined' | 'WorkerReturned'>): Spell {
  const { startInferred, ...contract }: Event<'WorkerJoined'>['data'] = event.data;
  return {
    startedOn: event.effectiveAt,
    startInferred: startInferred === true,
    leftOn: undefined,
    assignments: {
      contract: { value: contract, from: event.effectiveAt },
      team: undefined,
      roleProfile: undefined,
      leadershipLevel: undefined,
      lineManager: undefined,
    },
    induction: undefined,
    absence: undefined,
  };
}

function spellsBefore({
  earlierSpells,
  spell: { startedOn, startInferred, leftOn },
}: KnownWorker): KnownWorker['earlierSpells'] {
  return earlierSpells.with({ startedOn, startInferred, leftOn });
}

function evolveSpell(
  spell: Spell,
  event: Event<
    'WorkerInductionStarted' | 'WorkerInductionCompleted' | 'WorkerAbsenceStarted' | 'WorkerAbsenceEnded' | 'WorkerLeft'
  >,
): Spell {
  switch (event.type) {
    case 'WorkerInductionStarted':
      return { ...spell, induction: { startedOn: event.effectiveAt, completed: false } };
    case 'WorkerInductionCompleted':
      return { ...spell, induction: spell.induction && { ...spell.induction, completed: true } };
    case 'WorkerAbsenceStarted':
      return { ...spell, absence: { kind: event.data.kind, from: event.effectiveAt, endedOn: undefined } };
    case 'WorkerAbsenceEnded':
      return { ...spell, absence: spell.absence && { ...spell.absence, endedOn: event.effectiveAt } };
    case 'WorkerLeft':
      return { ...spell, leftOn: event.effectiveAt };
  }
}

function evolveRegistration(
  state: KnownWorker,
  event: Event<
    'ProfessionalRegistrationRecorded' | 'ProfessionalRegistrationRenewed' | 'ProfessionalRegistrationLapsed'
  >,
): KnownWorker {
  const { body } = event.data;
  const known = state.registrations.get(body);
  const lapsed = event.type === 'ProfessionalRegistrationLapsed';
  const registration: Registration = {
    expiresOn: 'expiresOn' in event.data ? event.data.expiresOn : (known?.expiresOn ?? null),
    lapsed,
    asOf: event.effectiveAt,
  };
  return { ...state, registrations: state.registrations.with(body, registration) };
}

function assign(state: KnownWorker, assigned: Partial<Assignments>): KnownWorker {
  const assignments = { ...state.spell.assignments, ...assigned };
  return { ...state, spell: { ...state.spell, assignments } };
}
