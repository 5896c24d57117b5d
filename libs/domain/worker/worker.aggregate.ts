import { defineAggregate } from '@praxis/event-sourcing';
import { WORKER_COMMANDS } from './worker.commands.js';
import { decideWorker } from './worker.decider.js';
import { WORKER_EVENTS } from './worker.events.js';
import { standingOfWorker } from './worker.rules.js';
import { evolveWorker, NO_WORKER } from './worker.state.js';

export const worker = defineAggregate({
  name: 'worker',
  plural: 'workers',
  description: 'One worker: joining and leaving, assignments, induction, absences, registrations, qualifications',
  begins: 'JoinWorker',
  about: '$stream',
  events: WORKER_EVENTS,
  commands: WORKER_COMMANDS,
  answers: {
    worker: {
      streamOf: ({ id }) => id,
      standing: standingOfWorker,
      remedy: 'Record that the worker joined first, or check the id.',
      notYet: {
        code: 'WORKER_NOT_YET_IN_POST',
        says: 'came on',
        remedy: 'Check the day, or name somebody who was in post then.',
      },
      noLonger: {
        code: 'WORKER_NO_LONGER_IN_POST',
        says: 'left on',
        remedy: 'Check the day, name somebody who was in post then, or void the leaving if it was recorded in error.',
      },
    },
  },
  initialState: NO_WORKER,
  evolve: evolveWorker,
  decide: decideWorker,
});
