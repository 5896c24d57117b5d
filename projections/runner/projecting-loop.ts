import type { AnalyticsStore } from '@praxis/analytics-store';
import { ClockWarning, LogDamaged, type ChainDigest, type EventCodec, type EventStore } from '@praxis/event-sourcing';
import { setTimeout as delay } from 'node:timers/promises';
import { StretchFold } from '../log-chain/log-fold.js';
import { BatchBuilding, type Batch } from './batch-building.js';
import { BatchWriting } from './batch-writing.js';
import type { LogBond } from './log-bond.js';
import { Patience } from './patience.js';
import type { ProjectedTable } from './projected-table.js';
import type { RunnerFile } from './runner-file.js';
import type { RunnerMonitor } from './runner-monitor.js';
import { RunnerStopped } from './runner-status.js';
import { pauseAfter, type RunnerTuning } from './runner.tuning.js';
import { recover } from './table-recovery.js';

const LOOK_AT_HEAD_MS = 1_000;
const SPINNING_MS = 20;
/** How often a log that is not the tables' own is looked at again: a server's can be put back while this runs. */
const EXAMINE_MS = 5_000;

interface LoopPorts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly analytics: AnalyticsStore;
  readonly chainDigest: ChainDigest;
  readonly file: RunnerFile;
  readonly bond: LogBond;
}

/** One pull loop for catching up and for what is new. A wake-up spares it a wait, and never tells it anything. */
export class ProjectingLoop {
  readonly #stopping = new AbortController();
  readonly #patience: Patience;
  #building: BatchBuilding;
  readonly #writing: BatchWriting;
  readonly #finished: Promise<void>;
  #work: (() => Promise<void>)[] = [];
  #resting = new AbortController();
  /** The batch before the one that is being made. */
  #written: Promise<void> = Promise.resolve();
  #isCatchingUp = true;
  #idleTurns = 0;
  #lookAtHead = 0;
  #checkChains = 0;
  #isOwnLog = false;
  #examineLog = 0;

  constructor(
    private readonly ports: LoopPorts,
    private readonly tuning: RunnerTuning,
    private readonly tables: readonly ProjectedTable[],
    private readonly monitor: RunnerMonitor,
  ) {
    this.#patience = new Patience(this.#stopping.signal, tuning);
    this.#building = this.#newBuilding();
    this.#writing = new BatchWriting(ports.analytics, ports.file, this.#patience, tuning.insertsAtOnce, {
      changed: () => monitor.changed(),
      diagnose: (poison) => ports.bond.diagnose(poison),
    });
    this.#finished = this.#run();
  }

  /** Aborted once the loop has ended, or is to. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new RunnerStopped('The projection runner was stopped'));
    this.#resting.abort();
    await this.#finished;
  }

  /** Does something while nothing is being read or written, as often as it takes. @throws {RunnerStopped} */
  betweenBatches(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = () => this.#patience.untilItWorks(work, this.#held);
      this.#work.push(() => run().then(resolve, reject));
      if (this.#stopping.signal.aborted) void this.#doWork();
      this.#resting.abort();
    });
  }

  /** Every table was made empty, and this log is theirs now. */
  beginAnew(): void {
    this.#building = this.#newBuilding();
    this.#isOwnLog = true;
  }

  async recoverAll(): Promise<void> {
    if (!this.#isOwnLog) return;
    const { store, analytics, file } = this.ports;
    const [building, writing, signal] = [this.#building, this.#writing, this.#stopping.signal];
    const onRepair = this.monitor.repaired.bind(this.monitor);
    const ports = { store, analytics, journal: file.journal, building, writing, signal, onRepair };
    for (const table of this.tables) {
      // Given up half-way, it would leave the table with a checkpoint that its chain does not bear out.
      if (!table.isStopped) await this.#patience.untilItWorks(() => recover(table, ports), this.#held);
      this.monitor.changed();
    }
    this.#checkChains = performance.now() + this.tuning.chainCheckMs;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await this.#examine();
      while (!signal.aborted) {
        // Only while catching up is a batch made before the last one is written: small ones would get smaller still.
        if (!this.#isCatchingUp) await this.#written;
        const batch = await this.#nextBatch();
        await this.#written;
        if (signal.aborted) break;
        if (batch === undefined) await this.#rest();
        else this.#startWriting(batch);
        if (this.#work.length > 0) await this.#doWork();
        if (performance.now() >= this.#checkChains) await this.#written.then(() => this.recoverAll());
      }
    } catch (error) {
      if (!(error instanceof RunnerStopped)) this.#stopAll(this.tables, error);
    } finally {
      await this.#written.catch(() => undefined);
      this.#stopping.abort(new RunnerStopped('The projection runner has ended'));
      await this.#doWork();
      this.monitor.stopped();
    }
  }

  async #nextBatch(): Promise<Batch | undefined> {
    const going = this.#going();
    if (going.length === 0) return undefined;
    try {
      const batch = await this.#patience.untilItWorks(async () => {
        if (performance.now() >= this.#lookAtHead) await this.#sawHead();
        return this.#building.next(going, this.#stopping.signal);
      }, this.#held);
      if (batch !== undefined) await this.#patience.untilItWorks(() => this.ports.bond.tellTables(), this.#held);
      this.monitor.trouble(undefined);
      return batch;
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      await this.#written;
      this.#stopAll(going, error);
      return undefined;
    }
  }

  #newBuilding(): BatchBuilding {
    const { store, codec, file, chainDigest } = this.ports;
    const clock = new ClockWarning((message) => this.monitor.warn(message));
    const fold = new StretchFold(chainDigest, file.chain.end);
    return new BatchBuilding({ store, fold, notes: file.chain, clock }, codec, this.tuning);
  }

  /** Looks whether the log is the tables' own, and goes on, or stands still until it is. */
  async #examine(): Promise<void> {
    const establish = () => this.ports.bond.establish(this.#stopping.signal);
    this.#isOwnLog = await this.#patience.untilItWorks(establish, this.#held);
    this.#examineLog = performance.now() + EXAMINE_MS;
    if (!this.#isOwnLog) return this.#standStill();
    // Adopting tables has chained the log.
    this.#building = this.#newBuilding();
    for (const table of this.tables) table.problem = undefined;
    await this.recoverAll();
  }

  /** None of what the tables hold counts as being of this log. */
  #standStill(): void {
    for (const table of this.tables) table.startFrom(0n);
    try {
      this.ports.bond.requireOwnLog();
    } catch (error) {
      this.#stopAll(this.tables, error);
    }
  }

  #stopAll(tables: readonly ProjectedTable[], error: unknown): void {
    for (const table of tables) {
      const place = error instanceof LogDamaged ? error.place?.position : undefined;
      table.stop(place ?? table.applied + 1n, error);
    }
    this.monitor.changed();
  }

  #startWriting(batch: Batch): void {
    this.#idleTurns = 0;
    // Now, and not once it is written: a table that cannot be written is behind meanwhile.
    this.monitor.sawHead(batch.to);
    if (batch.isFull && !this.#isCatchingUp) this.monitor.catchingUp();
    this.#isCatchingUp = batch.isFull;
    for (const { table } of batch.drafts) if (batch.to > table.planned) table.planned = batch.to;
    this.#written = this.#write(batch);
    // Met where it is awaited.
    this.#written.catch(() => undefined);
  }

  async #write(batch: Batch): Promise<void> {
    const begun = performance.now();
    await this.#writing.write(batch.drafts, batch.to, batch.stretch);
    this.monitor.wrote(batch.events, batch.to);
    const left = begun + pauseAfter(batch.events, this.tuning) - performance.now();
    if (!batch.isFull && left > 0) await pause(left, this.#stopping.signal);
  }

  /** At the end of the log: until somebody says that there is more, or it is time to look all the same. */
  async #rest(): Promise<void> {
    this.#isCatchingUp = false;
    const head = await this.#patience.untilItWorks(() => this.#sawHead(), this.#held);
    this.monitor.trouble(undefined);
    const isAmiss = !this.#isOwnLog || head < this.ports.file.chain.end.position;
    if (isAmiss && performance.now() >= this.#examineLog) await this.#examine();
    this.monitor.atTheEnd();
    this.#resting = new AbortController();
    if (this.#work.length > 0 || this.#stopping.signal.aborted) return;
    const begun = performance.now();
    await this.#waitForMore(this.#resting);
    // A store that says there is more, and then has none, must not make this loop spin.
    this.#idleTurns = performance.now() - begun < SPINNING_MS ? this.#idleTurns + 1 : 0;
    if (this.#idleTurns > 1) await pause(Math.min(this.#idleTurns * SPINNING_MS, 1_000), this.#stopping.signal);
  }

  async #waitForMore(resting: AbortController): Promise<void> {
    const timeoutMs = this.tuning.wakeUpMs;
    const timeout = pause(timeoutMs, resting.signal);
    const going = this.#going();
    if (going.length === 0) return timeout;
    const after = going.reduce((highest, { planned }) => (planned > highest ? planned : highest), 0n);
    // Not left to the store alone: one that never answers is asked again all the same.
    const told = this.ports.store.waitForMore(after, { timeoutMs, signal: resting.signal }).catch(() => timeout);
    await Promise.race([told, timeout]);
    resting.abort();
  }

  async #sawHead(): Promise<bigint> {
    const head = await this.ports.store.head();
    this.monitor.sawHead(head);
    this.#lookAtHead = performance.now() + LOOK_AT_HEAD_MS;
    return head;
  }

  async #doWork(): Promise<void> {
    await this.#written.catch(() => undefined);
    for (const work of this.#work.splice(0)) await work();
    this.#isCatchingUp = true;
    this.monitor.catchingUp();
  }

  readonly #held = (error: unknown): void => this.monitor.trouble(error);

  #going(): readonly ProjectedTable[] {
    return this.tables.filter(({ isStopped }) => !isStopped);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
