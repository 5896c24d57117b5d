import { randomUUID } from 'node:crypto';
import { EngineKills, type Stoppable } from './engine-kills.js';
import type { Engine } from './engines/engine.js';
import type { AnalyticsError } from './errors.js';
import { AnalyticsQueryCancelled, AnalyticsUnavailable } from './errors.js';

interface Wanted {
  readonly seconds: number;
  readonly tag?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether closing the store stops it; an insert is waited for instead. */
  readonly stoppable: boolean;
}

/** One statement from before it is sent until its answer has been read to the end. */
export class RunningStatement implements Stoppable {
  private readonly stopping = new AbortController();
  private readonly deadline: NodeJS.Timeout | undefined;
  private ended = false;
  private overdue = false;

  constructor(
    graceMilliseconds: number | undefined,
    private readonly kills: EngineKills,
    /** Unique among all statements of all processes; a comment at the statement's beginning carries it. */
    readonly id: string,
    readonly wanted: Wanted,
    private readonly onEnd: (statement: RunningStatement) => void,
  ) {
    if (wanted.signal?.aborted === true) throw new AnalyticsQueryCancelled('Stopped before it began');
    wanted.signal?.addEventListener('abort', this.stop, { once: true });
    if (graceMilliseconds !== undefined) {
      this.deadline = setTimeout(
        () => {
          this.overdue = true;
          this.stop();
        },
        wanted.seconds * 1_000 + graceMilliseconds,
      );
    }
  }

  get hasEnded(): boolean {
    return this.ended;
  }

  /** Aborted as soon as nobody wants the answer any more. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  marked(sql: string): string {
    const tag = this.wanted.tag?.replace(/[^\w.-]/g, '_').slice(0, 60);
    return `/* praxis ${this.id}${tag === undefined ? '' : ` ${tag}`} */ ${sql}`;
  }

  /**
   * The same as a setting: the engine writes a statement anew when it puts parameters in, and leaves the comment out.
   */
  get mark(): { readonly log_comment: string } {
    return { log_comment: this.id };
  }

  readonly stop = (): void => {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    this.kills.add(this);
  };

  /** What to throw for an error met on the way: the reason it was stopped, if it was. */
  failure(error: unknown, otherwise: (error: unknown) => AnalyticsError): AnalyticsError {
    if (this.overdue) {
      const message = `No answer within ${this.wanted.seconds} s and a grace time`;
      return otherwise(Object.assign(new Error(message, { cause: error }), { code: 'ETIMEDOUT' }));
    }
    if (!this.stopping.signal.aborted) return otherwise(error);
    if (this.wanted.signal?.aborted !== true) return new AnalyticsUnavailable('The analytics store is being closed');
    const reason: unknown = this.wanted.signal.reason;
    return new AnalyticsQueryCancelled('Stopped on request', undefined, undefined, { cause: reason });
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.deadline);
    this.wanted.signal?.removeEventListener('abort', this.stop);
    this.onEnd(this);
  }
}

/** Keeps account of what runs, so that closing can stop the reading and wait for the writing. */
export class RunningStatements {
  private readonly storeId = randomUUID();
  private readonly running = new Set<RunningStatement>();
  private started = 0;
  private closing = false;
  private whenQuiet: (() => void) | undefined;

  private readonly kills: EngineKills;

  constructor(private readonly engine: Engine) {
    this.kills = new EngineKills(engine);
  }

  start(wanted: Wanted): RunningStatement {
    if (this.closing) throw new AnalyticsUnavailable('The analytics store is closed');
    const id = `${this.storeId}-${++this.started}.`;
    const statement = new RunningStatement(this.engine.graceMilliseconds, this.kills, id, wanted, (ended) => {
      this.running.delete(ended);
      if (this.running.size === 0) this.whenQuiet?.();
    });
    this.running.add(statement);
    return statement;
  }

  /** Runs `work` as a statement; `failureOf` turns what it throws into an error of ours. */
  async run<Result>(
    wanted: Wanted,
    work: (statement: RunningStatement) => Promise<Result>,
    failureOf: (error: unknown) => AnalyticsError,
  ): Promise<Result> {
    const statement = this.start(wanted);
    try {
      return await work(statement);
    } catch (error) {
      throw statement.failure(error, failureOf);
    } finally {
      statement.end();
    }
  }

  /** @returns whether this call was the one that closed it */
  async close(): Promise<boolean> {
    if (this.closing) return false;
    this.closing = true;
    const quiet = new Promise<void>((resolve) => {
      this.whenQuiet = resolve;
    });
    if (this.running.size === 0) return true;
    for (const statement of this.running) if (statement.wanted.stoppable) statement.stop();
    await quiet;
    return true;
  }
}
