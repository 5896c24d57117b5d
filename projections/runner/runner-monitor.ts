import type { EventStore, LogStanding } from '@praxis/event-sourcing';
import type { LogFinding } from '../log-chain/log-check.js';
import type { LogEnd } from '../log-chain/log-fold.js';
import { PositionWaiting, type Reached } from './position-waiting.js';
import type { ProjectedTable } from './projected-table.js';
import { messageOf, type Repair, type RunnerProblem, type RunnerStatus } from './runner-status.js';
import { Throughput } from './throughput.js';

const REPORT_EVERY_MS = 250;
const REPAIRS_KEPT = 100;
/** A log that has not answered for so long counts as out of reach. With the loop's own pause, told within ten seconds. */
const SILENCE_MS = 4_000;
const FINDINGS_KEPT = 100;
const WARNINGS_KEPT = 10;

/** Knows how the runner is doing, and tells whoever asked to be told. */
export class RunnerMonitor {
  readonly waiting = new PositionWaiting((position) => this.#reached(position));
  #state: Exclude<RunnerStatus['state'], 'held'> = 'catching-up';
  #head = 0n;
  #trouble: RunnerProblem | undefined;
  #askedLogAt: number | undefined;
  /** Since when the log owes an answer to where it ends; -Infinity once it has refused one. */
  #headOwedSince: number | undefined;
  #repairs: readonly Repair[] = [];
  readonly #throughput = new Throughput();
  #standing: LogStanding | undefined;
  #hasCheckBegun = false;
  #checked = 0n;
  #wholeAt: number | undefined;
  #findings: readonly LogFinding[] = [];
  #warnings: readonly string[] = [];
  #lastReport = -Infinity;
  #report: NodeJS.Timeout | undefined;

  constructor(
    private readonly tables: readonly ProjectedTable[],
    private readonly logEnd: () => LogEnd,
    private readonly onProgress: ((status: RunnerStatus) => void) | undefined,
  ) {}

  status(): RunnerStatus {
    const general = this.#trouble ?? this.#silence() ?? [];
    const problems = [general, ...this.tables.map(({ problem }) => problem ?? [])].flat();
    const lag = this.#head - this.#lowestApplied();
    return {
      state: this.#stateWith(problems),
      head: this.#head,
      isHeadKnown: this.#isHeadKnown(),
      isAppliedKnown: this.tables.every(({ wasLookedAt }) => wasLookedAt),
      applied: Object.fromEntries(this.tables.map(({ name, applied }) => [name, applied])),
      lag: lag > 0n ? lag : 0n,
      eventsPerSecond: this.#throughput.perSecond(performance.now()),
      ...(problems[0] === undefined ? {} : { problem: problems[0] }),
      problems,
      repairs: this.#repairs,
      log: {
        standing: this.#standing,
        end: this.logEnd(),
        hasCheckBegun: this.#hasCheckBegun,
        checked: this.#checked,
        wholeAt: this.#wholeAt,
        findings: this.#findings,
        warnings: this.#warnings,
      },
    };
  }

  #stateWith(problems: readonly RunnerProblem[]): RunnerStatus['state'] {
    if (this.#state === 'stopped' || problems.some(({ retrying }) => !retrying)) return 'stopped';
    return problems.length > 0 ? 'held' : this.#state;
  }

  get standing(): LogStanding | undefined {
    return this.#standing;
  }

  stands(standing: LogStanding): void {
    this.#standing = standing;
    this.changed();
  }

  checkBegun(): void {
    this.#hasCheckBegun = true;
    this.changed();
  }

  checked(position: bigint): void {
    this.#checked = position;
  }

  whole(at: number): void {
    this.#wholeAt = at;
  }

  found(findings: readonly LogFinding[]): void {
    const known = new Set(this.#findings.map(({ position, what }) => `${position} ${what}`));
    const added = findings.filter(({ position, what }) => !known.has(`${position} ${what}`));
    if (added.length === 0) return;
    this.#findings = [...this.#findings, ...added].slice(0, FINDINGS_KEPT);
    this.changed();
  }

  warn(warning: string): void {
    this.#warnings = [...this.#warnings, warning].slice(-WARNINGS_KEPT);
    this.changed();
  }

  sawHead(head: bigint): void {
    this.#headOwedSince = undefined;
    if (head > this.#head) this.#head = head;
  }

  /** Asks the log where it ends. That it cannot say shows in the status, and is no error here. */
  async lookAtHead(log: Pick<EventStore, 'head'>): Promise<void> {
    this.#headOwedSince ??= performance.now();
    const known = this.#head;
    try {
      this.sawHead(await log.head());
    } catch {
      this.#headOwedSince = -Infinity;
    }
    if (this.#head !== known) this.changed();
  }

  /** Asks the log, noting how long it takes to answer. */
  async hearing<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#askedLogAt = performance.now();
    try {
      return await ask();
    } finally {
      this.#askedLogAt = undefined;
    }
  }

  /** Something that holds up every projection and is tried again; undefined: it is over. */
  trouble(error: unknown): void {
    if (error === undefined && this.#trouble === undefined) return;
    const position = this.#lowestApplied() + 1n;
    this.#trouble =
      error === undefined ? undefined : { projection: '*', position, error: messageOf(error), retrying: true };
    this.changed();
  }

  catchingUp(): void {
    if (this.#state !== 'stopped') this.#state = 'catching-up';
    this.changed();
  }

  /** Everything there is has been written. */
  atTheEnd(): void {
    this.#state = 'live';
    this.changed();
  }

  wrote(events: number, to: bigint): void {
    this.#throughput.add(performance.now(), events);
    this.sawHead(to);
    this.changed();
  }

  repaired(repair: Repair): void {
    this.#repairs = [...this.#repairs, repair].slice(-REPAIRS_KEPT);
    this.changed();
  }

  stopped(): void {
    this.#state = 'stopped';
    this.waiting.look();
    clearTimeout(this.#report);
    this.onProgress?.(this.status());
  }

  changed(): void {
    this.waiting.look();
    if (this.onProgress === undefined || this.#report !== undefined) return;
    const wait = Math.max(0, this.#lastReport + REPORT_EVERY_MS - performance.now());
    this.#report = setTimeout(() => {
      this.#report = undefined;
      this.#lastReport = performance.now();
      this.onProgress?.(this.status());
    }, wait);
    this.#report.unref();
  }

  #reached(position: bigint): Reached {
    const behind = this.tables.filter(({ applied }) => applied < position);
    if (behind.length === 0) return 'yes';
    return this.#state === 'stopped' || behind.some(({ isStopped }) => isStopped) ? 'never' : 'not-yet';
  }

  #silence(): RunnerProblem | undefined {
    const since = this.#askedLogAt;
    if (since === undefined || performance.now() - since < SILENCE_MS) return undefined;
    const error = 'The event log does not answer';
    return { projection: '*', position: this.#lowestApplied() + 1n, error, retrying: true };
  }

  #isHeadKnown(): boolean {
    return this.#headOwedSince === undefined || performance.now() - this.#headOwedSince < SILENCE_MS;
  }

  #lowestApplied(): bigint {
    return this.tables.map(({ applied }) => applied).reduce((lowest, at) => (at < lowest ? at : lowest));
  }
}
