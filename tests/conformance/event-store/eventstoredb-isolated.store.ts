import { randomUUID } from 'node:crypto';
import { identityFrom, WrongExpectedRevision, type EventStore, type StoredEvent } from '@praxis/event-sourcing';

/**
 * A store that looks empty on a server that is not: its streams get names of their own, and what others wrote before or
 * write meanwhile is left out. For tests only; it reads the log from where it ended when the test began.
 */
export async function isolated(store: EventStore): Promise<EventStore> {
  const prefix = `conformance${randomUUID().replaceAll('-', '')}/`;
  const start = await store.head();
  // Names that the store must refuse are passed on as they are.
  const inside = (streamId: string): string =>
    streamId === '' || streamId.startsWith('$') ? streamId : prefix + streamId;
  const outside = (event: StoredEvent): StoredEvent => ({ ...event, streamId: event.streamId.slice(prefix.length) });
  const isOwn = (event: StoredEvent): boolean => event.streamId.startsWith(prefix);

  async function* own(after: bigint, maxCount: number): AsyncGenerator<StoredEvent> {
    for (let last = after > start ? after : start; ;) {
      const page = await store.readAll({ after: last, maxCount });
      if (page.length === 0) return;
      for (const event of page) if (isOwn(event)) yield outside(event);
      last = page.at(-1)!.position;
    }
  }

  return {
    append: (streamId, events, { expectedRevision, restsOn = new Map() }) => {
      const others = new Map([...restsOn].map(([name, revision]) => [inside(name), revision]));
      return store.append(inside(streamId), events, { expectedRevision, restsOn: others }).catch((error: unknown) => {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        throw new WrongExpectedRevision(error.streamId.slice(prefix.length), error.expected, error.actual);
      });
    },
    readStream: async function* (streamId, options) {
      for await (const event of store.readStream(inside(streamId), options)) yield outside(event);
    },
    readAll: async ({ after, maxCount }) => {
      const found: StoredEvent[] = [];
      for await (const event of own(after, maxCount)) {
        found.push(event);
        if (found.length === maxCount) break;
      }
      return found;
    },
    head: async () => {
      await store.head();
      let last = 0n;
      for await (const event of own(start, 500)) last = event.position;
      return last;
    },
    identity: async () => {
      for await (const first of own(start, 1)) return identityFrom(first);
      return undefined;
    },
    waitForMore: (after, options) => store.waitForMore(after > start ? after : start, options),
    close: () => store.close(),
  };
}
