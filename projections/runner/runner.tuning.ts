import type { BackgroundCheckTuning } from '../log-chain/background-check.js';

export interface RunnerTuning extends BackgroundCheckTuning {
  /** Events in a batch, at most. */
  readonly batchEvents: number;
  /**
   * Rows of all tables after which a batch is closed. A row's size is bounded by its schema, and a page's by the
   * event store, so that this and the two batches there are at a time bound the memory.
   */
  readonly batchRows: number;
  /** Events asked of the log at a time. Few: while a page is projected, no insert can take its next step. */
  readonly pageEvents: number;
  /** Tables written side by side. Fewer than the engine has sessions, so that reports get one as well. */
  readonly insertsAtOnce: number;
  /** Milliseconds after which the log is read again even if nobody said that there is more. */
  readonly wakeUpMs: number;
  /**
   * Milliseconds between the beginnings of two batches of a single event: each becomes a part of every table, and parts
   * have to be merged. After more events it is longer: see `pauseAfter`.
   */
  readonly smallBatchMs: number;
  /** Milliseconds from one chain check to the next. */
  readonly chainCheckMs: number;
  /** Milliseconds to wait after the first failure in a row; doubled up to `retryAtMostMs`. */
  readonly retryMs: number;
  readonly retryAtMostMs: number;
}

export const defaultTuning: RunnerTuning = {
  batchEvents: 10_000,
  batchRows: 20_000,
  pageEvents: 500,
  insertsAtOnce: 3,
  wakeUpMs: 5_000,
  smallBatchMs: 50,
  chainCheckMs: 3_600_000,
  retryMs: 200,
  retryAtMostMs: 5_000,
  checkEvents: 50,
  checkShare: 0.02,
  checkEveryMs: 24 * 3_600_000,
  checkLookMs: 1_000,
  checkAgainMs: 10_000,
};

/** Events of a batch that make the pause after it once as long again. */
const PAUSE_EVENTS = 50;
const LONGEST_PAUSE = 10;

/**
 * Milliseconds from the beginning of a batch that the log's end closed to that of the next. Whoever records something by
 * hand finds it in the tables at once; while a file is imported, which has batches of many events follow each other,
 * there are fewer and larger ones.
 */
export function pauseAfter(events: number, { smallBatchMs }: Pick<RunnerTuning, 'smallBatchMs'>): number {
  return smallBatchMs * Math.min(1 + events / PAUSE_EVENTS, LONGEST_PAUSE);
}
