import type { DecisionContext } from '@praxis/event-sourcing';
import { refuse, requireNotInFuture, sameContent } from '../rules.js';
import { decideQuestion } from './improvement-questions.decider.js';
import type { ImprovementCommand } from './improvement.commands.js';
import type { ImprovementEvent } from './improvement.events.js';
import { openImprovement, proposed, refuseNotStarted, requireSinceProposal } from './improvement.rules.js';
import { evaluationKey, linkKey, type ImprovementState } from './improvement.state.js';

type Of<Type extends ImprovementCommand['type']> = Extract<ImprovementCommand, { type: Type }>;

export function decideImprovement(
  command: ImprovementCommand,
  state: ImprovementState,
  context: DecisionContext,
): readonly ImprovementEvent[] {
  // The programme linked may be one that is still to begin.
  if (command.type !== 'LinkCpd') requireNotInFuture('on', command.data.on, context);
  switch (command.type) {
    case 'ProposeImprovement':
      return propose(command, state);
    case 'StartImprovement': {
      const { on } = command.data;
      const { proposal, startedOn } = openImprovement(state);
      if (startedOn !== undefined) return [];
      requireSinceProposal(state, on);
      return [{ type: 'ImprovementStarted', effectiveAt: on, data: { unitId: proposal.unitId } }];
    }
    case 'LinkCpd':
      return linkCpd(command, state);
    case 'RegisterQuestion':
    case 'WithdrawQuestion':
      return decideQuestion(command, state);
    case 'RecogniseContribution': {
      const { on, workerId } = command.data;
      const { proposal, contributors } = openImprovement(state);
      if (contributors.has(workerId)) return [];
      const data = { unitId: proposal.unitId, workerId };
      return [{ type: 'ImprovementContributionRecognised', effectiveAt: on, data }];
    }
    case 'EvaluateImpact':
      return evaluateImpact(command, state);
    case 'ShareImprovement': {
      const { on, audience } = command.data;
      const { proposal, audiences } = proposed(state);
      if (audiences.has(audience)) return [];
      return [{ type: 'ImprovementShared', effectiveAt: on, data: { unitId: proposal.unitId, audience } }];
    }
    case 'CloseImprovement':
      return close(command, state);
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function propose({ data }: Of<'ProposeImprovement'>, state: ImprovementState): readonly ImprovementEvent[] {
  const { on, ...improvement } = data;
  if (state.status === 'none') return [{ type: 'ImprovementProposed', effectiveAt: on, data: improvement }];
  const { aim: _aim, ...proposal } = improvement;
  if (state.proposedOn === on && sameContent(state.proposal, proposal)) return [];
  return refuse('IMPROVEMENT_EXISTS', `This improvement was already proposed on ${state.proposedOn}`, {
    remedy: 'Use an id of its own for each improvement.',
  });
}

function linkCpd({ data }: Of<'LinkCpd'>, state: ImprovementState): readonly ImprovementEvent[] {
  const { on, ...link } = data;
  const improvement = openImprovement(state);
  const linkedFrom = improvement.links.get(linkKey(link));
  if (linkedFrom === on) return [];
  if (linkedFrom !== undefined) {
    refuse('CPD_LINKED', `This programme is already linked, as begun on ${linkedFrom}`, {
      field: 'programmeId',
      remedy: 'Link another programme or indicator.',
    });
  }
  const { unitId } = improvement.proposal;
  return [{ type: 'ImprovementCpdLinked', effectiveAt: on, data: { unitId, ...link } }];
}

function evaluateImpact({ data }: Of<'EvaluateImpact'>, state: ImprovementState): readonly ImprovementEvent[] {
  const { on, ...evaluation } = data;
  const improvement = proposed(state);
  if (improvement.startedOn === undefined) return refuseNotStarted();
  if (on < improvement.startedOn) {
    refuse('BEFORE_START', `The improvement was started on ${improvement.startedOn}, after ${on}`, {
      field: 'on',
      remedy: `Give a day on or after ${improvement.startedOn}.`,
    });
  }
  const evaluated = { unitId: improvement.proposal.unitId, ...evaluation };
  if (improvement.evaluations.has(evaluationKey(evaluated, on))) return [];
  return [{ type: 'ImprovementImpactEvaluated', effectiveAt: on, data: evaluated }];
}

function close({ data }: Of<'CloseImprovement'>, state: ImprovementState): readonly ImprovementEvent[] {
  const { on, outcome } = data;
  if (state.status === 'closed' && state.outcome === outcome) return [];
  const { proposal, startedOn } = openImprovement(state);
  if (startedOn === undefined && outcome !== 'abandoned') return refuseNotStarted();
  requireSinceProposal(state, on);
  if (startedOn !== undefined && on < startedOn) {
    refuse('BEFORE_START', `The improvement was started on ${startedOn}, after ${on}`, {
      field: 'on',
      remedy: `Give a day on or after ${startedOn}.`,
    });
  }
  return [{ type: 'ImprovementClosed', effectiveAt: on, data: { unitId: proposal.unitId, outcome } }];
}
