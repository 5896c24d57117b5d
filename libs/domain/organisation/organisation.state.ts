import type { Dated } from '../rules.js';
import type { OrganisationEvent } from './organisation.events.js';

type Event<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>;

export interface Unit {
  /** As it was opened: what a repeated opening is compared with. */
  readonly opened: Event<'UnitOpened'>['data'];
  readonly openedOn: string;
  readonly closedOn: string | undefined;
  readonly name: Dated<string>;
  /** In order of days; the first is the one it was opened under. */
  readonly parents: readonly Dated<string | null>[];
}

export type PolicyValue = Event<'PolicySet'>['data']['value'];

export type OrganisationState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly name: string;
      readonly units: ReadonlyMap<string, Unit>;
      /** In order of days, by {@link policyKey}. */
      readonly policies: ReadonlyMap<string, readonly Dated<PolicyValue>[]>;
      /** The latest answer by {@link questionKey}. */
      readonly identities: ReadonlyMap<string, Event<'IdentityQuestionAnswered'>['data']>;
      /** By unit: how many people uploads listed, in the order in which that was recorded. */
      readonly staffListings: ReadonlyMap<string, readonly Dated<number>[]>;
    };

/** The stream of the one organisation that an installation holds. */
export const ORGANISATION_ID = 'main';

/** Where no organisation has set another. */
const DEFAULT_TIME_ZONE = 'Europe/London';

export function timeZoneOf(_state: OrganisationState): string {
  return DEFAULT_TIME_ZONE;
}

export const NO_ORGANISATION: OrganisationState = { status: 'none' };

/** Policies of the same kind, role profile and topic follow one another; others stand side by side. */
export function policyKey(policy: Pick<Event<'PolicySet'>['data'], 'kind' | 'roleProfileId' | 'topic'>): string {
  return `${policy.kind} ${policy.roleProfileId ?? '*'} ${policy.topic ?? '*'}`;
}

export function questionKey(
  question: Pick<Event<'IdentityQuestionAnswered'>['data'], 'about' | 'id' | 'knownId'>,
): string {
  return `${question.about} ${question.id} ${question.knownId}`;
}

export function evolveOrganisation(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  if (event.type === 'OrganisationRegistered') {
    if (state.status === 'registered') return { ...state, name: event.data.name };
    const nothing = { units: new Map(), policies: new Map(), identities: new Map(), staffListings: new Map() };
    return { status: 'registered', name: event.data.name, ...nothing };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'UnitOpened': {
      const unit: Unit = {
        opened: event.data,
        openedOn: event.effectiveAt,
        closedOn: undefined,
        name: { value: event.data.name, from: event.effectiveAt },
        parents: [{ value: event.data.parentId, from: event.effectiveAt }],
      };
      return { ...state, units: new Map(state.units).set(event.data.unitId, unit) };
    }
    case 'UnitMoved': {
      const moved = { value: event.data.parentId, from: event.effectiveAt };
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, parents: [...unit.parents, moved] }));
    }
    case 'UnitRenamed': {
      const name = { value: event.data.name, from: event.effectiveAt };
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, name }));
    }
    case 'UnitClosed':
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, closedOn: event.effectiveAt }));
    case 'PolicySet': {
      const key = policyKey(event.data);
      const set = [...(state.policies.get(key) ?? []), { value: event.data.value, from: event.effectiveAt }];
      return { ...state, policies: new Map(state.policies).set(key, set) };
    }
    case 'IdentityQuestionAnswered':
      return { ...state, identities: new Map(state.identities).set(questionKey(event.data), event.data) };
    case 'StaffListed': {
      const { unitId, people } = event.data;
      const listings = [...(state.staffListings.get(unitId) ?? []), { value: people, from: event.effectiveAt }];
      return { ...state, staffListings: new Map(state.staffListings).set(unitId, listings) };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

type Registered = Extract<OrganisationState, { status: 'registered' }>;

function withUnit(state: Registered, unitId: string, change: (unit: Unit) => Unit): Registered {
  const unit = state.units.get(unitId);
  return unit ? { ...state, units: new Map(state.units).set(unitId, change(unit)) } : state;
}
