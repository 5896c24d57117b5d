/** Why a projection does not go on. */
export interface RunnerProblem {
  /** Name of the fact table; `*` when it is all of them. */
  readonly projection: string;
  /** Position of the event that it stands before. */
  readonly position: bigint;
  readonly error: string;
  /**
   * True: something that may pass (no disk space, no answer), tried again by itself. False: the event cannot be
   * projected by this release; its table stands still until a corrected release is started.
   */
  readonly retrying: boolean;
}

/** A stretch of the log that was projected again because the chain check found it missing or damaged. */
export interface Repair {
  readonly projection: string;
  readonly from: bigint;
  readonly to: bigint;
}

export interface RunnerStatus {
  /**
   * `live`: everything in the log is in the tables. `held`: something that may pass is in the way, the log cannot be
   * reached for one, and nobody knows what there is beyond `head`. `stopped`: nothing goes on by itself.
   */
  readonly state: 'catching-up' | 'live' | 'held' | 'stopped';
  /** Position of the log's last event, as far as known. */
  readonly head: bigint;
  /** By fact table: the position up to which it holds everything. */
  readonly applied: Readonly<Record<string, bigint>>;
  /** From the slowest table to the head, in positions: in the embedded log that is the number of events. */
  readonly lag: bigint;
  /** Mean over the last few seconds. */
  readonly eventsPerSecond: number;
  /** The first of `problems`. */
  readonly problem?: RunnerProblem;
  readonly problems: readonly RunnerProblem[];
  /** Since the runner was started; the latest hundred. */
  readonly repairs: readonly Repair[];
}

/** Another process projects into the same tables. */
export class ProjectorLocked extends Error {
  override readonly name = 'ProjectorLocked';
}

/** A table holds facts of events that the log does not have: it belongs to another log, or the log was cut short. */
export class FactsAheadOfLog extends Error {
  override readonly name = 'FactsAheadOfLog';
}

/** The runner was asked to stop before this was done. */
export class RunnerStopped extends Error {
  override readonly name = 'RunnerStopped';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
