import { physicalName, type AnalyticsStore } from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';

/** How many facts a table holds, and a digest of all of them whatever their order. */
export interface RowsOfTable {
  readonly rows: number;
  readonly digest: string;
}

/**
 * What the tables hold, positions and log times apart: these differ from one log to another that holds the same facts.
 * An event without an attested time counts as recorded when the log took it, so times from `loadedSince` on are left
 * out as well.
 *
 * @param loadedSince ISO instant: before anything was loaded, and after everything that the files attest
 */
export async function factRowsOf(
  analytics: AnalyticsStore,
  loadedSince: string,
): Promise<Readonly<Record<string, RowsOfTable>>> {
  const tables: Record<string, RowsOfTable> = {};
  for (const { table } of PROJECTIONS) {
    const columns = table.columns
      .map(({ name }) => name)
      .filter((name) => name !== 'logged_at')
      .map((name) => (name === 'recorded_at' ? `if(recorded_at < '${chTime(loadedSince)}', recorded_at, NULL)` : name));
    const [row] = await analytics.query(
      // Through text: the hash of a tuple that holds a null is null, and a sum leaves nulls out.
      `SELECT count() AS rows, toString(sum(cityHash64(toString(tuple(${columns.join()}))))) AS digest
       FROM ${physicalName(table)} WHERE marker = 0`,
    );
    tables[table.name] = { rows: Number(row!['rows']), digest: String(row!['digest']) };
  }
  return tables;
}

function chTime(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '');
}
