import { defineAggregate } from '@praxis/event-sourcing';
import { WORKER_COMMANDS } from './worker.commands.js';
import { decideWorker } from './worker.decider.js';
import { WORKER_EVENTS } from './worker.events.js';
import { evolveWorker, NO_WORKER } from './worker.state.js';

export const worker = defineAggregate({
  name: 'worker',
  plural: 'workers',
  description: 'One worker: joining and leaving, assignments, induction, absences, registrations, qualifications',
  events: WORKER_EVENTS,
  commands: WORKER_COMMANDS,
  answers: {
    worker: {
      streamOf: ({ id }) => id,
      exists: (state) => state.status !== 'none',
      remedy: 'Record that the worker joined first, or check the id.',
    },
  },
  initialState: NO_WORKER,
  evolve: evolveWorker,
  decide: decideWorker,
});
