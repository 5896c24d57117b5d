import { chained, EventCodec, LogDamaged, streamIdOf, type EventDefinition } from '@praxis/event-sourcing';
import { InMemoryEventStore, pinnedNote } from '@praxis/event-sourcing/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeysOfAnotherLog, openPersonalData, requireOwnKeys, type PersonalData } from './index.js';

const schema = { safeParse: (data: unknown) => ({ success: true, data }) } as unknown as EventDefinition['schema'];
const common = { version: 1, schema, upcasters: {} };
const Named: EventDefinition = { ...common, type: 'Named', personal: { name: '$stream' } };
const Counted: EventDefinition = { ...common, type: 'Counted', personal: {} };
const { metadata } = pinnedNote(1);
const NAMED = { type: 'Named', data: { name: 'Ada' }, effectiveAt: '2026-06-30' };
const COUNTED = { type: 'Counted', data: { count: 7 }, effectiveAt: '2026-06-30' };

let directory: string;
let log: InMemoryEventStore;
let own: PersonalData;
let other: PersonalData;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'praxis-own-keys-'));
  log = new InMemoryEventStore();
  const open = (name: string) => openPersonalData({ path: join(directory, name), masterKey: randomBytes(32) });
  [own, other] = [open('own.db'), open('other.db')];
});
afterEach(() => {
  own.close();
  other.close();
  rmSync(directory, { recursive: true });
});

/** Two events of one stream, as this release appends them or as one did from before there were digests. */
async function append(id: string, fact: typeof NAMED | typeof COUNTED, { digests = true } = {}): Promise<void> {
  const streamId = streamIdOf('person', id);
  const codec = new EventCodec([Named, Counted], own.vault);
  const events = [0, 1].map((index) =>
    codec.encode(streamId, 'person', fact, { ...metadata, commandId: `${id} ${log.log.length}` }, index),
  );
  const end = { revision: undefined, chainDigest: undefined };
  await log.append(streamId, digests ? chained(own.chainDigest, streamId, end, events) : events, {
    expectedRevision: 'no-stream',
  });
}

const change = (index: number) => log.log.splice(index, 1, { ...log.log[index]!, effectiveAt: '1999-01-01' });

function damageFirst(): void {
  const readAll = log.readAll.bind(log);
  log.readAll = async (options) => {
    if (options.after === 0n) throw new LogDamaged('damaged at position 1', { position: 1n });
    return readAll(options);
  };
}

describe('keys of another installation were called a damaged log', () => {
  it('are called that where no digest fits them', async () => {
    await append('w-1', COUNTED);
    await expect(requireOwnKeys(log, other)).rejects.toThrow(KeysOfAnotherLog);
    await expect(requireOwnKeys(log, other)).rejects.toThrow(/not this log's: they fit none of its 2 events/);
    await requireOwnKeys(log, own);
  });

  it('are called that where there is but one event to tell it by', async () => {
    await append('w-1', COUNTED);
    log.log.splice(1);
    await expect(requireOwnKeys(log, other)).rejects.toThrow(/they fit its only event made with keys/);
  });

  it('are called that though they know somebody with the same id as erased', async () => {
    await append('w-1', NAMED, { digests: false });
    await append('w-2', NAMED, { digests: false });
    other.shred('w-2');
    await expect(requireOwnKeys(log, other)).rejects.toThrow(KeysOfAnotherLog);
  });

  it('are called that in a log of before there were digests, by the texts that they do not open', async () => {
    await append('w-1', COUNTED, { digests: false });
    await append('w-2', NAMED, { digests: false });
    await expect(requireOwnKeys(log, other)).rejects.toThrow(KeysOfAnotherLog);
    await requireOwnKeys(log, own);
    expect(other.shred('w-2').destroyedKey).toBe(false);
  });

  it('are called that though they have a key of somebody with the same id', async () => {
    await append('w-1', NAMED, { digests: false });
    other.prepare(['w-1']);
    await expect(requireOwnKeys(log, other)).rejects.toThrow(KeysOfAnotherLog);
  });
});

describe('a damaged log was not blamed on the keys', () => {
  it('while any digest fits, in the middle of a stream as well', async () => {
    await append('w-1', COUNTED);
    await append('w-2', COUNTED);
    for (const index of [0, 1, 2]) change(index);
    await requireOwnKeys(log, own);
  });

  it('while any text opens, though every digest was changed', async () => {
    await append('w-1', NAMED);
    for (const index of [0, 1]) change(index);
    await requireOwnKeys(log, own);
  });

  it('where the first event is none any more', async () => {
    await append('w-1', COUNTED);
    // What is left is an event whose predecessor nobody knows: nothing fits, and the next stream's does.
    await append('w-2', COUNTED);
    damageFirst();
    await requireOwnKeys(log, own);
    await expect(requireOwnKeys(log, other)).rejects.toThrow(KeysOfAnotherLog);
  });
});

it('a log that holds nothing made with keys, or only of people who were erased, is let pass', async () => {
  await requireOwnKeys(log, other);
  await append('w-1', COUNTED, { digests: false });
  await append('w-2', NAMED, { digests: false });
  other.shred('w-2');
  await requireOwnKeys(log, other);
});

it('one page of a large log is read, where the keys are its own', async () => {
  for (let n = 0; n < 200; n += 1) await append(`w-${n}`, COUNTED);
  const asked: number[] = [];
  const readAll = (options: { readonly after: bigint; readonly maxCount: number }) => {
    asked.push(options.maxCount);
    return log.readAll(options);
  };
  await requireOwnKeys({ readAll }, own);
  expect(asked).toEqual([100]);
});

describe('where digests begin', () => {
  it('is noted once: at the first event that has one, or at what is appended next', async () => {
    expect(await own.digestsDueFrom(log)).toBe(1n);
    await append('w-1', COUNTED, { digests: false });
    await append('w-2', COUNTED);
    expect(await other.digestsDueFrom(log)).toBe(3n);
    log.log.splice(2);
    expect(await other.digestsDueFrom(log)).toBe(3n);
    expect(await own.digestsDueFrom(log)).toBe(1n);
  });

  it('is at the first event, or behind it where it is none any more', async () => {
    await append('w-1', COUNTED);
    expect(await own.digestsDueFrom(log)).toBe(1n);
    damageFirst();
    expect(await other.digestsDueFrom(log)).toBe(2n);
  });

  it('is after all of a log that has none yet', async () => {
    await append('w-1', COUNTED, { digests: false });
    expect(await own.digestsDueFrom(log)).toBe(3n);
  });
});
