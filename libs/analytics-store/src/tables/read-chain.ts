import type { AnalyticsStore } from '../analytics-store.js';
import { plainName } from '../sql-text.js';
import { ChainCheck, type ChainedBatch, type ChainReport, type PositionRange } from './batch-chain.js';

interface BatchRow {
  readonly batch_from: string;
  readonly batch_to: string;
  readonly rows: string;
  readonly lowest: number;
  readonly highest: number;
}

const select = (table: string, where = ''): string =>
  `SELECT batch_from, batch_to, count() AS rows, min(batch_rows) AS lowest, max(batch_rows) AS highest
   FROM ${plainName(table)} ${where} GROUP BY batch_from, batch_to ORDER BY batch_from, batch_to`;

const batchOf = (row: BatchRow): ChainedBatch => ({
  from: BigInt(row.batch_from),
  to: BigInt(row.batch_to),
  rows: Number(row.rows),
  expected: row.lowest === row.highest ? row.lowest : undefined,
});

/** All batches of a table, in order. For a table with very many, {@link inspectChain} needs less memory. */
export async function readChain(
  store: AnalyticsStore,
  table: string,
): Promise<{ readonly batches: readonly ChainedBatch[] }> {
  const batches: ChainedBatch[] = [];
  for await (const row of store.stream<BatchRow>(select(table), {}, { tag: 'chain' })) batches.push(batchOf(row));
  return { batches };
}

/** Reads and checks a table's chain at any length in bounded memory. */
export async function inspectChain(store: AnalyticsStore, table: string): Promise<ChainReport> {
  const check = new ChainCheck();
  for await (const row of store.stream<BatchRow>(select(table), {}, { tag: 'chain' })) check.add(batchOf(row));
  return check.report();
}

/** The batch that covers exactly this range, if the table has it: the question after an insert of unknown outcome. */
export async function findBatch(
  store: AnalyticsStore,
  table: string,
  range: PositionRange,
): Promise<ChainedBatch | undefined> {
  const where = 'WHERE batch_from = {from:UInt64} AND batch_to = {to:UInt64}';
  const [row] = await store.query<BatchRow>(select(table, where), { from: range.from, to: range.to }, { tag: 'chain' });
  return row === undefined ? undefined : batchOf(row);
}

/**
 * Deletes all rows of exactly this range; returns when they are gone. The engine remembers the tokens of deleted
 * batches: insert the range again with **another** deduplication token, or it is dropped as a repetition.
 */
export async function removeBatch(store: AnalyticsStore, table: string, { from, to }: PositionRange): Promise<void> {
  await store.command(
    `ALTER TABLE ${plainName(table)} DELETE WHERE batch_from = ${from} AND batch_to = ${to} SETTINGS mutations_sync = 1`,
  );
}
