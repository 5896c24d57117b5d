import { physicalName, type AnalyticsStore, type TableDefinition } from '@praxis/analytics-store';

const ORIGIN = / \(from log ([0-9a-f-]{36})\)$/;

export interface TableOrigin {
  /** Of the log that the table was filled from; undefined where it was never told. */
  readonly identity: string | undefined;
  readonly isEmpty: boolean;
}

/** By name in the engine. */
export async function originsOf(
  analytics: AnalyticsStore,
  definitions: readonly TableDefinition[],
): Promise<ReadonlyMap<string, TableOrigin>> {
  const rows = await analytics.query<{ name: string; comment: string; rows: string }>(
    `SELECT name, comment, toString(total_rows) AS rows FROM system.tables
     WHERE database = currentDatabase() AND name IN {names:Array(String)}`,
    { names: definitions.map(physicalName) },
  );
  return new Map(
    rows.map(({ name, comment, rows: count }) => [
      name,
      { identity: ORIGIN.exec(comment)?.[1], isEmpty: count === '0' },
    ]),
  );
}

/** Kept in the table's comment: it goes with the table wherever that is copied, and when it is dropped. */
export async function noteOrigin(
  analytics: AnalyticsStore,
  definition: TableDefinition,
  identity: string,
): Promise<void> {
  if (!ORIGIN.test(` (from log ${identity})`)) throw new Error(`${identity} is not the identity of a log`);
  const comment = `${definition.comment} (from log ${identity})`.replaceAll(/['\\]/g, String.raw`\$&`);
  await analytics.command(`ALTER TABLE ${physicalName(definition)} MODIFY COMMENT '${comment}'`);
}
