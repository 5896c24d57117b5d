import { openEventStoreDb } from '@praxis/event-store-eventstoredb';
import { afterAll, beforeAll } from 'vitest';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '../../eventstoredb-double/index.js';
import { eventStoreConformance } from './event-store.conformance.js';
import { isolated } from './eventstoredb-isolated.store.js';

const server = process.env['EVENTSTORE_URL'];

if (server === undefined || server === '') {
  const used = 'EventStoreDB adapter, against the protocol double (no EVENTSTORE_URL)';
  console.log(`The event store conformance suite runs the ${used}`);
  eventStoreConformance(used, async () => {
    const double = await startEventStoreDbDouble();
    const store = await openEventStoreDb({ connectionString: double.connectionString, pageSize: 100 });
    // Of another name, so that it has a client of its own.
    const another = await openEventStoreDb({ connectionString: `${double.connectionString}&connectionName=another` });
    return {
      store,
      another,
      cleanUp: async () => {
        await store.close();
        await another.close();
        await double.stop();
      },
    };
  });

  // A real server cannot be emptied between tests. What stands between the suite and such a server is tried here too.
  let double: EventStoreDbDouble;
  beforeAll(async () => {
    double = await startEventStoreDbDouble();
  });
  afterAll(() => double.stop());
  againstOneServer(`${used}, keeping one log for all tests`, () => double.connectionString);
} else {
  const used = `EventStoreDB adapter, against the real server of EVENTSTORE_URL`;
  console.log(`The event store conformance suite runs the ${used}`);
  againstOneServer(used, () => server);
}

function againstOneServer(name: string, connectionString: () => string): void {
  eventStoreConformance(name, async () => {
    const store = await isolated(await openEventStoreDb({ connectionString: connectionString() }));
    return { store, cleanUp: () => store.close() };
  });
}
