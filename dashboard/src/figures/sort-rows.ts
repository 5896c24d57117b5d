import type { TableModel } from './table.model.js';

export interface Sorting {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}
type Rows = TableModel['rows'];

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'en-GB', { numeric: true });
}

/**
 * Rows by the values of one column; rows that compare equal keep their order. What has no value (withheld, missing)
 * comes last in either direction: it is neither the least nor the most.
 */
export function sortRows(rows: Rows, sorting: Sorting | null): Rows {
  if (sorting === null) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  const value = (row: Rows[number]) => row.cells[sorting.column]?.sort ?? null;
  return rows.toSorted((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compare(left, right);
  });
}

/** Numbers start with the largest, words with the first; the third press brings back the order of the report. */
export function nextSorting(current: Sorting | null, column: number, numeric: boolean): Sorting | null {
  const first = numeric ? 'descending' : 'ascending';
  if (current?.column !== column) return { column, direction: first };
  return current.direction === first ? { column, direction: numeric ? 'ascending' : 'descending' } : null;
}
