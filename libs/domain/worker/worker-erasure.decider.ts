import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture } from '../rules.js';
import type { WorkerCommand } from './worker.commands.js';
import type { WorkerEvent } from './worker.events.js';
import { joined, requireNotErased } from './worker.rules.js';
import type { WorkerState } from './worker.state.js';

type Of<Type extends WorkerCommand['type']> = Extract<WorkerCommand, { type: Type }>;

/** Erasure, and the legal holds that keep it from happening. Neither depends on the person being in post. */
export function decideErasure(
  command: Of<'EraseWorker' | 'PlaceLegalHold' | 'LiftLegalHold'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'EraseWorker':
      return erase(command, state);
    case 'PlaceLegalHold':
      return place(command, state);
    case 'LiftLegalHold':
      return lift(command, state);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function erase({ data: { on } }: Of<'EraseWorker'>, state: WorkerState): readonly WorkerEvent[] {
  const { erased, legalHolds } = joined(state);
  if (erased) return [];
  for (const { reason, placedOn, liftedOn } of legalHolds.values()) {
    if (liftedOn !== undefined) continue;
    refuse('UNDER_LEGAL_HOLD', `A legal hold (${reason}) has stood since ${placedOn}: nothing may be erased`, {
      remedy: 'Tell the person why their data are kept; erase them when every hold has been lifted.',
    });
  }
  return [{ type: 'WorkerErased', effectiveAt: on, data: {} }];
}

function place({ data }: Of<'PlaceLegalHold'>, state: WorkerState): readonly WorkerEvent[] {
  const { on, ...hold } = data;
  const worker = joined(state);
  const known = worker.legalHolds.get(hold.holdId);
  if (known && known.reason === hold.reason && known.placedOn === on && known.liftedOn === undefined) return [];
  if (known) {
    refuse('LEGAL_HOLD_KNOWN', `A legal hold of this id was placed on ${known.placedOn}`, {
      field: 'holdId',
      remedy: 'Give each hold an id of its own.',
    });
  }
  requireNotErased(worker);
  return [{ type: 'LegalHoldPlaced', effectiveAt: on, data: hold }];
}

function lift({ data: { holdId, on } }: Of<'LiftLegalHold'>, state: WorkerState): readonly WorkerEvent[] {
  const hold = joined(state).legalHolds.get(holdId);
  if (!hold)
    return refuse('UNKNOWN_LEGAL_HOLD', 'No such legal hold was placed', {
      field: 'holdId',
      remedy: 'Check the id of the hold, and whom it is about.',
    });
  if (hold.liftedOn !== undefined) return [];
  if (on < hold.placedOn) {
    refuse('LIFTED_BEFORE_PLACED', `The legal hold was placed on ${hold.placedOn}`, {
      field: 'on',
      remedy: `Give a day on or after ${hold.placedOn}.`,
    });
  }
  return [{ type: 'LegalHoldLifted', effectiveAt: on, data: { holdId } }];
}
