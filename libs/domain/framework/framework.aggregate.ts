import { defineAggregate } from '@praxis/event-sourcing';
import { FRAMEWORK_COMMANDS } from './framework.commands.js';
import { decideFramework } from './framework.decider.js';
import { FRAMEWORK_EVENTS } from './framework.events.js';
import { standingOfElement, standingOfVersion } from './framework.standing.js';
import { evolveFramework, NO_FRAMEWORK } from './framework.state.js';

export const framework = defineAggregate({
  name: 'framework',
  plural: 'frameworks',
  description: 'A framework of competences in its published versions, and how its elements map to others',
  begins: 'PublishFramework',
  events: FRAMEWORK_EVENTS,
  commands: FRAMEWORK_COMMANDS,
  answers: {
    framework: {
      streamOf: ({ id }) => id,
      standing: standingOfVersion,
      remedy: 'Publish this version of the framework first.',
      notYet: {
        code: 'FRAMEWORK_NOT_YET_PUBLISHED',
        says: 'was published on',
        remedy: 'Use a version that was published by then.',
      },
      noLonger: {
        code: 'FRAMEWORK_SUPERSEDED',
        says: 'was superseded on',
        remedy: 'Use the version that superseded it.',
      },
    },
    element: {
      streamOf: ({ within }) => within ?? '',
      standing: standingOfElement,
      remedy: 'Use an element of a published version of the framework.',
      notYet: {
        code: 'ELEMENT_NOT_YET_PUBLISHED',
        says: 'was published on',
        remedy: 'Use an element of a version that was published by then.',
      },
      noLonger: {
        code: 'ELEMENT_SUPERSEDED',
        says: 'was superseded on',
        remedy: 'Use an element of the version that was in use then.',
      },
    },
  },
  initialState: NO_FRAMEWORK,
  evolve: evolveFramework,
  decide: decideFramework,
});
