import type { Aggregate } from '@praxis/event-sourcing';
import { SUPERVISION_COMMANDS, type SupervisionCommand } from './supervision.commands.js';
import { decideSupervision } from './supervision.decider.js';
import { SUPERVISION_EVENTS, type SupervisionEvent } from './supervision.events.js';
import { evolveSupervision, NO_SUPERVISION, type SupervisionState } from './supervision.state.js';

export const supervision: Aggregate<SupervisionState, SupervisionEvent, SupervisionCommand> = {
  name: 'supervision',
  plural: 'supervisions',
  description: 'The supervision of one worker by one supervisor: agreement, sessions, actions',
  events: SUPERVISION_EVENTS,
  commands: SUPERVISION_COMMANDS,
  initialState: NO_SUPERVISION,
  evolve: evolveSupervision,
  decide: decideSupervision,
};
