import type { CommandDeclaration, EventCodec, EventStore, StoredEvent } from '@praxis/event-sourcing';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { CommandsModule } from '../commands.module.js';
import type { CommandsOverHttp } from './aggregate-controllers.js';
import { followNamed, requireNamed } from './named-ids.js';

const NAMING = { named: ['programmeId'] } as unknown as CommandDeclaration;
const codec = { decode: ({ data }: StoredEvent) => ({ event: { data } }) } as unknown as EventCodec;

let log: StoredEvent[];
/** After which positions the log was read. */
let reads: number[];
/** Instead of telling where it ends. */
let isEndless: boolean;
let records: { readonly store: EventStore; readonly codec: EventCodec };
beforeEach(() => {
  log = [];
  reads = [];
  isEndless = false;
  const readAll = async ({ after, maxCount }: { readonly after: bigint; readonly maxCount: number }) => {
    reads.push(Number(after));
    if (isEndless && Number(after) >= log.length) return new Promise<never>(() => undefined);
    return log.slice(Number(after), Number(after) + maxCount);
  };
  records = { store: { readAll } as unknown as EventStore, codec };
});

function logged(programmeId: string | null, count = 1): void {
  for (let left = count; left > 0; left -= 1) {
    const position = BigInt(log.length + 1);
    log.push({ type: 'LearningLogged', data: { programmeId }, position } as unknown as StoredEvent);
  }
}
const naming = (programmeId: string, patienceMs?: number) => requireNamed(NAMING, { programmeId }, records, patienceMs);

describe('a programme that a command names', () => {
  it('had the whole log read within the first request: it is read beforehand, and then only what is new', async () => {
    logged(null, 1_200);
    logged('falls');
    await followNamed(records, new AbortController().signal);
    expect(reads).toEqual([0, 500, 1_000, 1_201]);
    await naming('falls');
    expect(reads).toHaveLength(4);
    await expect(naming('hearing')).rejects.toMatchObject({ code: 'UNKNOWN_PROGRAMME' });
    logged('hearing');
    await naming('hearing');
    expect(reads.slice(4)).toEqual([1_201, 1_201, 1_202]);
  });

  it('is known as soon as it was read, whatever else there is in the log', async () => {
    isEndless = true;
    logged('falls');
    void followNamed(records, new AbortController().signal);
    await naming('falls');
  });

  it('is not waited for longer than a sender would wait', async () => {
    isEndless = true;
    const refused = await naming('falls', 20).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      problem: { status: 503, code: 'STILL_READING', remedy: expect.stringContaining('again in a moment') },
    });
  });

  it('is read from the start of the server on, until it stops', async () => {
    logged(null, 10_000);
    const module = new CommandsModule(records as unknown as CommandsOverHttp);
    module.onApplicationBootstrap();
    await nextTurn();
    expect(reads.length).toBeGreaterThan(0);
    module.onModuleDestroy();
    for (let left = 40; left > 0; left -= 1) await nextTurn();
    expect(reads).not.toContain(10_000);
  });

  it('is read on for where reading beforehand was ended, or failed', async () => {
    logged(null, 600);
    logged('falls');
    const ending = new AbortController();
    ending.abort();
    await followNamed(records, ending.signal);
    expect(reads).toEqual([]);
    await naming('falls');
    expect(reads).toEqual([0, 500, 601]);
  });

  it('leaves other work its turn between pages', async () => {
    logged(null, 2_000);
    const following = followNamed(records, new AbortController().signal).then(() => 'read');
    const turn = nextTurn('turn');
    expect(await Promise.race([following, turn])).toBe('turn');
    await following;
  });
});
