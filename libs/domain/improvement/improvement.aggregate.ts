import { defineAggregate, STANDING, UNKNOWN } from '@praxis/event-sourcing';
import { IMPROVEMENT_COMMANDS } from './improvement.commands.js';
import { decideImprovement } from './improvement.decider.js';
import { IMPROVEMENT_EVENTS } from './improvement.events.js';
import { evolveImprovement, NO_IMPROVEMENT } from './improvement.state.js';

export const improvement = defineAggregate({
  name: 'improvement',
  plural: 'improvements',
  description: 'An improvement: the CPD meant to bring it about, the questions asked of it, its impact',
  begins: 'ProposeImprovement',
  events: IMPROVEMENT_EVENTS,
  commands: IMPROVEMENT_COMMANDS,
  answers: {
    improvement: {
      streamOf: ({ id }) => id,
      // No command speaks of one on a day.
      standing: ({ status }) => (status === 'none' ? UNKNOWN : STANDING),
      remedy: 'Propose the improvement first, or check its id.',
    },
  },
  initialState: NO_IMPROVEMENT,
  evolve: evolveImprovement,
  decide: decideImprovement,
});
