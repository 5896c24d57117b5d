import { PersistentMap, PersistentSet } from '@praxis/event-sourcing';
import type { Dated } from '../rules.js';
import type { RoleProfileEvent } from './role-profile.events.js';

export type RoleProfileState =
  | { readonly status: 'none' }
  | {
      readonly status: 'defined';
      readonly content: Extract<RoleProfileEvent, { type: 'RoleProfileDefined' }>['data'];
      readonly definedOn: string;
      /** By {@link elementKey}: the rating required, or null since it is no longer required. */
      readonly competences: PersistentMap<string, Dated<number | null>>;
      readonly responsibilities: PersistentSet<string>;
      readonly reviews: PersistentSet<string>;
    };

export const NO_ROLE_PROFILE: RoleProfileState = { status: 'none' };

export function elementKey(reference: { frameworkId: string; element: string }): string {
  return `${reference.frameworkId} ${reference.element}`;
}

export function evolveRoleProfile(state: RoleProfileState, event: RoleProfileEvent): RoleProfileState {
  if (event.type === 'RoleProfileDefined') {
    return {
      status: 'defined',
      content: event.data,
      definedOn: event.effectiveAt,
      competences: PersistentMap.empty(),
      responsibilities: PersistentSet.empty(),
      reviews: PersistentSet.empty(),
    };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'CompetenceRequired':
    case 'CompetenceNoLongerRequired': {
      const value = event.type === 'CompetenceRequired' ? event.data.rating : null;
      const required = { value, from: event.effectiveAt };
      return { ...state, competences: state.competences.with(elementKey(event.data), required) };
    }
    case 'RoleProfileResponsibilityAdded':
      return { ...state, responsibilities: state.responsibilities.with(event.data.responsibility) };
    case 'RoleProfileReviewed':
      return { ...state, reviews: state.reviews.with(event.effectiveAt) };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}
