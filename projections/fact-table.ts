import type { TableDefinition } from '@praxis/analytics-store';
import type { RecordedEvent } from '@praxis/event-sourcing';

/** One value for every column of the table, in its order; the runner adds the chain's columns behind them. */
export type FactRow = readonly FactValue[];
export type FactValue = string | number | bigint | null | readonly string[];

type ScalarType =
  'String' | 'LowCardinality(String)' | 'Date32' | "DateTime64(3, 'UTC')" | 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64';
export type ColumnType =
  ScalarType | 'Nullable(Date32)' | `Nullable(${'UInt' | 'Int'}${number})` | `Array(${ScalarType})`;

type ValueOf<Type extends string> = Type extends `Nullable(${infer Inner})`
  ? ValueOf<Inner> | null
  : Type extends `Array(${string})`
    ? readonly string[]
    : Type extends 'UInt64' | 'Int64'
      ? number | bigint
      : Type extends `UInt${number}` | `Int${number}`
        ? number
        : string;

type Columns = Readonly<Record<string, ColumnType>>;
type ValuesOf<Of extends Columns> = { readonly [Name in keyof Of]?: ValueOf<Of[Name]> };

/** Every fact says since when it is true, and since when it has been known. */
const timeColumns = { effective_at: 'Date32', recorded_at: "DateTime64(3, 'UTC')" } as const satisfies Columns;

export interface FactTable<Of extends Columns = Columns> {
  readonly definition: TableDefinition;
  readonly columnNames: readonly string[];
  /**
   * A row of the event, from what the parts say. A column that none of them names holds what stands for "not
   * applicable" in it: null where it can, else an empty text, zero or an empty list.
   *
   * @throws {UnfitForFacts} a value that is an object, as a sealed personal field is
   */
  readonly row: (recorded: RecordedEvent, ...parts: readonly ValuesOf<Of>[]) => FactRow;
}

/** A projection tried to put something into a row that analytics must never hold. */
export class UnfitForFacts extends Error {
  override readonly name = 'UnfitForFacts';
}

export function factTable<const Of extends Columns>(declared: {
  readonly name: string;
  /** Goes up with every change of the columns or of what is projected into them. */
  readonly version: number;
  readonly comment: string;
  readonly columns: Of;
  readonly orderBy: readonly ((keyof Of & string) | keyof typeof timeColumns | 'position')[];
}): FactTable<Of> {
  const { name: table, version, comment, orderBy } = declared;
  const columns = Object.entries({ ...timeColumns, ...declared.columns }).map(([name, type]) => ({ name, type }));
  const places: Record<string, number> = Object.create(null);
  for (const [place, column] of columns.entries()) places[column.name] = place;
  const notApplicable = columns.map(({ type }) => emptyValueOf(type));

  const row = (recorded: RecordedEvent, ...parts: readonly ValuesOf<Of>[]): FactRow => {
    const values = notApplicable.slice();
    values[0] = recorded.event.effectiveAt;
    values[1] = recorded.recordedAt;
    for (const part of parts) {
      for (const name in part) {
        const value: unknown = part[name];
        if (typeof value === 'object' ? value !== null && !isListOfTexts(value) : value === undefined) {
          throw new UnfitForFacts(`${table}.${name} was given ${value === undefined ? 'nothing' : 'an object'}`);
        }
        values[places[name]!] = value as FactValue;
      }
    }
    return values;
  };
  const definition = { name: table, version, columns, orderBy, comment };
  return { definition, columnNames: columns.map(({ name }) => name), row };
}

/** What stands for "not applicable" in a column of this type. */
export function emptyValueOf(type: string): FactValue {
  if (type.startsWith('Nullable(')) return null;
  if (type.startsWith('Array(')) return [];
  return /^U?Int/.test(type) ? 0 : '';
}

function isListOfTexts(value: object): boolean {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}
