import type { RecordedEvent } from '@praxis/event-sourcing';
import { emptyValueOf, type FactValue } from '../fact-table.js';
import type { Projection } from '../projection.js';

export type FactObject = Readonly<Record<string, FactValue>>;

/**
 * A projection whose rows are objects, for specs: without the columns that hold what stands for "not applicable" in
 * them, and without the two times, which every row takes from its event.
 */
export function factObjects(projection: Projection): (recorded: RecordedEvent) => FactObject[] {
  const columns = projection.table.columns.map(({ name, type }) => ({
    name,
    empty: JSON.stringify(emptyValueOf(type)),
  }));
  return (recorded) =>
    projection.project(recorded).map((row) => {
      const said = columns
        .map(({ name, empty }, place) => ({ name, empty, value: row[place]! }))
        .filter(({ name }) => name !== 'effective_at' && name !== 'recorded_at')
        .filter(({ value, empty }) => typeof value === 'bigint' || JSON.stringify(value) !== empty);
      return Object.fromEntries(said.map(({ name, value }) => [name, value]));
    });
}
