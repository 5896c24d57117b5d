import type { CommandOutcome } from '@praxis/event-sourcing';
import { RowSet } from '../report/row-set.js';
import type { StreamPart } from './stream.parts.js';

/** What became of the rows of a file. */
export class RowTally {
  taken = 0;
  alreadyThere = 0;
  nothingToDo = 0;
  unknown = 0;
  /** About somebody who was erased, or naming them. */
  erased = 0;
  events = 0;
  /** Commands that no row says: done, or still to be done. */
  removed = 0;
  /** Facts that those lead to. */
  #removalEvents = 0;
  /** Streams of those. */
  readonly removedFrom = new Set<string>();
  readonly refusedRemovals: Error[] = [];
  /** Rows that were dealt with, now or before. */
  readonly settled = new RowSet();
  /** Rows that led to facts, or would. */
  readonly telling = new RowSet();
  /** Rows with something personal of which whoever imports is not told whether it is what is on record. */
  readonly untold = new RowSet();

  /** Nothing was dealt with, neither now nor before, and the store left nothing open. */
  get isUntouched(): boolean {
    return this.settled.size === 0 && this.events === 0 && this.unknown === 0;
  }

  /** Rows that were dealt with when the file was taken before. */
  before(rows: readonly number[]): void {
    this.alreadyThere += rows.length;
    for (const row of rows) this.settled.add(row);
  }

  leaveOut(rows: readonly number[]): void {
    this.erased += rows.length;
    for (const row of rows) this.settled.add(row);
  }

  /** For removals that were looked at and are not to be made. */
  withoutRemovals(): void {
    this.events -= this.#removalEvents;
    this.#removalEvents = 0;
    this.removed = 0;
    this.removedFrom.clear();
  }

  /** A row can lead to several commands: it counts by the one that did most. Refused rows are counted elsewhere. */
  part(id: string, { rows, commands }: StreamPart, outcomes: readonly CommandOutcome[]): void {
    const kinds = new Map<number, Set<CommandOutcome['kind']>>();
    for (const [index, { row }] of commands.entries()) {
      const outcome = outcomes[index]!;
      if (outcome.kind === 'done') this.events += outcome.events;
      if (outcome.kind === 'repeated' && outcome.textUntold && row !== undefined) this.untold.add(row);
      if (row !== undefined) kinds.set(row, (kinds.get(row) ?? new Set()).add(outcome.kind));
      else if (outcome.kind === 'done') this.#remove(id, outcome.events);
      else if (outcome.kind === 'refused') this.refusedRemovals.push(outcome.error);
    }
    for (const row of rows) {
      const of = kinds.get(row);
      this.settled.add(row);
      if (of?.has('done')) this.telling.add(row);
      if (of?.has('refused')) continue;
      if (of?.has('done')) this.taken += 1;
      else if (of?.has('repeated')) this.alreadyThere += 1;
      else this.nothingToDo += 1;
    }
  }

  #remove(id: string, events: number): void {
    this.removed += 1;
    this.#removalEvents += events;
    this.removedFrom.add(id);
  }
}
