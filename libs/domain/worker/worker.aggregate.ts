import type { Aggregate } from '@praxis/event-sourcing';
import { WORKER_COMMANDS, type WorkerCommand } from './worker.commands.js';
import { decideWorker } from './worker.decider.js';
import { WORKER_EVENTS, type WorkerEvent } from './worker.events.js';
import { evolveWorker, NO_WORKER, type WorkerState } from './worker.state.js';

export const worker: Aggregate<WorkerState, WorkerEvent, WorkerCommand> = {
  name: 'worker',
  plural: 'workers',
  description: 'One worker: joining and leaving, assignments, induction, absences, registrations, qualifications',
  events: WORKER_EVENTS,
  commands: WORKER_COMMANDS,
  initialState: NO_WORKER,
  evolve: evolveWorker,
  decide: decideWorker,
};
