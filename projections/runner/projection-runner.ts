import { ensureTables, type AnalyticsStore } from '@praxis/analytics-store';
import type { EventCodec, EventStore } from '@praxis/event-sourcing';
import { PROJECTIONS } from '../all-projections.js';
import type { Projection } from '../projection.js';
import { IntentJournal } from './intent-journal.js';
import { ProjectedTable } from './projected-table.js';
import { ProjectingLoop } from './projecting-loop.js';
import { RunnerMonitor } from './runner-monitor.js';
import type { RunnerStatus } from './runner-status.js';
import { defaultTuning, type RunnerTuning } from './runner.tuning.js';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly analytics: AnalyticsStore;
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
  /**
   * True as soon as every table holds everything up to a position: how a caller reads its own writes. False when that
   * takes longer than `timeoutMs`, or cannot be because a projection stands still before it.
   */
  waitUntil(position: bigint, options: { readonly timeoutMs: number }): Promise<boolean>;
  /** Checks every table's chain and projects again exactly what is missing. Also done at the start and hourly. */
  checkChains(): Promise<void>;
  /** Empties one table and begins to fill it again. Resolves once it is empty. */
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
  const tables = (options.projections ?? PROJECTIONS).map((projection) => new ProjectedTable(projection));
  const journal = IntentJournal.open(options.directory);
  try {
    await ensureTables(
      analytics,
      tables.map(({ projection }) => projection.table),
    );
  } catch (error) {
    journal.close();
    throw error;
  }
  const monitor = new RunnerMonitor(tables, onProgress);
  const loop = new ProjectingLoop(options, { ...defaultTuning, ...options.tuning }, tables, journal, monitor);
  const stop = () => loop.stop();
  if (options.signal?.aborted) void stop();
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  return {
    status: () => monitor.status(),
    waitUntil: (position, { timeoutMs }) => monitor.waiting.wait(position, timeoutMs),
    checkChains: () => loop.betweenBatches(() => loop.recoverAll()),
    rebuild: async (name) => {
      const table = tables.find((candidate) => candidate.name === name);
      if (!table) throw new Error(`There is no projection ${name}`);
      await loop.betweenBatches(() => empty(table, journal, analytics));
    },
    stop,
  };
}

async function empty(table: ProjectedTable, journal: IntentJournal, analytics: AnalyticsStore): Promise<void> {
  await analytics.command(`DROP TABLE IF EXISTS ${table.physical} SYNC`);
  await ensureTables(analytics, [table.projection.table]);
  journal.forget(table.name);
  table.generation += 1;
  table.startFrom(0n);
}
