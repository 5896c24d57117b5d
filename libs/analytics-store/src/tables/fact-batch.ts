import type { AnalyticsStore, InsertOptions } from '../analytics-store.js';
import { InvalidBatch } from '../errors.js';
import { codecOf } from '../native/column-types.js';
import { allColumns, physicalName, type TableDefinition } from './table-definition.js';

/** One row of facts: where in the log it comes from, and its values in the order of the definition's columns. */
export interface Fact {
  readonly position: bigint;
  /** Place among the rows that the same event gives, from 0. */
  readonly ordinal: number;
  readonly values: readonly unknown[];
}

/** All facts of the events after position `from` up to and including `to`; possibly none. */
export interface FactBatch {
  readonly from: bigint;
  readonly to: bigint;
  readonly facts: readonly Fact[];
}

/**
 * A batch as rows for the table, chain columns included; one marker row when there are no facts.
 *
 * @throws {InvalidBatch} the range is empty or a fact lies outside it
 */
export function rowsOfBatch(definition: TableDefinition, { from, to, facts }: FactBatch): unknown[][] {
  if (to <= from) throw new InvalidBatch(`A batch cannot cover the positions after ${from} up to ${to}`);
  if (facts.length === 0) {
    const empty = definition.columns.map(({ type }) => codecOf(type)?.emptyValue);
    return [[...empty, to, 0, from, to, 1, 1]];
  }
  return facts.map(({ position, ordinal, values }) => {
    if (position <= from || position > to) throw new InvalidBatch(`Position ${position} is not in (${from}, ${to}]`);
    return [...values, position, ordinal, from, to, facts.length, 0];
  });
}

/** Writes a batch as one block, in the definition's table. Errors as for `insertBatch`. */
export function insertFacts(
  store: AnalyticsStore,
  definition: TableDefinition,
  batch: FactBatch,
  options: InsertOptions,
): Promise<void> {
  const columns = allColumns(definition).map(({ name }) => name);
  return store.insertBatch(physicalName(definition), columns, rowsOfBatch(definition, batch), options);
}
