import type { Aggregate } from '@praxis/event-sourcing';
import { INDICATOR_COMMANDS, type IndicatorCommand } from './indicator.commands.js';
import { decideIndicator } from './indicator.decider.js';
import { INDICATOR_EVENTS, type IndicatorEvent } from './indicator.events.js';
import { evolveIndicator, NO_INDICATOR, type IndicatorState } from './indicator.state.js';

export const indicator: Aggregate<IndicatorState, IndicatorEvent, IndicatorCommand> = {
  name: 'indicator',
  plural: 'indicators',
  description: 'An indicator of one unit, measured period by period',
  events: INDICATOR_EVENTS,
  commands: INDICATOR_COMMANDS,
  initialState: NO_INDICATOR,
  evolve: evolveIndicator,
  decide: decideIndicator,
};
