import {
  findBatch,
  InsertOutcomeUnknown,
  InvalidBatch,
  insertFacts,
  removeBatch,
  type AnalyticsStore,
  type Fact,
} from '@praxis/analytics-store';
import type { LogStretch } from '../log-chain/log-fold.js';
import type { Intent } from './intent-journal.js';
import type { Patience } from './patience.js';
import type { ProjectedTable } from './projected-table.js';
import type { RunnerFile } from './runner-file.js';
import { waitOut } from './running-insert.js';
import type { Poison, TableDraft } from './table-draft.js';

/** What is written to one table at once, and the event at which its projection stops after that, if it does. */
interface TableBatch {
  readonly table: ProjectedTable;
  readonly from: bigint;
  readonly to: bigint;
  readonly facts: readonly Fact[];
  readonly poison: Poison | undefined;
  /** Deduplication token, and beginning of the query ids. */
  readonly stamp: string;
  /** Whether an insert under this stamp may have succeeded before. */
  readonly isRepeated: boolean;
}

/**
 * Writes batches so that each is in its table exactly once, whatever happens in between. The intent is noted first;
 * when the outcome of an insert is unknown, the table is asked; when the range is not in it, exactly the same range is
 * inserted again under the same deduplication token.
 */
export class BatchWriting {
  constructor(
    private readonly analytics: AnalyticsStore,
    private readonly file: RunnerFile,
    private readonly patience: Patience,
    private readonly insertsAtOnce: number,
    private readonly hooks: {
      readonly changed: () => void;
      /** Why an event could not be projected: what was thrown, or that it is not what was appended. */
      readonly diagnose: (poison: Poison) => Promise<unknown>;
    },
  ) {}

  /**
   * Brings the tables of the drafts to `to`, or to the event that their projection cannot take.
   *
   * @param stretch what was read of the log for the first time: noted with the batch, also when no table takes it
   * @param stamp instead of a new one, for a range that another runner had meant to write
   * @throws {RunnerStopped} asked to stop while waiting to try again; what is written is in the tables, the rest not
   */
  async write(
    drafts: readonly TableDraft[],
    to: bigint,
    stretch: LogStretch | undefined,
    stamp?: string,
  ): Promise<void> {
    const batches = drafts
      .filter(({ table }) => !table.isStopped)
      .map(({ table, from, facts, poison }) => this.#batchOf(table, { from, to, facts, poison }, stamp));
    await this.#note(
      batches.filter(({ from, to: end }) => end > from),
      stretch,
    );
    const queue = batches.toSorted((a, b) => b.facts.length - a.facts.length).values();
    const lane = async (): Promise<void> => {
      for (const batch of queue) await this.#bring(batch);
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.insertsAtOnce }, lane));
    for (const outcome of lanes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  #batchOf(
    table: ProjectedTable,
    { from, to, facts, poison }: Omit<TableBatch, 'table' | 'stamp' | 'isRepeated'>,
    stamp?: string,
  ): TableBatch {
    const end = poison === undefined ? to : poison.position - 1n;
    const ours = `${table.physical}-${from}-${end}-e${this.file.epoch}.${table.generation}`;
    return { table, from, to: end, facts, poison, stamp: stamp ?? ours, isRepeated: stamp !== undefined };
  }

  #note(batches: readonly TableBatch[], stretch?: LogStretch): Promise<void> {
    return this.patience.untilItWorks(
      async () => this.file.note(batches.map(intentOf), stretch),
      (error) => batches.forEach(({ table }) => this.#hold(table, error)),
    );
  }

  async #bring(batch: TableBatch): Promise<void> {
    const { table, from, to } = batch;
    const poison = to > from ? await this.#insert(batch) : batch.poison;
    if (poison !== undefined) table.stop(poison.position, await this.hooks.diagnose(poison));
    this.hooks.changed();
  }

  /** @returns the event that the projection stops at */
  async #insert(batch: TableBatch): Promise<Poison | undefined> {
    const { table, facts, from, to, isRepeated } = batch;
    let token = batch.stamp;
    for (let attempt = 1; ; attempt += 1) {
      const options = { deduplicationToken: token, queryId: `${batch.stamp}-a${attempt}` };
      try {
        await insertFacts(this.analytics, table.projection.table, { from, to, facts }, options);
        if (!isRepeated || (await this.#isThere(batch))) return this.#written(batch);
        // The engine remembers the token and has lost the rows: a new one, then.
        token = `${batch.stamp}-again${attempt}`;
        continue;
      } catch (error) {
        if (error instanceof InvalidBatch) return this.#insertBeforeUnfit(batch, error);
        this.#hold(table, error);
        if (error instanceof InsertOutcomeUnknown) {
          const found = await this.#look(batch);
          if (found === 'written') return this.#written(batch);
          if (found === 'removed') token = `${batch.stamp}-again${attempt}`;
        }
        await this.patience.pause(attempt);
      }
    }
  }

  #written({ table, to, poison }: TableBatch): Poison | undefined {
    table.advance(to);
    return poison;
  }

  #hold(table: ProjectedTable, error: unknown): void {
    table.hold(error);
    this.hooks.changed();
  }

  async #isThere(batch: TableBatch): Promise<boolean> {
    return (await this.#look(batch)) === 'written';
  }

  #look(batch: TableBatch): Promise<'written' | 'absent' | 'removed'> {
    return this.patience.untilItWorks(
      () => this.#lookFor(batch),
      (failure) => this.#hold(batch.table, failure),
    );
  }

  async #lookFor(batch: TableBatch): Promise<'written' | 'absent' | 'removed'> {
    const { table, stamp } = batch;
    await waitOut(this.analytics, stamp, this.patience.signal);
    const found = await findBatch(this.analytics, table.physical, batch);
    if (found === undefined) return 'absent';
    if (found.rows === found.expected) return 'written';
    await removeBatch(this.analytics, table.physical, batch);
    return 'removed';
  }

  /** A row that its table cannot hold stops the projection at that row's event; all before it are written. */
  async #insertBeforeUnfit(batch: TableBatch, error: InvalidBatch): Promise<Poison> {
    const { table, from } = batch;
    const unfit = batch.facts[Number(/^Row (\d+)\b/.exec(error.message)?.[1] ?? Number.NaN)];
    const poison = { position: unfit?.position ?? from + 1n, error };
    const facts = batch.facts.filter(({ position }) => position < poison.position);
    const before = this.#batchOf(table, { from, to: batch.to, facts, poison });
    if (before.to === from) return poison;
    await this.#note([before]);
    return (await this.#insert(before)) ?? poison;
  }
}

function intentOf({ table, from, to, stamp }: TableBatch): Intent {
  return { projection: table.name, version: table.projection.version, from, to, stamp };
}
