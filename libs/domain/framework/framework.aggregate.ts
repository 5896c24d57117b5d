import { defineAggregate } from '@praxis/event-sourcing';
import { FRAMEWORK_COMMANDS } from './framework.commands.js';
import { decideFramework } from './framework.decider.js';
import { FRAMEWORK_EVENTS } from './framework.events.js';
import { evolveFramework, hasElement, NO_FRAMEWORK } from './framework.state.js';

export const framework = defineAggregate({
  name: 'framework',
  plural: 'frameworks',
  description: 'A framework of competences in its published versions, and how its elements map to others',
  events: FRAMEWORK_EVENTS,
  commands: FRAMEWORK_COMMANDS,
  answers: {
    framework: {
      streamOf: ({ id }) => id,
      exists: (state, { within }) => state.status === 'published' && state.versions.has(within ?? ''),
      remedy: 'Publish this version of the framework first.',
    },
    element: {
      streamOf: ({ within }) => within ?? '',
      exists: hasElement,
      remedy: 'Use an element of a published version of the framework.',
    },
  },
  initialState: NO_FRAMEWORK,
  evolve: evolveFramework,
  decide: decideFramework,
});
