import type { ResolvedEvent } from '@eventstore/db-client';
import { EventStoreUnavailable, type EventToAppend, type StoredEvent } from '@praxis/event-sourcing';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { LogFollowing } from './log.following.js';
import { StreamReading } from './stream.reading.js';

const PAGE = 10;
const MOST_REMEMBERED = 100;
const METADATA = { format: 'praxis/1', version: 1, effectiveAt: '2026-03-31', metadata: {} };

/** A log that anybody writes to, and how often it was asked for what. */
class Log {
  events: ResolvedEvent[] = [];
  readonly asked = { streams: 0, log: 0 };
  failure: Error | undefined;
  /** Answers to looks at the log wait for this, with what was there when they were asked for. */
  held: Promise<void> = Promise.resolve();
  heldStreams: Promise<void> = Promise.resolve();
  #position = 0n;

  write(streamId: string, count = 1, metadata: unknown = METADATA): { id: string; position: bigint; revision: bigint } {
    for (let written = 0; written < count; written += 1) {
      this.#position += 100n;
      const revision = BigInt(this.#of(streamId).length);
      const position = { commit: this.#position, prepare: this.#position };
      const event = {
        id: randomUUID(),
        streamId,
        revision,
        type: 'noted',
        isJson: true,
        created: new Date(),
        position,
      };
      this.events.push({ event: { ...event, data: {}, metadata }, commitPosition: this.#position } as never);
    }
    const { id, revision } = this.events.at(-1)!.event!;
    return { id, revision: BigInt(revision), position: this.#position };
  }

  streamPage = async (streamId: string, from: bigint, maxCount: number): Promise<ResolvedEvent[]> => {
    this.asked.streams += 1;
    const page = this.#of(streamId).filter(({ event }) => event!.revision >= from);
    await this.heldStreams;
    return page.slice(0, maxCount);
  };

  allPage = async (from: bigint, maxCount: number) => {
    this.asked.log += 1;
    const placed = this.events.map((resolved) => ({ resolved, position: BigInt(resolved.commitPosition!) }));
    await this.held;
    if (this.failure) throw this.failure;
    return placed.filter(({ position }) => position >= from).slice(0, maxCount);
  };

  #of(streamId: string): ResolvedEvent[] {
    return this.events.filter(({ event }) => event!.streamId === streamId);
  }
}

let log: Log;
let reading: StreamReading;
beforeEach(() => {
  log = new Log();
  reading = started();
});

function started(): StreamReading {
  return new StreamReading(log, { pageSize: PAGE, rememberedEvents: 10 * MOST_REMEMBERED });
}

/** As this process does. */
async function append(streamId: string, count = 1): Promise<void> {
  const sent = Promise.withResolvers<{ revision: bigint; position: bigint }>();
  const events = Array.from({ length: count }, () => ({ id: randomUUID() }) as EventToAppend);
  const appended = reading.appending(events, sent.promise);
  const { id, revision, position } = log.write(streamId, count);
  Object.assign(events.at(-1)!, { id });
  sent.resolve({ revision, position });
  await appended;
}

async function read(streamId: string, fromRevision = 0n): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const stored of reading.read(streamId, fromRevision)) found.push(stored);
  return found;
}

async function lengths(...streamIds: string[]): Promise<number[]> {
  return (await Promise.all(streamIds.map((streamId) => read(streamId)))).map((events) => events.length);
}

/** What the log is asked for meanwhile. */
async function askedFor(work: () => Promise<unknown>): Promise<{ streams: number; log: number }> {
  const before = { ...log.asked };
  await work();
  return { streams: log.asked.streams - before.streams, log: log.asked.log - before.log };
}

const UNITS = ['unit-1', 'unit-2', 'unit-3'];

describe('every stream that a command speaks of is asked about by itself', () => {
  beforeEach(async () => {
    for (const unit of UNITS) log.write(unit, 2);
    await append('worker-1');
    await lengths(...UNITS, 'unit-4', 'worker-1');
  });

  it('asks once for all that is asked for at a time', async () => {
    expect(await askedFor(() => lengths(...UNITS, 'unit-4', 'worker-1'))).toEqual({ streams: 0, log: 1 });
    expect(await lengths(...UNITS, 'unit-4', 'worker-1')).toEqual([2, 2, 2, 0, 1]);
  });

  it('asks for nothing else after appends of its own', async () => {
    await append('worker-1', 3);
    await append('unit-4', 2);
    expect(await askedFor(() => lengths(...UNITS, 'unit-4', 'worker-1'))).toEqual({ streams: 0, log: 1 });
    expect(await lengths('unit-4', 'worker-1')).toEqual([2, 4]);
    expect((await read('worker-1')).map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n]);
    expect((await read('worker-1', 2n)).map(({ revision }) => revision)).toEqual([2n, 3n]);
    expect(await read('worker-1', 4n)).toEqual([]);
  });

  it('sees what somebody else wrote before it asked', async () => {
    log.write('unit-2');
    log.write('unit-4');
    expect(await lengths(...UNITS, 'unit-4')).toEqual([2, 3, 2, 1]);
    log.write('unit-2');
    expect(await read('unit-2', 3n)).toHaveLength(1);
    expect(await read('unit-2', 4n)).toEqual([]);
  });

  it('does not take a look for an answer that was under way when it asked', async () => {
    const held = Promise.withResolvers<void>();
    log.held = held.promise;
    const before = read('unit-1');
    await new Promise(setImmediate);
    log.write('unit-1');
    const after = read('unit-1');
    held.resolve();
    expect(await before).toHaveLength(2);
    expect(await after).toHaveLength(3);
  });

  it('sees what came while a stream was read, and was come across in the log before the answer', async () => {
    const held = Promise.withResolvers<void>();
    log.heldStreams = held.promise;
    const [first, empty] = [read('unit-5'), read('unit-6')];
    await new Promise(setImmediate);
    for (const unit of ['unit-5', 'unit-6']) log.write(unit);
    await read('unit-1');
    held.resolve();
    expect([await first, await empty]).toEqual([[], []]);
    expect(await lengths('unit-5', 'unit-6')).toEqual([1, 1]);
  });

  it('takes nothing for known that was read before the log was followed', async () => {
    reading = started();
    const held = Promise.withResolvers<void>();
    log.heldStreams = held.promise;
    const before = read('unit-4');
    await new Promise(setImmediate);
    log.write('unit-4');
    await append('worker-2');
    held.resolve();
    expect(await before).toEqual([]);
    expect(await lengths('unit-4')).toEqual([1]);
  });

  it('follows appends of its own, however many', async () => {
    await append('worker-1', 5 * PAGE);
    await append('worker-2', 3);
    expect(await askedFor(() => lengths(...UNITS))).toMatchObject({ streams: 0 });
    expect(await askedFor(() => lengths(...UNITS, 'worker-1'))).toMatchObject({ streams: 0 });
  });

  it('does not read what others write without end, and begins again with its next append', async () => {
    log.write('worker-9', 5 * PAGE);
    expect(await askedFor(() => lengths(...UNITS))).toEqual({ streams: 3, log: 1 });
    log.write('unit-1');
    expect(await askedFor(() => lengths(...UNITS))).toEqual({ streams: 3, log: 0 });
    await append('worker-1');
    log.write('unit-2');
    expect(await lengths(...UNITS)).toEqual([3, 3, 2]);
    // What came after that append is taken for known once it is come across in the log.
    expect(await askedFor(() => lengths(...UNITS))).toEqual({ streams: 1, log: 1 });
    expect(await askedFor(() => lengths(...UNITS))).toEqual({ streams: 0, log: 1 });
  });

  it('asks about a stream alone whose end is not known', async () => {
    expect(await askedFor(() => read('unit-7'))).toEqual({ streams: 1, log: 0 });
    expect(await askedFor(() => read('unit-1', 1n))).toEqual({ streams: 0, log: 1 });
  });

  it('believes nothing any more of a log that was put back from a copy', async () => {
    const copy = [...log.events];
    await append('unit-1');
    expect(await lengths(...UNITS)).toEqual([3, 2, 2]);
    log.events = copy;
    expect(await askedFor(() => lengths(...UNITS))).toEqual({ streams: 4, log: 1 });
    expect(await lengths(...UNITS)).toEqual([2, 2, 2]);
    log.write('unit-1');
    expect(await lengths(...UNITS)).toEqual([3, 2, 2]);
  });

  it('believes nothing of a log put back that holds something else at the last place', async () => {
    log.events = log.events.map((resolved, index, { length }) =>
      index < length - 1
        ? resolved
        : { ...resolved, event: { ...resolved.event!, id: randomUUID(), streamId: 'unit-1' } },
    ) as ResolvedEvent[];
    expect((await lengths('unit-2', 'worker-1')).at(-1)).toBe(0);
  });

  it('tells of a log that cannot be reached, and sees afterwards what was written meanwhile', async () => {
    log.failure = new EventStoreUnavailable('away');
    await expect(read('unit-1')).rejects.toThrow(EventStoreUnavailable);
    log.write('unit-1');
    await expect(read('unit-1')).rejects.toThrow(EventStoreUnavailable);
    log.failure = undefined;
    expect(await askedFor(() => lengths('unit-1', 'unit-2'))).toEqual({ streams: 0, log: 1 });
    expect(await lengths('unit-1', 'unit-2')).toEqual([3, 2]);
  });

  it('asks about each stream where it may not read the log', async () => {
    log.failure = new Error('Access denied');
    log.write('unit-1');
    expect(await lengths(...UNITS)).toEqual([3, 2, 2]);
  });

  it('tells of an event that is not in our form to whoever reads its stream, and to nobody else', async () => {
    log.write('orders-1', 2, { other: 'program' });
    log.write('unit-1', 1, {});
    log.write('unit-1');
    expect(await askedFor(() => lengths('unit-2', 'unit-3'))).toEqual({ streams: 0, log: 1 });
    for (const _twice of [1, 2]) await expect(read('unit-1')).rejects.toThrow('not in the form that Praxis writes');
    log.write('unit-1');
    expect(await lengths('unit-2', 'unit-3')).toEqual([2, 2]);
    await expect(read('unit-1')).rejects.toThrow('not in the form that Praxis writes');
    log.write('unit-1', 1, { format: 'praxis/1' });
    expect(await lengths('unit-2', 'unit-3')).toEqual([2, 2]);
  });

  it('tells where a stream ends that is too long to be remembered', async () => {
    log.write('unit-8', MOST_REMEMBERED + 1);
    reading = started();
    await append('worker-1');
    for (const _twice of [1, 2, 3]) {
      await read('unit-1');
      expect(await lengths('unit-8')).toEqual([MOST_REMEMBERED + 1]);
    }
    const end = BigInt(MOST_REMEMBERED + 1);
    expect(await askedFor(() => read('unit-8', end))).toEqual({ streams: 0, log: 1 });
    log.write('unit-8');
    expect(await read('unit-8', end)).toHaveLength(1);
  });

  it('gives up following others after appends of its own as well', async () => {
    await append('worker-1', 5 * PAGE);
    await read('unit-1');
    log.write('worker-9', 2 * PAGE);
    expect(await askedFor(() => lengths(...UNITS))).toMatchObject({ streams: 3 });
  });
});

describe('readers of the log asked for the same events one after another', () => {
  const positions = async (after: bigint, maxCount = 100) =>
    (await reading.recent(after, maxCount)).map(({ position }) => position);
  const all = (after: bigint) =>
    log.events.map(({ commitPosition }) => BigInt(commitPosition!)).filter((at) => at > after);
  let begin: bigint;
  beforeEach(async () => {
    log.write('unit-1', 3);
    await append('worker-1');
    begin = BigInt(log.events.at(-1)!.commitPosition!);
  });

  it('answers from what looks brought, its own and that of others, as of now', async () => {
    await append('worker-1', 2);
    log.write('unit-1');
    const asked = await askedFor(async () => {
      expect(await positions(begin)).toEqual(all(begin));
    });
    expect(asked).toEqual({ streams: 0, log: 1 });
    expect(await positions(begin, 2)).toEqual(all(begin).slice(0, 2));
    expect(await positions(all(begin)[0]!)).toEqual(all(begin).slice(1));
    log.write('unit-2');
    expect(await positions(begin)).toEqual(all(begin));
    expect((await reading.recent(begin, 100)).map(({ streamId }) => streamId)).toEqual([
      ...['worker-1', 'worker-1', 'unit-1', 'unit-2'],
    ]);
    expect(await positions(all(begin).at(-1)!)).toEqual([]);
  });

  it('leaves what was written before its first append to be asked for', async () => {
    log.write('unit-1');
    const asked = await askedFor(async () => {
      expect(await positions(begin - 1n)).toEqual([]);
      expect(await positions(0n)).toEqual([]);
    });
    expect(asked).toEqual({ streams: 0, log: 0 });
  });

  it('leaves what other programs wrote to be come across, and passes over what is of the system', async () => {
    log.write('unit-1');
    log.write('$settings', 1, {});
    log.write('unit-2');
    expect(await positions(begin)).toEqual([begin + 100n, begin + 300n]);
    log.write('of-another-program', 1, {});
    log.write('unit-3');
    expect(await positions(begin)).toEqual([]);
    expect(await positions(begin + 400n)).toEqual([begin + 500n]);
  });

  it('says nothing any more of a log that was put back from a copy', async () => {
    await append('worker-1', 2);
    expect(await positions(begin)).toHaveLength(2);
    log.events = log.events.slice(0, -2);
    expect(await positions(begin)).toEqual([]);
  });

  it('says that the log cannot be reached', async () => {
    log.failure = new EventStoreUnavailable('away');
    await expect(positions(begin)).rejects.toBeInstanceOf(EventStoreUnavailable);
  });

  it('keeps so many and no more', async () => {
    const following = new LogFollowing(log, { pageSize: PAGE }, () => undefined, 100, 5);
    await following.appending([{ id: log.events.at(-1)!.event!.id } as EventToAppend], Promise.resolve(last()));
    log.write('unit-1', 4);
    expect(await following.recent(begin, 100)).toHaveLength(4);
    log.write('unit-1', 3);
    expect(await following.recent(begin, 100)).toEqual([]);
    expect(await following.recent(begin + 100n, 100)).toEqual([]);
    expect((await following.recent(begin + 200n, 100)).map(({ position }) => position)).toEqual(all(begin + 200n));
  });
});

it('does not follow the log for a process that only reads', async () => {
  log.write('unit-1', 2);
  for (let time = 0; time < 3; time += 1) expect(await lengths('unit-1', 'unit-2')).toEqual([2, 0]);
  expect(log.asked).toEqual({ streams: 6, log: 0 });
});

it('holds the ends of so many streams and no more, and asks about those that it gave up', async () => {
  const following = new LogFollowing(log, { pageSize: PAGE }, () => undefined, 2);
  await following.appending([{ id: log.write('worker-1').id } as EventToAppend], Promise.resolve(last()));
  const note = following.reading('unit-1');
  following.reading('unit-1')(0n, undefined);
  for (const unit of ['unit-2', 'unit-3']) log.write(unit);
  expect(following.endsBy('unit-1', 0n)).toBe(true);
  await following.catchUp();
  expect(following.endsBy('unit-1', 0n)).toBe(false);
  expect(following.endsBy('unit-3', 1n)).toBe(true);
  // Told of a reading that began before: what was come across since was not kept.
  note(0n, undefined);
  expect(following.endsBy('unit-1', 0n)).toBe(false);
});

function last(): { revision: bigint; position: bigint } {
  return { revision: 0n, position: BigInt(log.events.at(-1)!.commitPosition!) };
}
