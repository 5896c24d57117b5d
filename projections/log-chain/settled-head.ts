import type { EventStore } from '@praxis/event-sourcing';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;

/**
 * The position of the log's last event, asked again while it is before one that is known to have been there, for as
 * long as the log may look shorter than it is.
 */
export async function settledHead(
  store: Pick<EventStore, 'head' | 'mayLagMs'>,
  known: bigint,
  signal?: AbortSignal,
): Promise<bigint> {
  const end = performance.now() + (store.mayLagMs ?? 0);
  for (;;) {
    const head = await store.head();
    if (head >= known || performance.now() >= end) return head;
    await delay(LOOK_AGAIN_MS, undefined, signal === undefined ? {} : { signal });
  }
}
