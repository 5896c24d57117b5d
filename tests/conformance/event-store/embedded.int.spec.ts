import { openEmbeddedEventStore } from '@praxis/event-store-embedded';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreConformance } from './event-store.conformance.js';

eventStoreConformance(
  'the embedded event store',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'praxis-log-'));
    const store = await openEmbeddedEventStore({ path: join(directory, 'log.sqlite') });
    return {
      store,
      cleanUp: async () => {
        await store.close();
        await rm(directory, { recursive: true });
      },
    };
  },
  { gapFree: true },
);
