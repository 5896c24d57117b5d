import { defineAggregate, standingBetween, UNKNOWN } from '@praxis/event-sourcing';
import { INDICATOR_COMMANDS } from './indicator.commands.js';
import { decideIndicator } from './indicator.decider.js';
import { INDICATOR_EVENTS } from './indicator.events.js';
import { evolveIndicator, NO_INDICATOR } from './indicator.state.js';

export const indicator = defineAggregate({
  name: 'indicator',
  plural: 'indicators',
  description: 'An indicator of one unit, measured period by period',
  events: INDICATOR_EVENTS,
  commands: INDICATOR_COMMANDS,
  answers: {
    indicator: {
      streamOf: ({ id }) => id,
      standing: (state, reference) =>
        state.status === 'none' ? UNKNOWN : standingBetween(reference, state.definedOn, undefined),
      remedy: 'Define the indicator first.',
      notYet: {
        code: 'INDICATOR_NOT_YET_DEFINED',
        says: 'was defined on',
        remedy: 'Check the day, or name an indicator that there was then.',
      },
    },
  },
  initialState: NO_INDICATOR,
  evolve: evolveIndicator,
  decide: decideIndicator,
});
