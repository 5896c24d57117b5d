import type { Fact } from '@praxis/analytics-store';
import type { EventCodec, RecordedEvent, StoredEvent } from '@praxis/event-sourcing';
import type { ProjectedTable } from './projected-table.js';

/** More rows than any event should give; with the limit of a batch it keeps a block below what the engine splits. */
const ROWS_PER_EVENT = 10_000;

export interface Poison {
  readonly position: bigint;
  readonly error: unknown;
}

/** What one table will be given of the events after `from`; an event's rows are in it whole or not at all. */
export class TableDraft {
  readonly facts: Fact[] = [];
  /** The event that this table's projection cannot take. Nothing after it is in the draft. */
  poison: Poison | undefined;

  constructor(
    readonly table: ProjectedTable,
    readonly from: bigint,
  ) {}

  /** @returns the number of rows that the event gave */
  add(recorded: RecordedEvent): number {
    const { position } = recorded;
    if (this.poison !== undefined || position <= this.from) return 0;
    try {
      const rows = this.table.projection.project(recorded);
      if (rows.length > ROWS_PER_EVENT) throw new Error(`${recorded.event.type} gives ${rows.length} rows`);
      for (let ordinal = 0; ordinal < rows.length; ordinal += 1) {
        this.facts.push({ position, ordinal, values: rows[ordinal]! });
      }
      return rows.length;
    } catch (error) {
      this.poison = { position, error };
      return 0;
    }
  }

  /** The event cannot even be read. */
  refuse(position: bigint, error: unknown): void {
    if (position > this.from) this.poison ??= { position, error };
  }
}

/** Gives each event to the drafts whose projections have something to say about it; decodes it once. */
export class EventDistribution {
  rows = 0;
  readonly #concerned = new Map<string, readonly TableDraft[]>();

  constructor(
    private readonly codec: EventCodec,
    private readonly drafts: readonly TableDraft[],
  ) {}

  give(stored: StoredEvent): void {
    const concerned = this.#concerned.get(stored.type) ?? this.#concernedBy(stored.type);
    let recorded: RecordedEvent;
    try {
      recorded = this.codec.decode(stored);
    } catch (error) {
      // Nobody can tell whom an event concerns that this release does not know.
      for (const draft of this.drafts) draft.refuse(stored.position, error);
      return;
    }
    for (const draft of concerned) this.rows += draft.add(recorded);
  }

  get isStuck(): boolean {
    return this.drafts.every(({ poison }) => poison !== undefined);
  }

  #concernedBy(type: string): readonly TableDraft[] {
    const concerned = this.drafts.filter(({ table }) => table.projection.handles.has(type));
    this.#concerned.set(type, concerned);
    return concerned;
  }
}
