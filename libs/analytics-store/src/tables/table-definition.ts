import { codecOf } from '../native/column-types.js';
import { InvalidStatement } from '../errors.js';
import { plainName } from '../sql-text.js';

export interface ColumnDefinition {
  readonly name: string;
  /** A ClickHouse type that batches can be written to: see native/column-types.ts. */
  readonly type: string;
}

/** A table of facts, as a projection declares it. */
export interface TableDefinition {
  readonly name: string;
  /** Raised whenever columns, order or meaning change: the new table is filled beside the old one. */
  readonly version: number;
  /** Without the chain columns, which every table gets. */
  readonly columns: readonly ColumnDefinition[];
  /** Sort key: the columns that reports filter by, the coarsest first. */
  readonly orderBy: readonly string[];
  readonly comment: string;
  /** Roll-ups kept inside each part, as `SELECT … GROUP BY …` without FROM; worth it at a grain ≤ 1 % of the rows. */
  readonly rollUps?: readonly { readonly name: string; readonly select: string }[];
}

/**
 * What makes a table its own checkpoint. A batch covers the positions after `batch_from` up to and including
 * `batch_to`; all of its rows say so, and how many they are. A batch without facts is one row with `marker` 1, which
 * reports leave out.
 */
export const chainColumns: readonly ColumnDefinition[] = [
  { name: 'position', type: 'UInt64' },
  { name: 'ordinal', type: 'UInt32' },
  { name: 'batch_from', type: 'UInt64' },
  { name: 'batch_to', type: 'UInt64' },
  { name: 'batch_rows', type: 'UInt32' },
  { name: 'marker', type: 'UInt8' },
];

/** The table's name in the engine: `training_facts_v3`. */
export const physicalName = ({ name, version }: Pick<TableDefinition, 'name' | 'version'>): string =>
  `${name}_v${version}`;

export const allColumns = (definition: TableDefinition): readonly ColumnDefinition[] => [
  ...definition.columns,
  ...chainColumns,
];

/** @throws {InvalidStatement} a name or a type that cannot be used; said here rather than at the first batch */
export function checkDefinition(definition: TableDefinition): void {
  const { name, version, orderBy } = definition;
  plainName(name);
  if (!Number.isSafeInteger(version) || version < 1) throw new InvalidStatement(`${name} has no version from 1 on`);
  const names = new Set<string>();
  for (const column of allColumns(definition)) {
    plainName(column.name);
    if (names.has(column.name)) throw new InvalidStatement(`${name} has two columns ${column.name}`);
    names.add(column.name);
    if (codecOf(column.type) === undefined) {
      throw new InvalidStatement(`${name}.${column.name} is ${column.type}, which batches cannot be written to`);
    }
  }
  if (orderBy.length === 0) throw new InvalidStatement(`${name} has no sort key`);
  const strange = orderBy.find((column) => !names.has(column));
  if (strange !== undefined) throw new InvalidStatement(`${name} is ordered by ${strange}, which it does not have`);
}
