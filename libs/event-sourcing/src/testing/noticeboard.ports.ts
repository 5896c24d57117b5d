import { createHmac } from 'node:crypto';
import type { CommandHandlingPorts } from '../command-handling.js';
import { EventCodec } from '../event-codec.js';
import type { EventStore } from '../event-store.js';
import { noticeboard } from './noticeboard.aggregate.js';
import { readableVault } from './readable.vault.js';

/** Ports for commands to noticeboards on 30 June 2026, at noon. Nothing that they speak of is looked up. */
export function noticeboardPorts(store: EventStore): CommandHandlingPorts {
  return {
    store,
    codec: new EventCodec(noticeboard.events, readableVault()),
    now: () => '2026-06-30T12:00:00.000Z',
    digest: (text) => createHmac('sha256', 'a secret').update(text).digest('hex'),
    chainDigest: (text) => createHmac('sha256', 'another secret').update(text).digest('hex'),
    calendar: async () => (instant) => instant.slice(0, 10),
    references: () => ({ restsOn: new Map(), require: async () => [], settle: async () => {} }),
  };
}
