import type { LogStanding } from '@praxis/event-sourcing';
import type { LogEnd } from '../log-chain/log-fold.js';
import type { LogFinding } from '../log-chain/log-check.js';

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

/** What is known of the log that the tables are filled from. */
export interface LogStatus {
  /** Whether it is the tables' own; undefined until that has been looked at. */
  readonly standing: LogStanding | undefined;
  /** How far the chain over it reaches. */
  readonly end: LogEnd;
  /** Whether that stretch of it has been compared since the start in which something was found last, if ever. */
  readonly hasCheckBegun: boolean;
  /** How far it has been compared with that in the background, in the present round. */
  readonly checked: bigint;
  /** When all of it, as far as it then went, had last been compared and nothing found: ms since 1970; undefined: never. */
  readonly wholeAt: number | undefined;
  /** Where it was found to be other than it was. The first hundred. */
  readonly findings: readonly LogFinding[];
  /** What an administrator should know, such as a clock that is behind. The latest ten. */
  readonly warnings: readonly string[];
}

export interface RunnerStatus {
  /**
   * `live`: everything in the log is in the tables. `held`: something that may pass is in the way, the log cannot be
   * reached for one, and nobody knows what there is beyond `head`. `stopped`: a table stands still until somebody does
   * something about it.
   */
  readonly state: 'catching-up' | 'live' | 'held' | 'stopped';
  /** Position of the log's last event, as last heard from it; also while no projection goes on. */
  readonly head: bigint;
  /** False while the log cannot say where it ends: `head` and `lag` are then of before. */
  readonly isHeadKnown: boolean;
  /** False until every table has been looked at: they may be whole, whatever `applied` and `lag` are meanwhile. */
  readonly isAppliedKnown: boolean;
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
  readonly log: LogStatus;
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
