import { openAnalyticsStore, physicalName, type AnalyticsStore } from '@praxis/analytics-store';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '@praxis/event-store-embedded';
import {
  PROJECTIONS,
  startProjectionRunner,
  verify,
  withChainNotes,
  type Projection,
  type ProjectionRunner,
  type ProjectionRunnerOptions,
  type Verification,
  type VerifyOptions,
} from '@praxis/projections';
import { cpSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { meddleWith } from './meddling.js';
import { chainDigest, codec } from './sample-log.js';

/** The table that has a row of every event, by the name that it has in the engine at present. */
export const EVENT_INDEX = physicalName(PROJECTIONS.find(({ table }) => table.name === 'event_index')!.table);

/** Small batches and short waits, so that a few hundred events go through everything there is. */
export const quick = { batchEvents: 100, pageEvents: 40, smallBatchMs: 0, retryMs: 5, retryAtMostMs: 20 };

/** More tables than are written side by side: enough where what is tried is the same whatever there is of them. */
export const SOME_PROJECTIONS = PROJECTIONS.filter(({ name }) =>
  ['capability_facts', 'event_index', 'learning_facts', 'supervision_facts', 'unit_facts'].includes(name),
);

/** An event log and the fact tables of its own for each test; one engine for all tests of a file. */
export class ProjectionBench {
  #runners: ProjectionRunner[] = [];
  #logs = 0;
  store!: EmbeddedEventStore;

  private constructor(
    readonly directory: string,
    readonly analytics: AnalyticsStore,
    private projections: readonly Projection[],
  ) {}

  /** With all tables, unless what is tried is the same whatever there is of them. */
  static async open(projections: readonly Projection[] = PROJECTIONS): Promise<ProjectionBench> {
    const directory = await mkdtemp(join(tmpdir(), 'praxis-projections-'));
    const analytics = await openAnalyticsStore({ kind: 'embedded', path: join(directory, 'facts') });
    return new ProjectionBench(directory, analytics, projections);
  }

  get logPath(): string {
    return join(this.directory, `log-${this.#logs}.sqlite`);
  }

  /** Closes log and runners, changes the log's file in a way that nothing of ours does, and opens it again. */
  async meddle(change: string | ((path: string) => void)): Promise<void> {
    await this.#closeLog();
    if (typeof change === 'string') meddleWith(this.logPath, change);
    else change(this.logPath);
    this.store = await openEmbeddedEventStore({ path: this.logPath });
  }

  /** Keeps log and notes as they are now, for `putBack`. */
  async keep(): Promise<void> {
    await this.#closeLog();
    for (const path of [this.logPath, this.runnerDirectory]) cpSync(path, `${path}-kept`, { recursive: true });
    this.store = await openEmbeddedEventStore({ path: this.logPath });
  }

  async putBack(): Promise<void> {
    await this.#closeLog();
    for (const path of [this.logPath, this.runnerDirectory]) {
      rmSync(path, { recursive: true });
      cpSync(`${path}-kept`, path, { recursive: true });
    }
    this.store = await openEmbeddedEventStore({ path: this.logPath });
  }

  get runnerDirectory(): string {
    return join(this.directory, `runner-${this.#logs}`);
  }

  async reset(projections = this.projections): Promise<void> {
    await this.#closeLog();
    for (const { table } of this.projections)
      await this.analytics.command(`DROP TABLE IF EXISTS ${physicalName(table)} SYNC`);
    this.projections = projections;
    await this.#openLog();
  }

  /** Another log under the same tables. */
  async replaceLog(): Promise<void> {
    await this.#closeLog();
    await this.#openLog();
  }

  async start(options: Partial<ProjectionRunnerOptions> = {}): Promise<ProjectionRunner> {
    const { store, analytics, projections, runnerDirectory: directory } = this;
    const tuning = { ...quick, ...options.tuning };
    const given = { store, codec, analytics, chainDigest, directory, projections };
    const runner = await startProjectionRunner({ ...given, ...options, tuning });
    this.#runners.push(runner);
    return runner;
  }

  verify(): Promise<Verification> {
    const { store, analytics, projections } = this;
    return verify({ store, codec, analytics, chainDigest, projections });
  }

  /** With what the projector noted: its runners are stopped first. */
  async verifyWithNotes(options: Partial<VerifyOptions> = {}): Promise<Verification> {
    for (const runner of this.#runners.splice(0)) await runner.stop();
    const { store, analytics, projections, runnerDirectory: directory } = this;
    return withChainNotes({ store, chainDigest, directory }, (notes) =>
      verify({ store, codec, analytics, chainDigest, projections, notes, ...options }),
    );
  }

  /** Every table equals a fresh fold of the whole log, and its chain is whole. */
  async expectEqual(): Promise<Verification> {
    const verification = await this.verify();
    const problems = verification.tables
      .filter(({ isEqual }) => !isEqual)
      .map(({ projection, differing, differences, chain }) => ({ projection, differing, differences, chain }));
    expect(problems).toEqual([]);
    expect(verification).toMatchObject({ isEqual: true, isComplete: true });
    return verification;
  }

  async count(sql: string): Promise<number> {
    const [row] = await this.analytics.query<{ n: string }>(sql);
    return Number(row?.n);
  }

  async close(): Promise<void> {
    await this.#closeLog();
    await this.analytics.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #openLog(): Promise<void> {
    this.#logs += 1;
    this.store = await openEmbeddedEventStore({ path: this.logPath });
  }

  async #closeLog(): Promise<void> {
    for (const runner of this.#runners.splice(0)) await runner.stop();
    await (this.store as EmbeddedEventStore | undefined)?.close();
  }
}

/** Waits for something that a runner does by itself. */
export async function eventually(isTrue: () => boolean | Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
