import { type Day, END } from '../calendar.js';
import type { RoleId } from './role-profiles.js';

/** Where and as what somebody works, from a day until the next posting. */
export interface Posting {
  readonly from: Day;
  readonly unitId: string;
  readonly role: RoleId;
}

export interface Period {
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
}

/** Mutable only while the roster is being simulated. */
export interface Worker {
  /** UNIQUEWORKERID. */
  readonly id: string;
  /** LOCALESTID. */
  readonly workplace: string;
  readonly name: string;
  readonly given: string;
  readonly bornOn: Day;
  readonly startedOn: Day;
  /** The last day at work; null while still there at the end. */
  leftOn: Day | null;
  readonly postings: Posting[];
  readonly absences: Period[];
  /** EMPLSTATUS: 1 permanent, 2 temporary, 3 bank. */
  readonly contract: 1 | 2 | 3;
  readonly weeklyHours: number;
  /** Hours from a day on, for those who changed them once. */
  readonly hoursChange: { readonly from: Day; readonly weeklyHours: number } | null;
  /** How far above or below others of the role, on the rating scale. */
  readonly ability: number;
  /** Planted: stays to the end, in the same team and role. */
  readonly keeps: boolean;
}

export interface Managed {
  readonly from: Day;
  readonly manager: Worker | null;
}

export function postingOn(worker: Worker, on: Day): Posting {
  const first = worker.postings[0];
  if (first === undefined) throw new Error(`${worker.id} was never posted`);
  return worker.postings.findLast(({ from }) => from <= on) ?? first;
}

export function atWorkOn(worker: Worker, on: Day): boolean {
  return worker.startedOn <= on && on <= lastDay(worker);
}

/** The last day that facts about the worker can have. */
export function lastDay(worker: Worker): Day {
  return worker.leftOn ?? END;
}

export function absentOn(worker: Worker, on: Day): Period | undefined {
  return worker.absences.find(({ from, to }) => from <= on && on <= to);
}

/** Lower-case, for the ids of the worker's own records. */
export function keyOf(worker: Worker): string {
  return worker.id.toLowerCase();
}

/** How a row of `workplace` names a person: with the workplace in front when it is another one. */
export function referTo(person: Worker, workplace: string): string {
  return person.workplace === workplace ? person.id : `${person.workplace}/${person.id}`;
}
