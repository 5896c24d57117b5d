import { STANDING, UNKNOWN, type Reference, type Standing } from '@praxis/event-sourcing';
import { refuse } from '../rules.js';
import type { KnownWorker, WorkerState } from './worker.state.js';

export function joined(state: WorkerState): KnownWorker {
  if (state.status === 'known') return state;
  return refuse('NOT_JOINED', 'This worker has not joined', {
    field: 'id',
    remedy: 'Record that the worker joined first.',
  });
}

/** For what only somebody in post can do or be given. */
export function inPost(state: WorkerState): KnownWorker {
  const worker = joined(state);
  if (worker.spell.leftOn === undefined) return worker;
  return refuse('WORKER_LEFT', `This worker left on ${worker.spell.leftOn}`, {
    remedy: 'Void the leaving if it was recorded in error, or record the return.',
  });
}

/** For what is true of the person rather than of the post: it can be recorded late, as of a day they were in post. */
export function inPostOn(state: WorkerState, on: string): KnownWorker {
  const worker = joined(state);
  if (worker.spell.leftOn === undefined || on <= worker.spell.leftOn) return worker;
  return inPost(worker);
}

/** @param field the command's field that holds the day */
export function requireSinceJoining(worker: KnownWorker, field: string, on: string): void {
  if (on >= worker.spell.startedOn) return;
  refuse('BEFORE_JOINING', `This worker joined on ${worker.spell.startedOn}, after ${on}`, {
    field,
    remedy: `Give a day on or after ${worker.spell.startedOn}.`,
  });
}

/** What is sealed with a shredded key could never be read, and must not be given a new key. */
export function requireNotErased(worker: KnownWorker): void {
  if (!worker.erased) return;
  refuse('WORKER_ERASED', 'This person’s data were erased', {
    remedy: 'Use a new id if the person comes back; nothing personal can be recorded under this one.',
  });
}

/**
 * Somebody stands from joining, or coming back, to the day of leaving, that day included. Where nobody said since when
 * they are here, what is older tells that they were. Who was erased is nobody any more.
 */
export function standingOfWorker(state: WorkerState, { on }: Reference): Standing {
  if (state.status === 'none' || state.erased) return UNKNOWN;
  if (on === null) return STANDING;
  const { earlierSpells, spell: present } = state;
  const spell = present.startedOn <= on ? present : earlierSpells.findLast(({ startedOn }) => startedOn <= on);
  const first = earlierSpells.first ?? present;
  if (!spell) return first.startInferred ? STANDING : { is: 'not-yet', from: first.startedOn, inferred: false };
  return spell.leftOn !== undefined && on > spell.leftOn ? { is: 'no-longer', since: spell.leftOn } : STANDING;
}
