import type { Aggregate } from '@praxis/event-sourcing';
import { FRAMEWORK_COMMANDS, type FrameworkCommand } from './framework.commands.js';
import { decideFramework } from './framework.decider.js';
import { FRAMEWORK_EVENTS, type FrameworkEvent } from './framework.events.js';
import { evolveFramework, NO_FRAMEWORK, type FrameworkState } from './framework.state.js';

export const framework: Aggregate<FrameworkState, FrameworkEvent, FrameworkCommand> = {
  name: 'framework',
  plural: 'frameworks',
  description: 'A framework of competences in its published versions, and how its elements map to others',
  events: FRAMEWORK_EVENTS,
  commands: FRAMEWORK_COMMANDS,
  initialState: NO_FRAMEWORK,
  evolve: evolveFramework,
  decide: decideFramework,
};
