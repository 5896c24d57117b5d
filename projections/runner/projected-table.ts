import { physicalName } from '@praxis/analytics-store';
import type { Projection } from '../projection.js';
import { messageOf, type RunnerProblem } from './runner-status.js';

/** A fact table while a runner fills it. */
export class ProjectedTable {
  readonly name: string;
  /** In the engine. */
  readonly physical: string;
  /** Up to here the table holds everything: what its chain says, never what somebody noted. */
  #applied = 0n;
  /** Up to here batches are made, the last of them perhaps not yet written. */
  planned = 0n;
  /**
   * Goes up whenever the table was found to be other than it was thought to be. Part of deduplication tokens: the
   * engine remembers those of rows that are gone, and would take a range written again for a repetition.
   */
  generation = 0;
  /** Whether it has been told which log it is filled from. */
  knowsItsLog = false;
  /** Set while it does not go on. */
  problem: RunnerProblem | undefined;
  #wasLookedAt = false;

  constructor(readonly projection: Projection) {
    this.name = projection.name;
    this.physical = physicalName(projection.table);
  }

  get applied(): bigint {
    return this.#applied;
  }

  /** Whether `applied` is what the table says: until it was looked at, it may be whole and seems to be empty. */
  get wasLookedAt(): boolean {
    return this.#wasLookedAt;
  }

  /** A batch up to here is in the table. */
  advance(to: bigint): void {
    this.#applied = to;
    if (to > this.planned) this.planned = to;
    this.problem = undefined;
  }

  /** The chain was read, or the table made anew. */
  startFrom(position: bigint): void {
    this.#applied = position;
    this.#wasLookedAt = true;
    this.planned = position;
    this.problem = undefined;
  }

  get isStopped(): boolean {
    return this.problem?.retrying === false;
  }

  stop(position: bigint, error: unknown): void {
    this.problem = { projection: this.name, position, error: messageOf(error), retrying: false };
  }

  hold(error: unknown): void {
    if (this.isStopped) return;
    this.problem = { projection: this.name, position: this.#applied + 1n, error: messageOf(error), retrying: true };
  }
}
