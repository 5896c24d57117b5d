import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { OrganisationCommand } from './organisation.commands.js';
import type { OrganisationEvent } from './organisation.events.js';
import type { OrganisationState, Unit } from './organisation.state.js';

type Registered = Extract<OrganisationState, { status: 'registered' }>;
type Of<Type extends OrganisationCommand['type']> = Extract<OrganisationCommand, { type: Type }>;

export function decideUnit(
  command: Of<'OpenUnit' | 'MoveUnit' | 'RenameUnit' | 'CloseUnit'>,
  state: Registered,
  context: DecisionContext,
): readonly OrganisationEvent[] {
  requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'OpenUnit':
      return openUnit(command, state);
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
  if (unit.parentId !== null) requireOpen(state, unit.parentId, on, 'parentId');
  return [{ type: 'UnitOpened', effectiveAt: on, data: unit }];
}

function moveUnit({ data }: Of<'MoveUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId, parentId } = data;
  const unit = requireOpen(state, unitId, on, 'unitId');
  const current = unit.parents.last;
  if (current && on < current.from) {
    refuse('UNIT_CHANGE_OUT_OF_ORDER', `Unit ${unitId} has been where it is since ${current.from}`, {
      field: 'on',
      remedy: `Give a day on or after ${current.from}.`,
    });
  }
  if (current?.value === parentId) return [];
  if (parentId !== null) {
    requireOpen(state, parentId, on, 'parentId');
    requireNoCycle(state, unitId, parentId, on);
  }
  return [{ type: 'UnitMoved', effectiveAt: on, data: { unitId, parentId } }];
}

function renameUnit({ data }: Of<'RenameUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId, name } = data;
  const unit = requireOpen(state, unitId, on, 'unitId');
  if (on < unit.name.from) {
    refuse('UNIT_CHANGE_OUT_OF_ORDER', `Unit ${unitId} has had its name since ${unit.name.from}`, {
      field: 'on',
      remedy: `Give a day on or after ${unit.name.from}.`,
    });
  }
  if (unit.name.value === name) return [];
  return [{ type: 'UnitRenamed', effectiveAt: on, data: { unitId, name } }];
}

function closeUnit({ data }: Of<'CloseUnit'>, state: Registered): readonly OrganisationEvent[] {
  const { on, unitId } = data;
  if (known(state, unitId, 'unitId').closedOn !== undefined) return [];
  requireOpen(state, unitId, on, 'unitId');
  for (const [childId, child] of state.units) {
    const open = child.closedOn === undefined || child.closedOn > on;
    const under = parentOn(child, on) === unitId || child.parents.last?.value === unitId;
    if (!open || !under) continue;
    refuse('UNIT_HAS_OPEN_CHILDREN', `Unit ${childId} under it is open`, {
      field: 'unitId',
      remedy: 'Close or move the units under it first.',
    });
  }
  return [{ type: 'UnitClosed', effectiveAt: on, data: { unitId } }];
}

function known(state: Registered, unitId: string, field: string): Unit {
  return state.units.get(unitId) ?? refuse('UNIT_UNKNOWN', `There is no unit ${unitId}`, { field });
}

function requireOpen(state: Registered, unitId: string, on: string, field: string): Unit {
  const unit = known(state, unitId, field);
  if (on < unit.openedOn) refuse('UNIT_NOT_OPEN', `Unit ${unitId} was opened on ${unit.openedOn}`, { field });
  if (unit.closedOn !== undefined && unit.closedOn <= on) {
    refuse('UNIT_NOT_OPEN', `Unit ${unitId} was closed on ${unit.closedOn}`, { field });
  }
  return unit;
}

/** Moves can be recorded late, so the way up has to be free of the unit on every later day that another move changed. */
function requireNoCycle(state: Registered, unitId: string, parentId: string, on: string): void {
  const days = new Set([on]);
  for (const unit of state.units.values()) {
    for (const parent of unit.parents) if (parent.from > on) days.add(parent.from);
  }
  for (const day of days) {
    let above: string | null | undefined = parentId;
    while (above) {
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
