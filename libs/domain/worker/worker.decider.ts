import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture } from '../rules.js';
import { decideAssignment } from './worker-assignments.decider.js';
import { decideCredential } from './worker-credentials.decider.js';
import { decideErasure } from './worker-erasure.decider.js';
import { decideSpell } from './worker-spells.decider.js';
import type { WorkerCommand } from './worker.commands.js';
import type { WorkerEvent } from './worker.events.js';
import { inPost, inPostOn, requireNotErased, requireSinceJoining } from './worker.rules.js';
import type { WorkerState } from './worker.state.js';

type Of<Type extends WorkerCommand['type']> = Extract<WorkerCommand, { type: Type }>;

export function decideWorker(
  command: WorkerCommand,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  switch (command.type) {
    case 'JoinWorker':
    case 'RecordLeaving':
    case 'VoidLeaving':
    case 'RecordReturn':
      return decideSpell(command, state, context);
    case 'RecordWorkerDetails':
      return recordDetails(command, state, context);
    case 'AssignToTeam':
    case 'AssignRoleProfile':
    case 'AssignLeadershipLevel':
    case 'AssignLineManager':
    case 'ChangeContract':
      return decideAssignment(command, state, context);
    case 'StartInduction':
    case 'CompleteInduction':
      return decideInduction(command, state, context);
    case 'StartAbsence':
    case 'EndAbsence':
      return decideAbsence(command, state, context);
    case 'RecordRegistration':
    case 'RenewRegistration':
    case 'LapseRegistration':
    case 'AwardQualification':
      return decideCredential(command, state, context);
    case 'EraseWorker':
    case 'PlaceLegalHold':
    case 'LiftLegalHold':
      return decideErasure(command, state, context);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

/** Sealed texts cannot be compared, so whatever is given is recorded. */
function recordDetails(
  { data }: Of<'RecordWorkerDetails'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  const { on, ...details } = data;
  requireNotInFuture('on', on, context);
  requireNotErased(inPostOn(state, on));
  if (Object.values(details).every((detail) => detail === undefined)) return [];
  return [{ type: 'WorkerDetailsRecorded', effectiveAt: on, data: details }];
}

function decideInduction(
  { type, data: { on } }: Of<'StartInduction' | 'CompleteInduction'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  requireNotInFuture('on', on, context);
  const { induction } = inPost(state).spell;
  if (type === 'StartInduction') {
    return induction ? [] : [{ type: 'WorkerInductionStarted', effectiveAt: on, data: {} }];
  }
  if (!induction) {
    return refuse('INDUCTION_NOT_STARTED', 'The induction has not been started', {
      remedy: 'Record that it was started first.',
    });
  }
  if (induction.completed) return [];
  if (on < induction.startedOn) {
    refuse('COMPLETED_BEFORE_STARTED', `The induction was started on ${induction.startedOn}`, {
      field: 'on',
      remedy: `Give a day on or after ${induction.startedOn}.`,
    });
  }
  return [{ type: 'WorkerInductionCompleted', effectiveAt: on, data: {} }];
}

/** An absence runs from its first day up to, and without, the day it ended. */
function decideAbsence(
  command: Of<'StartAbsence' | 'EndAbsence'>,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  const { on } = command.data;
  requireNotInFuture('on', on, context);
  const worker = inPost(state);
  requireSinceJoining(worker, 'on', on);
  const last = worker.spell.absence;
  if (command.type === 'StartAbsence') {
    const { kind } = command.data;
    if (last && last.from === on && last.kind === kind) return [];
    if (last && (last.endedOn === undefined || on < last.endedOn)) {
      const until = last.endedOn ? `until ${last.endedOn}` : 'and has not ended';
      refuse('ABSENCE_OVERLAPS', `An absence is recorded from ${last.from} ${until}`, {
        field: 'on',
        remedy: last.endedOn ? 'Record absences in their order.' : 'Record its end first.',
      });
    }
    return [{ type: 'WorkerAbsenceStarted', effectiveAt: on, data: { kind } }];
  }
  if (last?.endedOn === on) return [];
  if (!last || last.endedOn !== undefined) {
    return refuse('NOT_ABSENT', 'No absence is open', { remedy: 'Record its start first.' });
  }
  if (on < last.from)
    refuse('ENDED_BEFORE_STARTED', `The absence started on ${last.from}`, {
      field: 'on',
      remedy: `Give a day on or after ${last.from}.`,
    });
  return [{ type: 'WorkerAbsenceEnded', effectiveAt: on, data: {} }];
}
