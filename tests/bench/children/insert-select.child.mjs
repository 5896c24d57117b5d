import { openAnalyticsStore } from '@praxis/analytics-store';
import { answer } from '../child-process.mjs';
import { TABLES } from '../fact-rows.mjs';

/** The engine copies its own rows, table by table, into tables of the same definition: no JavaScript, no text, no log. */
async function copyTables({ directory }) {
  const analytics = await openAnalyticsStore({ kind: 'embedded', path: `${directory}/facts` });
  const tables = {};
  for (const table of TABLES) {
    const copy = `copy_of_${table}`;
    await analytics.command(`CREATE TABLE ${copy} AS ${table}`);
    const begun = performance.now();
    await analytics.command(`INSERT INTO ${copy} SELECT * FROM ${table}`);
    tables[table] = performance.now() - begun;
    await analytics.command(`DROP TABLE ${copy} SYNC`);
  }
  await analytics.close();
  return { tables };
}

await answer(copyTables);
