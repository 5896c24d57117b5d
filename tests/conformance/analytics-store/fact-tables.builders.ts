import {
  type AnalyticsStore,
  type ColumnDefinition,
  ensureTables,
  type Fact,
  type FactBatch,
  insertFacts,
  physicalName,
  type TableDefinition,
} from '@praxis/analytics-store';

let made = 0;

/** A definition that no other test uses. */
export function definitionOf(
  columns: readonly ColumnDefinition[],
  overrides: Partial<TableDefinition> = {},
): TableDefinition {
  const orderBy = [columns[0]!.name];
  return { name: `facts_${++made}`, version: 1, columns, orderBy, comment: "Facts of one test's own", ...overrides };
}

export const minutes: readonly ColumnDefinition[] = [
  { name: 'unit', type: 'LowCardinality(String)' },
  { name: 'minutes', type: 'UInt32' },
];

export async function madeTable(
  store: AnalyticsStore,
  columns: readonly ColumnDefinition[] = minutes,
): Promise<TableDefinition> {
  const definition = definitionOf(columns);
  await ensureTables(store, [definition]);
  return definition;
}

/** A batch of one fact a position, of the columns of {@link minutes}. */
export function batchOf(from: number, to: number): FactBatch {
  const facts: Fact[] = [];
  for (let position = from + 1; position <= to; position++) {
    facts.push({ position: BigInt(position), ordinal: 0, values: [`unit-${position % 3}`, position] });
  }
  return { from: BigInt(from), to: BigInt(to), facts };
}

let inserts = 0;

export async function insert(
  store: AnalyticsStore,
  definition: TableDefinition,
  batch: FactBatch,
  deduplicationToken = `token-${++inserts}`,
): Promise<void> {
  await insertFacts(store, definition, batch, { deduplicationToken, queryId: `test-${process.pid}-${++inserts}` });
}

export async function countOf(store: AnalyticsStore, definition: TableDefinition): Promise<number> {
  const [row] = await store.query<{ rows: string }>(`SELECT count() AS rows FROM ${physicalName(definition)}`);
  return Number(row!.rows);
}

export async function partsOf(store: AnalyticsStore, definition: TableDefinition): Promise<number> {
  const rows = await store.query(
    'SELECT name FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND level = 0',
    { table: physicalName(definition) },
  );
  return rows.length;
}

export const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
