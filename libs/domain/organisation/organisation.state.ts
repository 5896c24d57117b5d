import { PersistentList, PersistentMap, streamIdOf } from '@praxis/event-sourcing';
import { isListed, isOwnList } from '../code-lists.js';
import type { Dated } from '../rules.js';
import type { OrganisationEvent } from './organisation.events.js';

type Event<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>;

export interface Unit {
  /** As it was opened: what a repeated opening is compared with. */
  readonly opened: Event<'UnitOpened'>['data'];
  readonly openedOn: string;
  readonly openingInferred: boolean;
  readonly closedOn: string | undefined;
  readonly name: Dated<string>;
  /** In order of days; the first is the one it was opened under. */
  readonly parents: PersistentList<Dated<string | null>>;
}

export type PolicyValue = Event<'PolicySet'>['data']['value'];

export type OrganisationState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly name: string;
      /** In the order in which they were set. */
      readonly timeZones: PersistentList<Dated<string>>;
      readonly units: PersistentMap<string, Unit>;
      /** In order of days, by {@link policyKey}. */
      readonly policies: PersistentMap<string, PersistentList<Dated<PolicyValue>>>;
      /** By {@link questionKey}: what files asked. Earlier releases recorded the answers alone. */
      readonly identitiesAsked: PersistentMap<string, true>;
      /** The latest answer by {@link questionKey}. */
      readonly identities: PersistentMap<string, Event<'IdentityQuestionAnswered'>['data']>;
      /** By unit: how many people uploads listed, in the order in which that was recorded. */
      readonly staffListings: PersistentMap<string, PersistentList<Dated<number>>>;
      /** By {@link codeKey}: codes that the organisation put on a list, and those it took off again. */
      readonly addedCodes: PersistentMap<string, 'added' | 'withdrawn'>;
      /** By {@link labelKey}: what a label that was corrected reads. */
      readonly correctedLabels: PersistentMap<string, string>;
    };

/** The id of the one organisation that an installation holds. See docs/adr/0011. */
export const ORGANISATION_ID = 'main';

/** Its stream. Earlier releases took others: what they hold is of no other organisation's units and policies. */
export const ORGANISATION_STREAM = streamIdOf('organisation', ORGANISATION_ID);

/** Before the first that the organisation has set. */
export const FIRST_TIME_ZONE = 'Europe/London';

const NO_TIME_ZONES = PersistentList.of<Dated<string>>();

export function timeZonesOf(state: OrganisationState): PersistentList<Dated<string>> {
  return state.status === 'registered' ? state.timeZones : NO_TIME_ZONES;
}

/** In the order of their days; of those of one day, the later set comes later. */
export function inTurn(timeZones: Iterable<Dated<string>>): readonly Dated<string>[] {
  return [...timeZones].sort((one, other) => one.from.localeCompare(other.from));
}

export const NO_ORGANISATION: OrganisationState = { status: 'none' };

/** Policies of the same kind, role profile and topic follow one another; others stand side by side. */
export function policyKey(policy: Pick<Event<'PolicySet'>['data'], 'kind' | 'roleProfileId' | 'topic'>): string {
  return `${policy.kind} ${policy.roleProfileId ?? '*'} ${policy.topic ?? '*'}`;
}

export function codeKey({ list, code }: Event<'CodeAdded'>['data']): string {
  return `${list} ${code}`;
}

export function labelKey({ of, id, field }: Omit<Event<'LabelCorrected'>['data'], 'label'>): string {
  return `${of} ${id} ${field}`;
}

/** Whether a code is to be used: a published one, one of those from the start, or one that the organisation added. */
export function hasCode(state: OrganisationState, list: string, code: string): boolean {
  if (isListed(list, code)) return true;
  return isOwnList(list) && state.status === 'registered' && state.addedCodes.get(codeKey({ list, code })) === 'added';
}

export function questionKey(
  question: Pick<Event<'IdentityQuestionAnswered'>['data'], 'about' | 'id' | 'knownId'>,
): string {
  return `${question.about} ${question.id} ${question.knownId}`;
}

export function evolveOrganisation(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  if (event.type === 'OrganisationRegistered') {
    if (state.status === 'registered') return { ...state, name: event.data.name };
    return {
      status: 'registered',
      name: event.data.name,
      timeZones: NO_TIME_ZONES,
      units: PersistentMap.empty(),
      policies: PersistentMap.empty(),
      identitiesAsked: PersistentMap.empty(),
      identities: PersistentMap.empty(),
      staffListings: PersistentMap.empty(),
      addedCodes: PersistentMap.empty(),
      correctedLabels: PersistentMap.empty(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'UnitOpened': {
      const unit: Unit = {
        opened: event.data,
        openedOn: event.effectiveAt,
        openingInferred: event.data.openingInferred === true,
        closedOn: undefined,
        name: { value: event.data.name, from: event.effectiveAt },
        parents: PersistentList.of({ value: event.data.parentId, from: event.effectiveAt }),
      };
      return { ...state, units: state.units.with(event.data.unitId, unit) };
    }
    case 'UnitOpeningMovedBack':
      return withUnit(state, event.data.unitId, (unit) => openedEarlier(unit, event.effectiveAt));
    case 'UnitMoved': {
      const moved = { value: event.data.parentId, from: event.effectiveAt };
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, parents: unit.parents.with(moved) }));
    }
    case 'UnitRenamed': {
      const name = { value: event.data.name, from: event.effectiveAt };
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, name }));
    }
    case 'UnitClosed':
      return withUnit(state, event.data.unitId, (unit) => ({ ...unit, closedOn: event.effectiveAt }));
    case 'PolicySet': {
      const key = policyKey(event.data);
      const policy = { value: event.data.value, from: event.effectiveAt };
      const set = state.policies.get(key)?.with(policy) ?? PersistentList.of(policy);
      return { ...state, policies: state.policies.with(key, set) };
    }
    case 'TimeZoneSet':
      return { ...state, timeZones: state.timeZones.with({ value: event.data.timeZone, from: event.effectiveAt }) };
    case 'IdentityQuestionAsked':
      return { ...state, identitiesAsked: state.identitiesAsked.with(questionKey(event.data), true) };
    case 'IdentityQuestionAnswered':
      return { ...state, identities: state.identities.with(questionKey(event.data), event.data) };
    case 'CodeAdded':
      return { ...state, addedCodes: state.addedCodes.with(codeKey(event.data), 'added') };
    case 'CodeWithdrawn':
      return { ...state, addedCodes: state.addedCodes.with(codeKey(event.data), 'withdrawn') };
    case 'LabelCorrected': {
      const { of, label } = event.data;
      const correctedLabels = state.correctedLabels.with(labelKey(event.data), label);
      return of === 'organisation' ? { ...state, name: label, correctedLabels } : { ...state, correctedLabels };
    }
    case 'StaffListed': {
      const { unitId, people } = event.data;
      const listing = { value: people, from: event.effectiveAt };
      const listings = state.staffListings.get(unitId)?.with(listing) ?? PersistentList.of(listing);
      return { ...state, staffListings: state.staffListings.with(unitId, listings) };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

type Registered = Extract<OrganisationState, { status: 'registered' }>;

/** What has been so since its opening has been since the earlier day. */
export function openedEarlier(unit: Unit, openedOn: string): Unit {
  const earlier = <Value>(dated: Dated<Value>) => (dated.from === unit.openedOn ? { ...dated, from: openedOn } : dated);
  return { ...unit, openedOn, name: earlier(unit.name), parents: PersistentList.of(...[...unit.parents].map(earlier)) };
}

function withUnit(state: Registered, unitId: string, change: (unit: Unit) => Unit): Registered {
  const unit = state.units.get(unitId);
  return unit ? { ...state, units: state.units.with(unitId, change(unit)) } : state;
}
