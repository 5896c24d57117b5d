import { defineAggregate } from '@praxis/event-sourcing';
import { LEARNING_LOG_COMMANDS } from './learning-log.commands.js';
import { decideLearningLog } from './learning-log.decider.js';
import { LEARNING_LOG_EVENTS } from './learning-log.events.js';
import { evolveLearningLog, EMPTY_LEARNING_LOG } from './learning-log.state.js';

export const learningLog = defineAggregate({
  name: 'learning-log',
  plural: 'learning-logs',
  description: 'The learning of one worker: entries, reflections, certificates',
  beside: 'worker',
  about: '$stream',
  events: LEARNING_LOG_EVENTS,
  commands: LEARNING_LOG_COMMANDS,
  initialState: EMPTY_LEARNING_LOG,
  evolve: evolveLearningLog,
  decide: decideLearningLog,
});
