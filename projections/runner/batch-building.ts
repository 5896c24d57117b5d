import {
  LogDamaged,
  type ClockWarning,
  type EventCodec,
  type EventStore,
  type StoredEvent,
} from '@praxis/event-sourcing';
import type { ChainNotes } from '../log-chain/chain-notes.js';
import { notBefore, type StretchFold, type LogStretch } from '../log-chain/log-fold.js';
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
  /** What was read for the first time. To be noted with the batch. */
  readonly stretch: LogStretch | undefined;
}

/** A batch of one table. */
export interface PartOfRange {
  readonly draft: TableDraft;
  readonly to: bigint;
  readonly stretch: LogStretch | undefined;
}

export interface LogOfTables {
  readonly store: EventStore;
  /** Where the chain of the whole log has come. */
  readonly fold: StretchFold;
  readonly notes: ChainNotes;
  readonly clock: ClockWarning;
}

/** Reads the log once for all tables, from where the one furthest behind stands, and chains what is new of it. */
export class BatchBuilding {
  #page: readonly StoredEvent[] = [];
  #next = 0;
  #after = 0n;
  /** The latest time of all events up to there. */
  #loggedAt = '';

  constructor(
    private readonly log: LogOfTables,
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
  async *range(table: ProjectedTable, from: bigint, to: bigint, signal: AbortSignal): AsyncGenerator<PartOfRange> {
    for (let start = from; start < to;) {
      signal.throwIfAborted();
      const draft = new TableDraft(table, start);
      const batch = await this.#fill([draft], signal, to);
      const end = batch?.isFull ? batch.to : to;
      // Stopped half-way, it would pass for a range without further events.
      signal.throwIfAborted();
      yield { draft, to: end, stretch: batch?.stretch };
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
      // Not for a range: that would pass for one without further events.
      const isPart = upTo === undefined && events > 0;
      const next = this.#page[this.#next] ?? (await this.#turnPage(this.tuning.batchEvents - events, isPart));
      if (next === undefined || (upTo !== undefined && next.position > upTo)) break;
      // The rest of the page, without giving up control for each event.
      for (let stored: StoredEvent | undefined = next; stored !== undefined && !isFull();) {
        const event = this.#read(stored);
        if (event.position > from) {
          distribution.give(event);
          events += 1;
        }
        stored = this.#page[this.#next];
        if (upTo !== undefined && stored !== undefined && stored.position > upTo) break;
      }
    }
    if (events === 0) return undefined;
    const to = this.#after;
    const concerned = drafts.filter((draft) => draft.from < to);
    return { to, events, isFull: isFull(), drafts: concerned, stretch: this.log.fold.cut() };
  }

  /** The event at its place in the fold of the whole log. */
  #read(stored: StoredEvent): StoredEvent {
    const event = notBefore(stored, this.#loggedAt);
    const isNew = this.log.fold.take(stored);
    if (isNew) this.log.clock.saw(event.loggedAt, Date.parse(event.loggedAt) - Date.parse(stored.loggedAt));
    this.#loggedAt = event.loggedAt;
    this.#after = event.position;
    this.#next += 1;
    return event;
  }

  /** Begins at the last place before `after` of which it is known how late it was in the log by then. */
  #seek(after: bigint): void {
    const { fold, notes } = this.log;
    const from = fold.end.position === after ? fold.end : notes.endUpTo(after);
    this.#page = [];
    this.#next = 0;
    this.#after = from.position;
    this.#loggedAt = from.loggedAt;
  }

  /** @param isPart whether there is something for a batch already: damage ends it, and is met again by the next one */
  async #turnPage(wanted: number, isPart: boolean): Promise<StoredEvent | undefined> {
    const maxCount = Math.min(wanted, this.tuning.pageEvents);
    try {
      this.#page = await this.log.store.readAll({ after: this.#after, maxCount });
    } catch (error) {
      if (!isPart || !(error instanceof LogDamaged)) throw error;
      this.#page = [];
    }
    this.#next = 0;
    return this.#page[0];
  }
}
