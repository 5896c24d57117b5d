import { LogDamaged, LogMismatch } from '@praxis/event-sourcing';
import { setTimeout as delay } from 'node:timers/promises';
import { RunnerStopped } from './runner-status.js';
import type { RunnerTuning } from './runner.tuning.js';

/** Waiting between attempts, cut short when the runner is to stop. */
export class Patience {
  constructor(
    /** Aborted with {@link RunnerStopped}. */
    readonly signal: AbortSignal,
    private readonly tuning: Pick<RunnerTuning, 'retryMs' | 'retryAtMostMs'>,
  ) {}

  /** After the failure of this attempt, counted from 1. @throws {RunnerStopped} */
  async pause(attempt: number): Promise<void> {
    const wait = Math.min(this.tuning.retryMs * 2 ** Math.min(attempt - 1, 20), this.tuning.retryAtMostMs);
    await delay(wait, undefined, { signal: this.signal }).catch(() => undefined);
    this.signal.throwIfAborted();
  }

  /** Tries until it works. @throws {RunnerStopped} @throws {LogDamaged} @throws {LogMismatch} which nothing mends by itself */
  async untilItWorks<Result>(work: () => Promise<Result>, onFailure: (error: unknown) => void): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      this.signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if ([RunnerStopped, LogDamaged, LogMismatch].some((final) => error instanceof final)) throw error;
        onFailure(error);
        await this.pause(attempt);
      }
    }
  }
}
