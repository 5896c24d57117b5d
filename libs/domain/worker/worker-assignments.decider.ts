import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, sameContent, type Dated } from '../rules.js';
import type { WorkerCommand } from './worker.commands.js';
import type { WorkerEvent } from './worker.events.js';
import { inPostOn, requireSinceJoining } from './worker.rules.js';
import type { WorkerState } from './worker.state.js';

type AssignmentCommand = Extract<
  WorkerCommand,
  { type: 'AssignToTeam' | 'AssignRoleProfile' | 'AssignLeadershipLevel' | 'AssignLineManager' | 'ChangeContract' }
>;

/** Assignments may lie ahead, or be recorded after somebody left as of a day before. They follow one another, so that there is one of each kind on any day. */
export function decideAssignment(
  command: AssignmentCommand,
  state: WorkerState,
  context: DecisionContext,
): readonly WorkerEvent[] {
  const { from } = command.data;
  const worker = inPostOn(state, from);
  const { assignments } = worker.spell;
  requireSinceJoining(worker, 'from', from);
  switch (command.type) {
    case 'AssignToTeam': {
      const { unitId } = command.data;
      if (isAlready(assignments.team, unitId, from)) return [];
      return [{ type: 'WorkerAssignedToTeam', effectiveAt: from, data: { unitId } }];
    }
    case 'AssignRoleProfile': {
      const { roleProfileId } = command.data;
      if (isAlready(assignments.roleProfile, roleProfileId, from)) return [];
      return [{ type: 'WorkerAssignedRoleProfile', effectiveAt: from, data: { roleProfileId } }];
    }
    case 'AssignLeadershipLevel': {
      const { leadershipLevel } = command.data;
      if (isAlready(assignments.leadershipLevel, leadershipLevel, from)) return [];
      return [{ type: 'WorkerAssignedLeadershipLevel', effectiveAt: from, data: { leadershipLevel } }];
    }
    case 'AssignLineManager': {
      const { managerId } = command.data;
      if (managerId === context.id) {
        refuse('OWN_LINE_MANAGER', 'Nobody is their own line manager', {
          field: 'managerId',
          remedy: 'Name another person as the line manager.',
        });
      }
      if (isAlready(assignments.lineManager, managerId, from)) return [];
      return [{ type: 'WorkerAssignedLineManager', effectiveAt: from, data: { managerId } }];
    }
    case 'ChangeContract': {
      const { from: _from, ...contract } = command.data;
      if (isAlready(assignments.contract, contract, from)) return [];
      return [{ type: 'WorkerContractChanged', effectiveAt: from, data: contract }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function isAlready<Value>(current: Dated<Value> | undefined, value: Value, from: string): boolean {
  if (!current) return false;
  if (from < current.from) {
    refuse('ASSIGNMENT_OUT_OF_ORDER', `The current one has been in force since ${current.from}, after ${from}`, {
      field: 'from',
      remedy: `Give a day on or after ${current.from}.`,
    });
  }
  return sameContent(current.value, value);
}
