import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { WorkerCommand } from './worker.commands.js';
import type { WorkerEvent } from './worker.events.js';
import { joined, requireNotErased, requireSinceJoining } from './worker.rules.js';
import type { WorkerState } from './worker.state.js';

type Of<Type extends WorkerCommand['type']> = Extract<WorkerCommand, { type: Type }>;

/** Joining, leaving, coming back. */
export function decideSpell(
  command: Of<'JoinWorker' | 'RecordLeaving' | 'VoidLeaving' | 'RecordReturn'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  switch (command.type) {
    case 'JoinWorker':
      return join(command, state, context);
    case 'RecordLeaving':
      return leave(command, state, context);
    case 'VoidLeaving':
      return voidLeaving(command, state);
    case 'RecordReturn':
      return comeBack(command, state, context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function join({ data }: Of<'JoinWorker'>, state: WorkerState, context: DecisionContext): readonly WorkerEvent[] {
  const { on, ...contract } = data;
  requireNotInFuture('on', on, context);
  if (state.status === 'none') return [{ type: 'WorkerJoined', effectiveAt: on, data: contract }];
  const { startedOn, assignments } = state.spell;
  const { startInferred: _inferred, ...terms } = contract;
  if (startedOn === on && sameContent(assignments.contract.value, terms)) return [];
  return refuse('ALREADY_JOINED', `This worker joined on ${startedOn}`, {
    remedy: 'Change the contract, or record the return of somebody who left.',
  });
}

function leave({ data }: Of<'RecordLeaving'>, state: WorkerState, context: DecisionContext): readonly WorkerEvent[] {
  const { on, reason } = data;
  requireNotInFuture('on', on, context);
  const worker = joined(state);
  if (worker.spell.leftOn === on) return [];
  if (worker.spell.leftOn !== undefined) {
    refuse('ALREADY_LEFT', `This worker left on ${worker.spell.leftOn}`, {
      field: 'on',
      remedy: 'Void that leaving first if its day is wrong.',
    });
  }
  requireSinceJoining(worker, 'on', on);
  return [{ type: 'WorkerLeft', effectiveAt: on, data: { reason } }];
}

function voidLeaving({ data: { leftOn } }: Of<'VoidLeaving'>, state: WorkerState): readonly WorkerEvent[] {
  const worker = joined(state);
  if (worker.spell.leftOn === leftOn) return [{ type: 'WorkerLeavingVoided', effectiveAt: leftOn, data: { leftOn } }];
  if (worker.spell.leftOn === undefined && worker.leavingVoided === leftOn) return [];
  return refuse('LEAVING_UNKNOWN', `No leaving on ${leftOn} is in force`, {
    field: 'leftOn',
    remedy: worker.spell.leftOn ? `The worker left on ${worker.spell.leftOn}.` : 'The worker is in post.',
  });
}

function comeBack({ data }: Of<'RecordReturn'>, state: WorkerState, context: DecisionContext): readonly WorkerEvent[] {
  const { on, ...contract } = data;
  requireNotInFuture('on', on, context);
  const worker = joined(state);
  requireNotErased(worker);
  const { leftOn, startedOn, assignments } = worker.spell;
  if (leftOn === undefined) {
    if (startedOn === on && sameContent(assignments.contract.value, contract)) return [];
    return refuse('NOT_LEFT', 'This worker has not left', { remedy: 'Record the leaving first.' });
  }
  if (on <= leftOn) {
    refuse('RETURNED_BEFORE_LEAVING', `This worker left on ${leftOn}`, {
      field: 'on',
      remedy: 'Give a day after the leaving, or void the leaving if there was none.',
    });
  }
  return [{ type: 'WorkerReturned', effectiveAt: on, data: contract }];
}
