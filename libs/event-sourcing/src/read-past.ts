import type { StoredEvent } from './event.js';
import { LogDamaged, type EventStore } from './event-store.js';

/**
 * Pages of the log up to a position, or to its end, and in their place what is damaged and can be passed over.
 *
 * @throws {LogDamaged} what the log is kept in cannot be read
 */
export async function* readPast(
  store: Pick<EventStore, 'readAll'>,
  range: { readonly after: bigint; readonly upTo?: bigint; readonly maxCount: number },
): AsyncGenerator<readonly StoredEvent[] | LogDamaged> {
  const { upTo, maxCount } = range;
  for (let { after } = range; upTo === undefined || after < upTo;) {
    let page: readonly StoredEvent[];
    try {
      page = await store.readAll({ after, maxCount });
    } catch (error) {
      if (!(error instanceof LogDamaged) || error.place?.position === undefined) throw error;
      yield error;
      after = error.place.position;
      continue;
    }
    if (page.length === 0) return;
    after = page.at(-1)!.position;
    yield upTo === undefined || after <= upTo ? page : page.filter(({ position }) => position <= upTo);
  }
}
