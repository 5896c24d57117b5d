import { physicalName } from '@praxis/analytics-store';
import { PROJECTIONS } from '@praxis/projections';

export const TABLES = PROJECTIONS.map(({ table }) => physicalName(table));

/** Facts in each table, without the marker rows of batches that had none. */
export async function rowsByTable(analytics) {
  const counts = {};
  for (const table of TABLES) {
    const [row] = await analytics.query(`SELECT count() AS facts FROM ${table} WHERE marker = 0`);
    counts[table] = Number(row.facts);
  }
  return counts;
}
