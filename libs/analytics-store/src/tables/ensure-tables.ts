import type { AnalyticsStore } from '../analytics-store.js';
import { TableMismatch } from '../errors.js';
import {
  allColumns,
  checkDefinition,
  type ColumnDefinition,
  physicalName,
  type TableDefinition,
} from './table-definition.js';
import { createTableStatement, sortKey } from './table-statements.js';

/**
 * Makes the tables that do not exist and leaves those that are as defined. Never changes a table: facts are made anew
 * from the log, so another shape is another version.
 *
 * @throws {TableMismatch} a table has other columns or another order; says which, and what to do. Nothing was made.
 * @throws {InvalidStatement} a definition cannot be made into a table
 */
export async function ensureTables(store: AnalyticsStore, definitions: readonly TableDefinition[]): Promise<void> {
  const missing: TableDefinition[] = [];
  for (const definition of definitions) {
    checkDefinition(definition);
    const existing = await columnsOf(store, definition);
    if (existing.length === 0) missing.push(definition);
    else await refuseDifferences(store, definition, existing);
  }
  for (const definition of missing) await store.command(createTableStatement(definition));
}

const columnsOf = (store: AnalyticsStore, definition: TableDefinition): Promise<ColumnDefinition[]> =>
  store.query<ColumnDefinition>(
    `SELECT name, type FROM system.columns
     WHERE database = currentDatabase() AND table = {table:String} ORDER BY position`,
    { table: physicalName(definition) },
  );

async function refuseDifferences(
  store: AnalyticsStore,
  definition: TableDefinition,
  existing: readonly ColumnDefinition[],
): Promise<void> {
  const table = physicalName(definition);
  const differences = differencesOf(existing, allColumns(definition));
  const [row] = await store.query<{ sorting_key: string }>(
    'SELECT sorting_key FROM system.tables WHERE database = currentDatabase() AND name = {table:String}',
    { table },
  );
  const order = bare(sortKey(definition));
  if (row !== undefined && bare(row.sorting_key) !== order) {
    differences.push(`it is ordered by ${row.sorting_key}, the definition says ${order}`);
  }
  if (differences.length === 0) return;
  throw new TableMismatch(
    `The table ${table} exists and is not what its definition says: ${differences.join('; ')}. ` +
      `Give the definition version ${definition.version + 1}, so that a new table is filled beside this one; ` +
      `or drop ${table} to have it filled again.`,
  );
}

/** Without what the engine writes differently: spaces, and the brackets around a sort key. */
const bare = (text: string): string => text.replaceAll(/\s/g, '').replace(/^\((.*)\)$/, '$1');

function differencesOf(existing: readonly ColumnDefinition[], defined: readonly ColumnDefinition[]): string[] {
  const types = new Map(existing.map(({ name, type }) => [name, type]));
  const differences: string[] = [];
  for (const { name, type } of defined) {
    const present = types.get(name);
    types.delete(name);
    if (present === undefined) differences.push(`${name} is missing`);
    else if (bare(present) !== bare(type)) differences.push(`${name} is ${present}, the definition says ${type}`);
  }
  for (const name of types.keys()) differences.push(`${name} is not in the definition`);
  return differences;
}
