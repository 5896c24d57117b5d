import { refuse } from '../rules.js';
import type { ImprovementState } from './improvement.state.js';

type Proposed = Exclude<ImprovementState, { status: 'none' }>;
type Open = Extract<ImprovementState, { status: 'open' }>;

export function proposed(state: ImprovementState): Proposed {
  if (state.status !== 'none') return state;
  return refuse('IMPROVEMENT_NOT_PROPOSED', 'This improvement has not been proposed', { remedy: 'Propose it first.' });
}

export function openImprovement(state: ImprovementState): Open {
  const improvement = proposed(state);
  if (improvement.status === 'open') return improvement;
  return refuse('IMPROVEMENT_CLOSED', `This improvement was closed on ${improvement.closedOn}`, {
    remedy: 'It can still be evaluated and shared; propose a new one for anything else.',
  });
}

export function requireSinceProposal(state: ImprovementState, on: string): void {
  const { proposedOn } = proposed(state);
  if (on >= proposedOn) return;
  refuse('BEFORE_PROPOSAL', `The improvement was proposed on ${proposedOn}, after ${on}`, {
    field: 'on',
    remedy: `Give a day on or after ${proposedOn}.`,
  });
}

export function refuseNotStarted(): never {
  return refuse('IMPROVEMENT_NOT_STARTED', 'This improvement has not been started', { remedy: 'Start it first.' });
}
