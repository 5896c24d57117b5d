import type { TableDefinition } from '@praxis/analytics-store';
import type { DomainEvent, EventDefinition, EventOf, RecordedEvent } from '@praxis/event-sourcing';
import type { FactRow, FactTable } from './fact-table.js';

/** Turns events into rows of one fact table. Pure: the same event gives the same rows, whenever and wherever. */
export interface Projection {
  /** The fact table's name. */
  readonly name: string;
  readonly version: number;
  readonly table: TableDefinition;
  /** The columns that a row has values for, in its order. */
  readonly columnNames: readonly string[];
  /** Types of the events that it says something about; every other event gives no rows. */
  readonly handles: ReadonlySet<string>;
  /** Personal fields of the event may be sealed: no row ever holds one. */
  readonly project: (recorded: RecordedEvent) => readonly FactRow[];
}

export const NO_ROWS: readonly FactRow[] = [];

export function defineProjection<const Definitions extends readonly EventDefinition[]>(declared: {
  readonly table: Pick<FactTable, 'definition' | 'columnNames'>;
  readonly events: Definitions;
  readonly project: (recorded: RecordedEvent<EventOf<Definitions> & DomainEvent>) => readonly FactRow[];
}): Projection {
  const { definition, columnNames } = declared.table;
  const handles = new Set(declared.events.map(({ type }) => type));
  const project = declared.project as (recorded: RecordedEvent) => readonly FactRow[];
  return {
    name: definition.name,
    version: definition.version,
    table: definition,
    columnNames,
    handles,
    project: (recorded) => (handles.has(recorded.event.type) ? project(recorded) : NO_ROWS),
  };
}

/**
 * Ends a switch over an aggregate's events: an event that no case speaks of does not compile, and one that gets here
 * all the same stops the projection instead of being lost.
 */
export function undecided(event: never): never {
  throw new Error(`No projection says what to do with ${(event as DomainEvent).type}`);
}
