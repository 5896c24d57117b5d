import { DatabaseSync } from 'node:sqlite';

/** Changes a closed log behind everybody's back, with the triggers that forbid it out of the way meanwhile. */
export function meddleWith(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  const triggers = database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  for (const trigger of triggers) database.exec(String(trigger['sql']));
  database.close();
}
