import { defineAggregate } from '@praxis/event-sourcing';
import { CHECKLIST_COMMANDS } from './checklist.commands.js';
import { decideChecklist } from './checklist.decider.js';
import { CHECKLIST_EVENTS } from './checklist.events.js';
import { evolveChecklist, NO_CHECKLIST } from './checklist.state.js';

export const checklist = defineAggregate({
  name: 'checklist',
  plural: 'checklists',
  description: 'The CPD framework checklist of one unit: its eleven items, and the actions that close gaps',
  events: CHECKLIST_EVENTS,
  commands: CHECKLIST_COMMANDS,
  initialState: NO_CHECKLIST,
  evolve: evolveChecklist,
  decide: decideChecklist,
});
