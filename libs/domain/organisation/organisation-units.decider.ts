import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import { openingsToMove } from './organisation.standing.js';
import { openedEarlier, type OrganisationState, type Unit } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type MovedBack = Extract<OrganisationEvent, { type: 'UnitOpeningMovedBack' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

export function decideUnit(
  command: Of<'OpenUnit' | 'MoveUnitOpeningBack' | 'MoveUnit' | 'RenameUnit' | 'CloseUnit'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'OpenUnit':
      return openUnit(command, state);
    case 'MoveUnitOpeningBack':
      return moveOpeningBack(command, state);
    case 'MoveUnit':
      return moveUnit(command, state);
    case 'RenameUnit':
      return renameUnit(command, state);
    case 'CloseUnit':
      return closeUnit(command, state);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function openUnit({ data }: Of<'OpenUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, ...unit } = data;
  const known = state.units.get(unit.unitId);
  if (known) {
    if (known.openedOn === on && sameContent(known.opened, unit)) return [];
    refuse('UNIT_EXISTS', `Unit ${unit.unitId} was already opened on ${known.openedOn}`, {
      field: 'unitId',
      remedy: 'Rename or move it, or use a new id for a new unit.',
    });
  }
  const earlier = unit.parentId === null ? [] : openSince(state, unit.parentId, on, 'parentId');
  return [...earlier, { type: 'UnitOpened', effectiveAt: on, data: unit }];
}

function moveOpeningBack({ data }: Of<'MoveUnitOpeningBack'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId } = data;
  const unit = known(state, unitId, 'unitId');
  if (unit.openedOn <= on) return [];
  if (!unit.openingInferred) {
    refuse('UNIT_OPENING_STATED', `Unit ${unitId} was said to be opened on ${unit.openedOn}`, {
      field: 'on',
      remedy: 'An opening moves back only where nobody said its day.',
    });
  }
  return openSince(state, unitId, on, 'unitId');
}

function moveUnit({ data }: Of<'MoveUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId, parentId } = data;
  const earlier = openSince(state, unitId, on, 'unitId');
  const current = openBy(state, unitId, on).parents.last;
  if (current && on < current.from) {
    refuse('UNIT_CHANGE_OUT_OF_ORDER', `Unit ${unitId} has been where it is since ${current.from}`, {
      field: 'on',
      remedy: `Give a day on or after ${current.from}.`,
    });
  }
  if (current?.value === parentId) return [];
  const above = parentId === null ? [] : openSince(state, parentId, on, 'parentId');
  if (parentId !== null) requireNoCycle(state, unitId, parentId, on);
  const others = above.filter(({ data }) => !earlier.some((one) => one.data.unitId === data.unitId));
  return [...earlier, ...others, { type: 'UnitMoved', effectiveAt: on, data: { unitId, parentId } }];
}

function renameUnit({ data }: Of<'RenameUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId, name } = data;
  const earlier = openSince(state, unitId, on, 'unitId');
  const unit = openBy(state, unitId, on);
  if (on < unit.name.from) {
    refuse('UNIT_CHANGE_OUT_OF_ORDER', `Unit ${unitId} has had its name since ${unit.name.from}`, {
      field: 'on',
      remedy: `Give a day on or after ${unit.name.from}.`,
    });
  }
  if (unit.name.value === name) return [];
  return [...earlier, { type: 'UnitRenamed', effectiveAt: on, data: { unitId, name } }];
}

function closeUnit({ data }: Of<'CloseUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId } = data;
  if (known(state, unitId, 'unitId').closedOn !== undefined) return [];
  const earlier = openSince(state, unitId, on, 'unitId');
  for (const [childId, child] of state.units) {
    const open = child.closedOn === undefined || child.closedOn > on;
    const under = parentOn(child, on) === unitId || child.parents.last?.value === unitId;
    if (!open || !under) continue;
    refuse('UNIT_HAS_OPEN_CHILDREN', `Unit ${childId} under it is open`, {
      field: 'unitId',
      remedy: 'Close or move the units under it first.',
    });
  }
  return [...earlier, { type: 'UnitClosed', effectiveAt: on, data: { unitId } }];
}

function known(state: Registered, unitId: string, field: string): Unit {
  const unit = state.units.get(unitId);
  if (unit) return unit;
  return refuse('UNKNOWN_UNIT', 'There is no such unit', {
    field,
    remedy: 'Open the unit first, or check its id in the list of units.',
  });
}

/** The unit as it is once an inferred opening has moved back to a day. */
function openBy(state: Registered, unitId: string, on: string): Unit {
  const unit = known(state, unitId, 'unitId');
  return on < unit.openedOn ? openedEarlier(unit, on) : unit;
}

/** Refuses a unit that is not open on a day. What has to be on record first: that inferred openings were before it. */
function openSince(state: Registered, unitId: string, on: string, field: string): readonly MovedBack[] {
  const unit = known(state, unitId, field);
  if (unit.closedOn !== undefined && unit.closedOn <= on) {
    refuse('UNIT_CLOSED', `Unit ${unitId} was closed on ${unit.closedOn}, and this is of ${on}`, {
      field,
      remedy: 'Give a day before it was closed, or name the unit that took over.',
    });
  }
  const moving = openingsToMove(state, unitId, on);
  if (!moving) {
    return refuse('UNIT_NOT_YET_OPEN', `Unit ${unitId} was opened on ${unit.openedOn}, after ${on}`, {
      field,
      remedy: 'Check the day, or name the unit that was open then.',
    });
  }
  return moving.map(({ opened: { unitId: earlier, parentId, kind } }) => ({
    type: 'UnitOpeningMovedBack',
    effectiveAt: on,
    data: { unitId: earlier, parentId, kind },
  }));
}

/** Moves can be recorded late, so the way up has to be free of the unit on every later day that another move changed. */
function requireNoCycle(state: Registered, unitId: string, parentId: string, on: string): void {
  const days = new Set([on]);
  for (const unit of state.units.values()) {
    for (const parent of unit.parents) if (parent.from > on) days.add(parent.from);
  }
  for (const day of days) {
    // A way up that comes to no end, as an older release could have recorded it, is left as it is.
    const seen = new Set<string>();
    for (let above: string | null | undefined = parentId; above && !seen.has(above);) {
      seen.add(above);
      if (above === unitId) {
        refuse('UNIT_CYCLE', `On ${day} unit ${parentId} is under unit ${unitId}, or is the same`, {
          field: 'parentId',
          remedy: 'Move the unit below it first.',
        });
      }
      const next = state.units.get(above);
      above = next && parentOn(next, day);
    }
  }
}

function parentOn(unit: Unit, day: string): string | null | undefined {
  return unit.parents.findLast((parent) => parent.from <= day)?.value;
}
