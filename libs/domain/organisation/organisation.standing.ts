import { standingBetween, UNKNOWN, type Reference, type Standing } from '@praxis/event-sourcing';
import type { OrganisationState, Unit } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;

/** A unit stands from its opening until it is closed, that day left out. */
export function standingOfUnit(state: OrganisationState, reference: Reference): Standing {
  const unit = state.status === 'registered' ? state.units.get(reference.id) : undefined;
  if (state.status !== 'registered' || !unit) return UNKNOWN;
  const movable = reference.on !== null && openingsToMove(state, reference.id, reference.on) !== undefined;
  return standingBetween(reference, unit.openedOn, unit.closedOn, movable);
}

/**
 * The units, from the top, whose openings have to move back so that this one is open on a day: nobody said since when
 * they are. Undefined where somebody did say so, of this unit or of one above it.
 */
export function openingsToMove({ units }: Registered, unitId: string, on: string): readonly Unit[] | undefined {
  const moving: Unit[] = [];
  for (let id: string | null = unitId; id !== null;) {
    const unit = units.get(id);
    if (!unit || moving.includes(unit)) return undefined;
    if (unit.openedOn <= on) break;
    if (!unit.openingInferred) return undefined;
    moving.unshift(unit);
    id = unit.opened.parentId;
  }
  return moving;
}
