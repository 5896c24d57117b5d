import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EventMetadata, StoredEvent } from './event.js';
import {
  EventCodec,
  TextUnreadable,
  eventId,
  InvalidEvent,
  isSealed,
  type PersonalDataVault,
  type SealContext,
} from './event-codec.js';
import { defineEvent, UnreadableEvent } from './event-definition.js';
import { noticeboard, NotePinned } from './testing/noticeboard.aggregate.js';
import { readableVault } from './testing/readable.vault.js';

const metadata: EventMetadata = {
  commandId: 'command-1',
  commandDigest: 'digest',
  correlationId: 'command-1',
  causationId: 'command-1',
  actor: { id: 'w-9', role: 'worker' },
  source: 'api',
};

/** Remembers what it was asked; whose key is gone is given. */
function vaultOf(shredded: string[] = []) {
  const contexts: SealContext[] = [];
  const readable = readableVault(shredded);
  const vault: PersonalDataVault = {
    ...readable,
    seal: (text, context) => {
      contexts.push(context);
      return readable.seal(text, context);
    },
    open: (value, context) => {
      contexts.push(context);
      return readable.open(value, context);
    },
  };
  return { vault, contexts };
}

const ProfileSaid = defineEvent('ProfileSaid', {
  schema: z.strictObject({ saying: z.string().nullable().optional(), mood: z.string() }),
  personal: { saying: '$stream' },
});
const pinned = (data: object) => ({ type: 'NotePinned', effectiveAt: '2026-06-30', data });

function stored(over: Partial<StoredEvent>): StoredEvent {
  return {
    id: 'an-id',
    type: 'NotePinned',
    version: 3,
    effectiveAt: '2026-06-30',
    data: { author: 'w-1', words: 1 },
    metadata,
    streamId: 'noticeboard-b-1',
    revision: 4n,
    position: 40n,
    loggedAt: '2026-06-30T12:00:00.000Z',
    ...over,
  };
}

describe('sealing', () => {
  it('seals a personal field for the person another field names, bound to where it stands', () => {
    const { vault, contexts } = vaultOf();
    const codec = new EventCodec(noticeboard.events, vault);

    const encoded = codec.encode(
      'noticeboard-b-1',
      'noticeboard',
      pinned({ author: 'w-1', note: 'hello', words: 1 }),
      metadata,
      0,
    );

    expect(encoded.data).toEqual({ author: 'w-1', note: { $sealed: 'aGVsbG8', subject: 'w-1' }, words: 1 });
    expect(contexts).toEqual([{ subject: 'w-1', streamId: 'noticeboard-b-1', type: 'NotePinned', field: 'note' }]);
  });

  it('seals for the person the stream is about', () => {
    const { vault, contexts } = vaultOf();
    const codec = new EventCodec([ProfileSaid], vault);
    const said = { type: 'ProfileSaid', effectiveAt: '2026-06-30', data: { saying: 'hm', mood: 'calm' } };

    codec.encode('worker-w-7-f', 'worker', said, metadata, 0);

    expect(contexts[0]?.subject).toBe('w-7-f');
  });

  it.each([
    ['absent', {}],
    ['null', { saying: null }],
  ])('leaves a personal field that is %s as it is', (_which, given) => {
    const codec = new EventCodec([ProfileSaid], vaultOf().vault);
    const said = { type: 'ProfileSaid', effectiveAt: '2026-06-30', data: { mood: 'calm', ...given } };

    expect(codec.encode('worker-w-7', 'worker', said, metadata, 0).data).toEqual({ mood: 'calm', ...given });
  });

  it('opens what it sealed', () => {
    const codec = new EventCodec(noticeboard.events, vaultOf().vault);
    const { data } = codec.encode(
      'noticeboard-b-1',
      'noticeboard',
      pinned({ author: 'w-1', note: 'hello', words: 1 }),
      metadata,
      0,
    );
    const recorded = codec.decode(stored({ data }));

    expect(isSealed((recorded.event.data as { note: unknown }).note)).toBe(true);
    expect(codec.reveal(recorded)).toEqual({ author: 'w-1', note: 'hello', words: 1 });
  });

  it('shows "erased" where the key is gone, and everything else as before', () => {
    const codec = new EventCodec(noticeboard.events, vaultOf(['w-1']).vault);
    const { data } = codec.encode(
      'noticeboard-b-1',
      'noticeboard',
      pinned({ author: 'w-1', note: 'hello', words: 1 }),
      metadata,
      0,
    );

    expect(codec.reveal(codec.decode(stored({ data })))).toEqual({ author: 'w-1', note: 'erased', words: 1 });
  });

  it.each([
    ['a text that nothing opens', new TextUnreadable('another key'), 'erased'],
    ['a disk that fails', new Error('EIO'), undefined],
  ])('%s is not taken for the other', (_, failure, shown) => {
    const { vault } = vaultOf();
    const open = () => {
      throw failure;
    };
    const codec = new EventCodec(noticeboard.events, { ...vault, open });
    const note = vault.seal('hello', {
      subject: 'w-1',
      streamId: 'noticeboard-b-1',
      type: 'NotePinned',
      field: 'note',
    });
    const recorded = codec.decode(stored({ data: { author: 'w-1', note: { ...note }, words: 1 } }));
    if (shown === undefined) expect(() => codec.reveal(recorded)).toThrow(failure);
    else expect(codec.reveal(recorded)['note']).toBe(shown);
  });
});

describe('encoding', () => {
  const codec = new EventCodec(noticeboard.events, vaultOf().vault);

  it.each([
    ['a field too many', { author: 'w-1', words: 1, colour: 'red' }],
    ['a field missing', { author: 'w-1' }],
    ['a wrong type', { author: 'w-1', words: '1' }],
  ])('refuses data with %s', (_which, data) => {
    expect(() => codec.encode('noticeboard-b-1', 'noticeboard', pinned(data), metadata, 0)).toThrow(InvalidEvent);
  });

  it('refuses a personal field without a person', () => {
    const Orphan = defineEvent('Orphan', {
      schema: z.strictObject({ owner: z.string().nullable(), text: z.string() }),
      personal: { text: 'owner' },
    });
    const orphan = { type: 'Orphan', effectiveAt: '2026-06-30', data: { owner: null, text: 'whose?' } };

    expect(() => new EventCodec([Orphan], vaultOf().vault).encode('thing-1', 'thing', orphan, metadata, 0)).toThrow(
      InvalidEvent,
    );
  });

  it('refuses two definitions of one name', () => {
    expect(() => new EventCodec([NotePinned, NotePinned], vaultOf().vault)).toThrow('NotePinned is defined twice');
  });

  it('gives each event of a command an id of its own, and always the same', () => {
    const ids = [0, 1, 3, 6].map((index) => eventId('noticeboard-b-1', 'command-1', index));

    expect(ids).toEqual([
      '6fcb6209-f815-86e0-af6c-7bad16b870f0',
      'aadb4500-1d98-8829-a6b7-ac19a36ca526',
      '3a53bcce-9a97-82cb-ab7d-44ddf37a41ff',
      '0e47747d-c537-8b72-8bc3-1610d33b4c3b',
    ]);
  });
});

describe('decoding', () => {
  const codec = new EventCodec(noticeboard.events, vaultOf().vault);

  it('keeps positions as they are and prefers the attested time', () => {
    expect(codec.decode(stored({}))).toMatchObject({
      position: 40n,
      revision: 4n,
      recordedAt: '2026-06-30T12:00:00.000Z',
    });
    const attested = stored({ metadata: { ...metadata, attestedAt: '2024-01-01T00:00:00.000Z' } });
    expect(codec.decode(attested)).toMatchObject({
      recordedAt: '2024-01-01T00:00:00.000Z',
      loggedAt: '2026-06-30T12:00:00.000Z',
    });
  });

  it.each([
    [1, { writer: 'w-1', note: { $sealed: 'aGVsbG8', subject: 'w-1' } }],
    [2, { author: 'w-1', note: { $sealed: 'aGVsbG8', subject: 'w-1' } }],
  ])('brings version %i to the newest, step by step', (version, data) => {
    const recorded = codec.decode(stored({ version, data }));

    expect(recorded.event.data).toMatchObject({ author: 'w-1', words: 0 });
    expect(codec.reveal(recorded)).toEqual({ author: 'w-1', words: 0, note: 'hello' });
  });

  it('refuses an event of a newer release rather than guess', () => {
    expect(() => codec.decode(stored({ version: 4 }))).toThrow(/NotePinned v4 was written by a newer release/);
  });

  it('refuses an event nobody knows', () => {
    expect(() => codec.decode(stored({ type: 'Unheard' }))).toThrow(UnreadableEvent);
  });

  it('refuses to define a version without a way from every one before it', () => {
    expect(() =>
      defineEvent('Gap', { version: 3, schema: z.strictObject({}), upcasters: { 1: (data) => data } }),
    ).toThrow('Gap v3 has no upcaster from v2');
  });
});

it('what names a file in facts of earlier releases could be worked out from the file: its pseudonym is read instead', () => {
  const codec = new EventCodec(noticeboard.events, readableVault());
  const source = 'import:0123456789ab';
  const read = codec.decode(stored({ metadata: { ...metadata, source: `${source}:part`, correlationId: source } }));
  expect(read.metadata.source).toMatch(/^import:i-[a-z2-7]{26}:part$/);
  expect(read.metadata.correlationId).toBe(read.metadata.source.replace(':part', ''));
  expect(read.metadata).toMatchObject({ commandId: metadata.commandId, actor: metadata.actor });
  const api = stored({});
  expect(codec.decode(api).metadata).toBe(api.metadata);
});
