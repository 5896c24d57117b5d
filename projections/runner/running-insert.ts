import type { AnalyticsStore } from '@praxis/analytics-store';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;

/**
 * Returns when no statement of this query id (or of an attempt of it) runs in the engine any more: only then does
 * "the rows are not there" mean that they will not be. Asks the engine to give them up meanwhile.
 *
 * @throws whatever aborted the signal, and errors of the analytics store
 */
export async function waitOut(analytics: AnalyticsStore, queryId: string, signal: AbortSignal): Promise<void> {
  if (!/^[\w.-]+$/.test(queryId)) throw new Error(`${queryId} is not a query id of a runner`);
  // Written in two halves, so that neither statement finds itself.
  const id = `concat('${queryId.slice(0, 8)}', '${queryId.slice(8)}')`;
  const isIt = `startsWith(query_id, ${id}) OR position(query, ${id}) > 0`;
  for (;;) {
    signal.throwIfAborted();
    const [row] = await analytics.query<{ running: string }>(
      `SELECT count() AS running FROM system.processes WHERE ${isIt}`,
    );
    if (Number(row?.running ?? 0) === 0) return;
    await analytics.command(`KILL QUERY WHERE ${isIt} ASYNC`);
    await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
