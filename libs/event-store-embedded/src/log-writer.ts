import {
  AppendOutcomeUnknown,
  EventStoreUnavailable,
  LogDamaged,
  StorageFull,
  WrongExpectedRevision,
  type AppendResult,
} from '@praxis/event-sourcing';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { AppendOutcome, AppendRequest, FromWriter, ToWriter, WriterSettings } from './append-messages.js';
import { unreadable } from './log-damage.js';

/** What the store is told beside the answers to its appends. */
export interface WriterEars {
  /** The log's new last position after every commit, before the callers hear of it. */
  readonly onWritten: (position: bigint) => void;
  /** What time an append was given, and how much later that is than its clock's, in milliseconds. After every commit. */
  readonly onClock: (loggedAt: number, behind: number) => void;
  readonly onDamage: (damage: LogDamaged) => void;
}

interface Waiting {
  readonly request: AppendRequest;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** The near end of the writing thread: hands appends over, and gives each caller its own answer. */
export class LogWriter {
  readonly #waiting = new Map<number, Waiting>();
  #outbox: AppendRequest[] = [];
  #lastId = 0;
  #closing: Promise<void> | undefined;
  #lost: Error | undefined;

  private constructor(
    private readonly worker: Worker,
    private readonly settings: WriterSettings,
    private readonly ears: WriterEars,
  ) {
    worker.on('message', (message: FromWriter) => {
      if (message !== 'ready') this.#settle(message);
    });
    worker.on('error', (error) => this.#lose(error));
    worker.on('exit', () => this.#lose(new Error('the writing thread ended')));
  }

  static async start(
    settings: WriterSettings,
    ears: WriterEars,
    startThread: (settings: WriterSettings) => Worker = startAppendWorker,
  ): Promise<LogWriter> {
    const worker = startThread(settings);
    await once(worker, 'message');
    const writer = new LogWriter(worker, settings, ears);
    worker.unref();
    return writer;
  }

  append(request: Omit<AppendRequest, 'id'>): Promise<AppendResult> {
    if (this.#closing || this.#lost) return Promise.reject(unavailable(this.#lost?.message ?? 'it was closed'));
    this.#lastId += 1;
    const numbered = { ...request, id: this.#lastId };
    if (this.#outbox.push(numbered) === 1) queueMicrotask(() => this.#post());
    // An idle log keeps no process alive; an append that was not answered yet does.
    if (this.#waiting.size === 0) this.worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(numbered.id, { request: numbered, resolve, reject });
    });
  }

  /** Lets the appends that were made before finish. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    if (this.#lost) return;
    const ended = once(this.worker, 'exit');
    this.worker.ref();
    this.#post();
    this.worker.postMessage('close' satisfies ToWriter);
    await ended;
  }

  #post(): void {
    if (this.#outbox.length === 0) return;
    const requests = this.#outbox;
    this.#outbox = [];
    this.worker.postMessage(requests satisfies ToWriter);
  }

  #settle(outcomes: readonly AppendOutcome[]): void {
    const last = outcomes.findLast((outcome) => outcome.kind === 'written');
    if (last !== undefined) {
      this.ears.onWritten(BigInt(last.position));
      this.ears.onClock(last.loggedAt, last.loggedAt - this.#waiting.get(last.id)!.request.loggedAt);
    }
    for (const outcome of outcomes) {
      const waiting = this.#waiting.get(outcome.id)!;
      this.#waiting.delete(outcome.id);
      if (outcome.kind === 'written') {
        waiting.resolve({ revision: BigInt(outcome.revision), position: BigInt(outcome.position) });
      } else {
        const error = errorOf(outcome, this.settings.path);
        if (error instanceof LogDamaged) this.ears.onDamage(error);
        waiting.reject(error);
      }
    }
    if (this.#waiting.size === 0 && !this.#closing) this.worker.unref();
  }

  #lose(error: Error): void {
    this.#lost ??= error;
    for (const { reject } of this.#waiting.values()) {
      reject(new AppendOutcomeUnknown(`The event log stopped writing: ${error.message}`, { cause: error }));
    }
    this.#waiting.clear();
  }
}

function startAppendWorker(settings: WriterSettings): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./append.worker.${extension}`, import.meta.url), { workerData: settings });
}

function errorOf(outcome: Exclude<AppendOutcome, { kind: 'written' }>, path: string): Error {
  switch (outcome.kind) {
    case 'wrong-revision': {
      const actual = outcome.actual === null ? 'no-stream' : BigInt(outcome.actual);
      return new WrongExpectedRevision(outcome.streamId, outcome.expected, actual);
    }
    case 'full':
      return new StorageFull(`There is no room left for the event log: ${outcome.reason}`);
    case 'unavailable':
      return unavailable(outcome.reason);
    case 'damaged':
      return unreadable(path, outcome.reason);
    case 'unknown':
      return new AppendOutcomeUnknown(`The event log could not confirm a write: ${outcome.reason}`);
  }
}

function unavailable(reason: string): EventStoreUnavailable {
  return new EventStoreUnavailable(`The event log cannot be written: ${reason}`);
}
