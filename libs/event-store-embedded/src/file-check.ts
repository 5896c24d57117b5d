import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fileDamage, unreadable } from './log-damage.js';

/**
 * Reads every page of a log's file, about five seconds a gigabyte, without holding up this thread or the writer.
 *
 * @throws {LogDamaged} a page cannot be read, or is not what it should be
 */
export async function checkLogFile(path: string): Promise<void> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./file-check.worker.${extension}`, import.meta.url), { workerData: path });
  let found: readonly string[];
  try {
    [found] = (await once(worker, 'message')) as [readonly string[]];
  } catch (error) {
    throw fileDamage(error, path) ?? error;
  }
  if (found.length === 1 && found[0] === 'ok') return;
  // SQLite puts the name of the database on a line before the finding.
  throw unreadable(path, (found[0] ?? '').split('\n').at(-1) ?? '');
}
