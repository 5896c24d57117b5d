/**
 * Reads the whole of a log's file on a thread of its own and says what SQLite finds wrong with it.
 *
 * Loaded as it stands (`.ts` from the sources, `.js` once built), so it imports nothing of ours but types.
 */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

const database = new DatabaseSync(workerData as string, { readOnly: true, timeout: 5_000 });
const rows = database.prepare('PRAGMA integrity_check(1)').all();
database.close();
parentPort!.postMessage(rows.map((row) => String(row['integrity_check'])));
