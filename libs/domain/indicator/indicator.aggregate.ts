import { defineAggregate } from '@praxis/event-sourcing';
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
      exists: (state) => state.status !== 'none',
      remedy: 'Define the indicator first.',
    },
  },
  initialState: NO_INDICATOR,
  evolve: evolveIndicator,
  decide: decideIndicator,
});
