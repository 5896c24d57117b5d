import { openEventStoreDb, openEventStoreDbCommandMemory } from '@praxis/event-store-eventstoredb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEventStoreDbDouble, type EventStoreDbDouble } from '../../eventstoredb-double/index.js';
import { commandMemoryConformance } from './command-memory.conformance.js';

let double: EventStoreDbDouble;
beforeEach(async () => {
  double = await startEventStoreDbDouble();
});
afterEach(() => double.stop());

const command = { digest: 'd1', revision: 7n };
const foreign: string[] = [];
const options = () => ({
  connectionString: double.connectionString,
  onForeignEvent: (message: string) => void foreign.push(message),
});

commandMemoryConformance('the memory on an EventStoreDB server', async (now) => {
  const memory = await openEventStoreDbCommandMemory({ ...options(), now });
  return {
    memory,
    again: () => openEventStoreDbCommandMemory({ ...options(), now }),
    cleanUp: () => memory.close(),
  };
});

describe('the memory on an EventStoreDB server', () => {
  it('is one for every process that takes commands', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => openEventStoreDbCommandMemory(options())));
    expect(await two!.recall('worker-w-1', 'command-1')).toBeUndefined();
    await one!.remember('worker-w-1', 'command-1', command);
    expect(await two!.recall('worker-w-1', 'command-1')).toMatchObject(command);
    expect(await two!.remember('worker-w-1', 'command-1', { digest: 'd2', revision: 9n })).toMatchObject(command);
    await Promise.all([one!.close(), two!.close()]);
  });

  it('is not part of the log, and nobody is warned of it', async () => {
    const store = await openEventStoreDb(options());
    const memory = await openEventStoreDbCommandMemory(options());
    await memory.remember('worker-w-1', 'command-1', command);

    expect(await store.readAll({ after: 0n, maxCount: 10 })).toEqual([]);
    expect(await store.head()).toBe(0n);
    expect(foreign).toEqual([]);
    await Promise.all([memory.close(), store.close()]);
  });

  it('lets the server drop what has become too old, and shows it no ids', async () => {
    const memory = await openEventStoreDbCommandMemory(options());
    await memory.remember('worker-w-1', 'command-1', command);

    const written = double.log.all.filter(({ streamId }) => streamId.includes('praxisCommandMemory-'));
    const text = written.map(({ streamId, data }) => `${streamId} ${Buffer.from(data).toString()}`).join('\n');
    expect(text).toMatch(/^\$\$praxisCommandMemory-.*"\$maxAge":691200/m);
    expect(text).not.toMatch(/w-1|command-1/);
    await memory.close();
  });

  it('goes on in a stream of which everything has expired', async () => {
    const memory = await openEventStoreDbCommandMemory(options());
    await memory.remember('worker-w-1', 'command-1', command);
    const { streamId } = double.log.all.find((event) => event.streamId.startsWith('praxisCommandMemory-'))!;
    double.faults.expired = new Map([[streamId, 1n]]);
    const later = await openEventStoreDbCommandMemory(options());
    expect(await later.recall('worker-w-1', 'command-1')).toBeUndefined();
    expect(await later.remember('worker-w-1', 'command-1', command)).toBe(command);
    await Promise.all([memory.close(), later.close()]);
  });
});
