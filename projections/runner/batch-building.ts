import type { EventCodec, EventStore, StoredEvent } from '@praxis/event-sourcing';
import type { ProjectedTable } from './projected-table.js';
import type { RunnerTuning } from './runner.tuning.js';
import { EventDistribution, TableDraft } from './table-draft.js';

/** The events after some position up to and including `to`, as each table will hold them. */
export interface Batch {
  readonly to: bigint;
  readonly events: number;
  /** Whether a limit ended it rather than the end of the log. */
  readonly isFull: boolean;
  /** Of the tables that do not have all of it yet. */
  readonly drafts: readonly TableDraft[];
}

export type ReadableLog = Pick<EventStore, 'readAll' | 'head'>;

/** Reads the log once for all tables, from where the one furthest behind stands. */
export class BatchBuilding {
  #page: readonly StoredEvent[] = [];
  #next = 0;
  #after = 0n;

  constructor(
    private readonly store: ReadableLog,
    private readonly codec: EventCodec,
    private readonly tuning: RunnerTuning,
  ) {}

  /** The next batch for these tables; undefined at the end of the log. */
  next(tables: readonly ProjectedTable[], signal: AbortSignal): Promise<Batch | undefined> {
    return this.#fill(
      tables.map((table) => new TableDraft(table, table.planned)),
      signal,
    );
  }

  /** Exactly the positions of a range, for one table, in batches that tile it. */
  async *range(
    table: ProjectedTable,
    from: bigint,
    to: bigint,
    signal: AbortSignal,
  ): AsyncGenerator<{ readonly draft: TableDraft; readonly to: bigint }> {
    for (let start = from; start < to;) {
      signal.throwIfAborted();
      const draft = new TableDraft(table, start);
      const batch = await this.#fill([draft], signal, to);
      const end = batch?.isFull ? batch.to : to;
      // Stopped half-way, it would pass for a range without further events.
      signal.throwIfAborted();
      yield { draft, to: end };
      start = end;
    }
  }

  async #fill(drafts: readonly TableDraft[], signal: AbortSignal, upTo?: bigint): Promise<Batch | undefined> {
    const from = drafts.map((draft) => draft.from).reduce((lowest, at) => (at < lowest ? at : lowest));
    if (from !== this.#after) this.#seek(from);
    const distribution = new EventDistribution(this.codec, drafts);
    const isFull = () =>
      events >= this.tuning.batchEvents || distribution.rows >= this.tuning.batchRows || distribution.isStuck;
    let events = 0;
    while (!isFull() && !signal.aborted) {
      const stored = this.#page[this.#next] ?? (await this.#turnPage(this.tuning.batchEvents - events));
      if (stored === undefined || (upTo !== undefined && stored.position > upTo)) break;
      // The rest of the page, without giving up control for each event.
      for (let event: StoredEvent | undefined = stored; event !== undefined && !isFull();) {
        distribution.give(event);
        events += 1;
        this.#after = event.position;
        this.#next += 1;
        event = this.#page[this.#next];
        if (upTo !== undefined && event !== undefined && event.position > upTo) break;
      }
    }
    if (events === 0) return undefined;
    const to = this.#after;
    return { to, events, isFull: isFull(), drafts: drafts.filter((draft) => draft.from < to) };
  }

  #seek(after: bigint): void {
    this.#page = [];
    this.#next = 0;
    this.#after = after;
  }

  async #turnPage(wanted: number): Promise<StoredEvent | undefined> {
    const maxCount = Math.min(wanted, this.tuning.pageEvents);
    this.#page = await this.store.readAll({ after: this.#after, maxCount });
    this.#next = 0;
    return this.#page[0];
  }
}
