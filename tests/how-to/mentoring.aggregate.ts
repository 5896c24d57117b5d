import { defineAggregate } from '@praxis/event-sourcing';
import { MENTORING_COMMANDS } from './mentoring.commands.js';
import { decideMentoring } from './mentoring.decider.js';
import { MENTORING_EVENTS } from './mentoring.events.js';
import { evolveMentoring, NO_MENTORING } from './mentoring.state.js';

// #region aggregate
export const mentoring = defineAggregate({
  name: 'mentoring',
  plural: 'mentorings',
  description: 'One worker mentoring another: what was agreed, and when they met',
  events: MENTORING_EVENTS,
  commands: MENTORING_COMMANDS,
  initialState: NO_MENTORING,
  evolve: evolveMentoring,
  decide: decideMentoring,
});
// #endregion
