import { ensureTables, type AnalyticsStore } from '@praxis/analytics-store';
import type { ChainDigest, EventCodec, EventStore, LogStanding } from '@praxis/event-sourcing';
import { setTimeout as delay } from 'node:timers/promises';
import { PROJECTIONS } from '../all-projections.js';
import { BackgroundCheck } from '../log-chain/background-check.js';
import type { Projection } from '../projection.js';
import { LogBond } from './log-bond.js';
import { ProjectedTable } from './projected-table.js';
import { ProjectingLoop } from './projecting-loop.js';
import { RunnerFile } from './runner-file.js';
import { RunnerMonitor } from './runner-monitor.js';
import type { RunnerStatus } from './runner-status.js';
import { defaultTuning, type RunnerTuning } from './runner.tuning.js';

const HEAD_EVERY_MS = 1_000;

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly analytics: AnalyticsStore;
  /** Under which the log is chained: the installation's. */
  readonly chainDigest: ChainDigest;
  /** Position from which on every event has to carry a digest; unless told, those of before there were any may lack it. */
  readonly digestsDue?: bigint | undefined;
  /** Where `runner.db` is; made if it does not exist. */
  readonly directory: string;
  /** All of them unless told. */
  readonly projections?: readonly Projection[];
  /** Called when something changed, at most four times a second. */
  readonly onProgress?: (status: RunnerStatus) => void;
  /** Aborting it is the same as `stop`. */
  readonly signal?: AbortSignal;
  readonly tuning?: Partial<RunnerTuning>;
}

/** Fills the fact tables from the log, and goes on with every event that is appended, until it is stopped. */
export interface ProjectionRunner {
  status(): RunnerStatus;
  /** Whether the log is the tables' own; undefined until that has been looked at. */
  standing(): LogStanding | undefined;
  /**
   * True as soon as every table holds everything up to a position: how a caller reads its own writes. False when that
   * takes longer than `timeoutMs`, or cannot be because a projection stands still before it.
   */
  waitUntil(position: bigint, options: { readonly timeoutMs: number }): Promise<boolean>;
  /** Checks every table's chain and projects again exactly what is missing. Also done at the start and hourly. */
  checkChains(): Promise<void>;
  /**
   * Empties one table, or `all`, and begins to fill it again. Resolves once it is empty. With `all`, this log becomes
   * the tables' own, whichever they were filled from before.
   *
   * @throws {LogMismatch} one table alone, and the log is not the one that the others were filled from
   */
  rebuild(projection: string): Promise<void>;
  /** Lets what is being written be finished, writes nothing more, and frees the directory. */
  stop(): Promise<void>;
}

/**
 * The stores stay open when the runner stops: they are the caller's.
 *
 * @throws {ProjectorLocked} another runner has the directory
 * @throws {TableMismatch} a table is not what its projection says
 * @throws {AnalyticsUnavailable} the tables cannot be looked at
 */
export async function startProjectionRunner(options: ProjectionRunnerOptions): Promise<ProjectionRunner> {
  const { analytics, onProgress } = options;
  const tuning = { ...defaultTuning, ...options.tuning };
  const tables = (options.projections ?? PROJECTIONS).map((projection) => new ProjectedTable(projection));
  const file = RunnerFile.open(options.directory);
  try {
    await ensureTables(
      analytics,
      tables.map(({ projection }) => projection.table),
    );
  } catch (error) {
    file.close();
    throw error;
  }
  let end = file.chain.end;
  const logEnd = () => (end = file.isOpen ? file.chain.end : end);
  const monitor = new RunnerMonitor(tables, logEnd, onProgress);
  const store = heard(options.store, monitor);
  const emptyTable = (table: ProjectedTable) => empty(table, file, analytics);
  const bond = new LogBond({ ...options, store, file, tables, monitor, empty: emptyTable });
  const loop = new ProjectingLoop({ ...options, store, file, bond }, tuning, tables, monitor);
  const check = new BackgroundCheck(
    options.store,
    file.chain,
    options.chainDigest,
    tuning,
    {
      checked: (position) => monitor.checked(position),
      found: (findings) => monitor.found(findings),
      begun: () => monitor.checkBegun(),
      whole: (at) => monitor.whole(at),
      isOwnLog: () => monitor.standing?.kind === 'same',
    },
    options.digestsDue,
  );
  const checking = check.run(loop.stopping);
  const watch = new AbortController();
  const watching = watchHead(options.store, monitor, Math.min(HEAD_EVERY_MS, tuning.wakeUpMs), watch.signal);
  const stop = async () => {
    watch.abort();
    await loop.stop();
    await Promise.all([checking, watching]);
    file.close();
  };
  if (options.signal?.aborted) void stop();
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  return {
    status: () => monitor.status(),
    standing: () => monitor.standing,
    waitUntil: (position, { timeoutMs }) => monitor.waiting.wait(position, timeoutMs),
    checkChains: () => loop.betweenBatches(() => loop.recoverAll()),
    rebuild: async (name) => {
      const chosen = tables.filter((candidate) => name === 'all' || candidate.name === name);
      if (chosen.length === 0) throw new Error(`There is no projection ${name}`);
      await loop.betweenBatches(async () => {
        if (name !== 'all') bond.requireOwnLog();
        for (const table of chosen) await emptyTable(table);
        if (name !== 'all') return;
        await bond.beginAnew();
        loop.beginAnew();
      });
    },
    stop,
  };
}

/** Beside the loop, which asks nothing while it waits for a table that cannot be written, or once it has ended. */
async function watchHead(
  store: EventStore,
  monitor: RunnerMonitor,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  while (!signal.aborted) {
    await delay(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    // Stopping does not wait for a log that never answers.
    if (!signal.aborted) await Promise.race([monitor.lookAtHead(store), stopped]);
  }
}

/** The log with every question to it timed, so that its silence shows. */
function heard(store: EventStore, monitor: RunnerMonitor): EventStore {
  return {
    append: (streamId, events, options) => store.append(streamId, events, options),
    readStream: (streamId, options) => store.readStream(streamId, options),
    readAll: (options) => monitor.hearing(() => store.readAll(options)),
    head: () => monitor.hearing(() => store.head()),
    identity: () => monitor.hearing(() => store.identity()),
    mayLagMs: store.mayLagMs ?? 0,
    waitForMore: (after, options) => store.waitForMore(after, options),
    close: () => store.close(),
  };
}

async function empty(table: ProjectedTable, file: RunnerFile, analytics: AnalyticsStore): Promise<void> {
  await analytics.command(`DROP TABLE IF EXISTS ${table.physical} SYNC`);
  await ensureTables(analytics, [table.projection.table]);
  file.journal.forget(table.name);
  table.generation += 1;
  table.knowsItsLog = false;
  table.startFrom(0n);
}
