import {
  EventCodec,
  LogDamaged,
  streamIdOf,
  type DomainEvent,
  type EventDefinition,
  type StoredEvent,
} from '@praxis/event-sourcing';
import { InMemoryEventStore, pinnedNote } from '@praxis/event-sourcing/testing';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPersonalData, type PersonalData } from './index.js';

/** Takes whatever it is given: what is sealed is of interest here, and not the shape of it. */
const schema = { safeParse: (data: unknown) => ({ success: true, data }) } as unknown as EventDefinition['schema'];
const common = { version: 1, schema, upcasters: {} };
const Named: EventDefinition = { ...common, type: 'Named', personal: { name: '$stream' } };
const Erased: EventDefinition = { ...common, type: 'Erased', personal: {}, erases: 'person' };
const MASTER_KEY = randomBytes(32);
const { metadata } = pinnedNote(1);

let directory: string;
let log: InMemoryEventStore;
let personal: PersonalData;
let codec: EventCodec;
const path = () => join(directory, 'keys.db');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'praxis-erasures-'));
  log = new InMemoryEventStore();
  open();
});
afterEach(() => {
  personal.close();
  rmSync(directory, { recursive: true });
});

function open(): void {
  personal = openPersonalData({ path: path(), masterKey: MASTER_KEY });
  codec = new EventCodec([Named, Erased], personal.vault);
}

async function append(id: string, event: Pick<DomainEvent, 'type' | 'data'>): Promise<StoredEvent> {
  const streamId = streamIdOf('person', id);
  const fact = { ...event, effectiveAt: '2026-06-30' };
  const encoded = codec.encode(streamId, 'person', fact, { ...metadata, commandId: `${id} ${log.log.length}` }, 0);
  await log.append(streamId, [encoded], { expectedRevision: 'any' });
  return log.log.at(-1)!;
}

const named = (id: string) => append(id, { type: 'Named', data: { name: `Name of ${id}` } });
/** As the log has it; the key is the caller's business. */
const erased = (id: string) => append(id, { type: 'Erased', data: {} });
const nameOf = (stored: StoredEvent) => codec.reveal(codec.decode(stored))['name'];
const apply = () => personal.applyErasures(log, codec);

/** The key store as it is now, put back by what is returned. */
function copied(): () => void {
  personal.close();
  copyFileSync(path(), `${path()}.copy`);
  open();
  return () => {
    personal.close();
    rmSync(`${path()}-wal`, { force: true });
    copyFileSync(`${path()}.copy`, path());
    open();
  };
}

describe('an older key store that is put back', () => {
  it('brings nobody back', async () => {
    const [ada, bob] = [await named('w-ada'), await named('w-bob')];
    await apply();
    const putBack = copied();
    personal.shred('w-ada');
    await erased('w-ada');
    putBack();
    expect(nameOf(ada)).toBe('Name of w-ada');

    expect(await apply()).toEqual({ shredded: 1, withoutKey: 0 });
    expect(nameOf(ada)).toBe('erased');
    expect(nameOf(bob)).toBe('Name of w-bob');
  });

  it('brings nobody back whose erasure a newer one had seen already', async () => {
    const ada = await named('w-ada');
    const putBack = copied();
    await erased('w-ada');
    await apply();
    await named('w-bob');
    await apply();
    putBack();
    expect(await apply()).toMatchObject({ shredded: 1 });
    expect(nameOf(ada)).toBe('erased');
  });

  it('is told from a whole one by the people it has no keys of', async () => {
    await named('w-ada');
    const putBack = copied();
    await named('w-bob');
    await named('w-cas');
    await named('w-dot');
    personal.shred('w-dot');
    await erased('w-dot');
    putBack();
    expect(await apply()).toEqual({ shredded: 0, withoutKey: 2 });
  });
});

describe('at the next start', () => {
  it('only what is new in the log is read', async () => {
    for (let n = 0; n < 5; n += 1) await named(`w-${n}`);
    await erased('w-3');
    expect(await apply()).toMatchObject({ shredded: 1 });
    const asked: bigint[] = [];
    const watched = Object.create(log, {
      readAll: {
        value: (options: { after: bigint; maxCount: number }) => {
          if (options.maxCount > 1) asked.push(options.after);
          return log.readAll(options);
        },
      },
    }) as InMemoryEventStore;
    await personal.applyErasures(watched, codec);
    expect(asked).toEqual([6n]);
  });

  it('the whole log is read again when it is not the one that was read before', async () => {
    const ada = await named('w-ada');
    await erased('w-ada');
    const [erasure] = log.log.splice(1);
    await named('w-bob');
    await apply();
    expect(nameOf(ada)).toBe('Name of w-ada');
    log.log.splice(1, 1, { ...erasure!, position: 2n });

    expect(await apply()).toMatchObject({ shredded: 1 });
    expect(nameOf(ada)).toBe('erased');
  });

  it('the whole log is read again when it has become shorter', async () => {
    const ada = await named('w-ada');
    await named('w-bob');
    await named('w-cas');
    await apply();
    log.log.splice(1);
    await erased('w-ada');
    expect(await apply()).toMatchObject({ shredded: 1 });
    expect(nameOf(ada)).toBe('erased');
  });

  it('an event that is damaged keeps nobody out, and what came after it is read again once it is mended', async () => {
    await named('w-bob');
    await named('w-cas');
    const ada = await named('w-ada');
    let isDamaged = true;
    const damaged = Object.create(log, {
      readAll: {
        value: async ({ after, maxCount }: { after: bigint; maxCount: number }) => {
          if (isDamaged && after === 1n) throw new LogDamaged('damaged at position 2', { position: 2n });
          const page = await log.readAll({ after, maxCount });
          return isDamaged ? page.filter(({ position }) => position < 2n || after >= 2n) : page;
        },
      },
    }) as InMemoryEventStore;
    await erased('w-ada');
    expect(await personal.applyErasures(damaged, codec)).toMatchObject({ shredded: 1 });
    expect(nameOf(ada)).toBe('erased');

    isDamaged = false;
    log.log.splice(1, 1, { ...(await erased('w-bob')), position: 2n });
    log.log.splice(4);
    expect(await personal.applyErasures(damaged, codec)).toMatchObject({ shredded: 1 });
  });

  it('tells how far it is', async () => {
    await named('w-ada');
    await named('w-bob');
    const told: string[] = [];
    await personal.applyErasures(log, codec, (done, of) => told.push(`${done} of ${of}`));
    expect(told).toEqual(['2 of 2']);
  });
});

it('remembers of an erasure that no key is to be made any more, though there was none', async () => {
  await erased('w-ada');
  expect(await apply()).toEqual({ shredded: 0, withoutKey: 0 });
  expect(personal.isShredded('w-ada')).toBe(true);
});
