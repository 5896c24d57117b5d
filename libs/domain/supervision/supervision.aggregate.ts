import { defineAggregate } from '@praxis/event-sourcing';
import { SUPERVISION_COMMANDS } from './supervision.commands.js';
import { decideSupervision } from './supervision.decider.js';
import { SUPERVISION_EVENTS } from './supervision.events.js';
import { evolveSupervision, NO_SUPERVISION } from './supervision.state.js';

export const supervision = defineAggregate({
  name: 'supervision',
  plural: 'supervisions',
  description: 'The supervision of one worker by one supervisor: agreement, sessions, actions',
  begins: 'SignAgreement',
  about: 'superviseeId',
  events: SUPERVISION_EVENTS,
  commands: SUPERVISION_COMMANDS,
  initialState: NO_SUPERVISION,
  evolve: evolveSupervision,
  decide: decideSupervision,
});
