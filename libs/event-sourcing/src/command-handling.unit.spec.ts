import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { RuleBroken, type Reference } from './aggregate.js';
import { handleCommands, type CommandHandlingPorts } from './command-handling.js';
import type { CommandMemory, RememberedCommand } from './command-memory.js';
import { CommandIdReused, Overloaded, type CommandEnvelope, type HandlingOptions } from './commands.js';
import { contentHash, streamLink } from './event-chain.js';
import { EventCodec, InvalidEvent, isSealed } from './event-codec.js';
import { AppendOutcomeUnknown, EventStoreUnavailable, WrongExpectedRevision } from './event-store.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboard, type NoticeboardCommand } from './testing/noticeboard.aggregate.js';
import { readableVault } from './testing/readable.vault.js';

const NOW = '2026-06-30T12:00:00.000Z';

let store: InMemoryEventStore;
let ports: CommandHandlingPorts;
let checked: Reference[];

beforeEach(() => {
  store = new InMemoryEventStore();
  checked = [];
  ports = {
    store,
    codec: new EventCodec(noticeboard.events, readableVault()),
    now: () => NOW,
    digest: (text) => createHmac('sha256', 'a secret').update(text).digest('hex'),
    chainDigest: (text) => createHmac('sha256', 'another secret').update(text).digest('hex'),
    calendar: async () => (instant) => instant.slice(0, 10),
    references: () => ({
      restsOn: new Map(),
      require: async (references) => {
        checked.push(...references);
        const unknown = references.find(({ id }) => id === 'nobody');
        if (unknown)
          throw new RuleBroken('UNKNOWN_WORKER', 'There is no worker nobody', {
            field: unknown.field,
            remedy: 'Check the id.',
          });
        return [];
      },
      settle: async () => {},
    }),
  };
});

const open: NoticeboardCommand = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
const pin = (note: string, author = 'w-1'): NoticeboardCommand => ({ type: 'PinNote', data: { author, note } });

function envelope(command: NoticeboardCommand, commandId: string, more: Partial<CommandEnvelope> = {}) {
  return { commandId, command, actor: { id: 'w-9', role: 'worker' as const }, source: 'api', ...more };
}

function handle(envelopes: readonly CommandEnvelope[], options?: HandlingOptions) {
  return handleCommands(noticeboard, 'b-1', envelopes, ports, options);
}

/** Somebody else's command on the same stream, past the script. */
async function meanwhile(command: NoticeboardCommand, commandId: string): Promise<void> {
  const script = store.script.splice(0);
  await handle([envelope(command, commandId)]);
  store.script = script;
}

describe('the chain along the stream', () => {
  const links = () => {
    let previous: string | undefined;
    return store.log.map((stored) => (previous = streamLink(ports.chainDigest, previous, contentHash(stored))));
  };
  const digests = () => store.log.map(({ metadata }) => metadata.chainDigest);

  it('goes on from the last event of the stream', async () => {
    await handle([envelope(open, 'command-1')]);
    await handle([envelope(pin('one'), 'command-2'), envelope(pin('two'), 'command-3')]);

    expect(digests()).toHaveLength(3);
    expect(digests()).toEqual(links());
  });

  it('is made anew when somebody else was faster', async () => {
    await handle([envelope(open, 'command-1')]);
    store.script = [(append) => meanwhile(pin('theirs'), 'command-2').then(append)];

    await handle([envelope(pin('ours'), 'command-3')]);

    expect(digests()).toHaveLength(3);
    expect(digests()).toEqual(links());
  });
});

describe('load, decide, append', () => {
  it('appends the facts of a command to a stream that does not exist yet', async () => {
    const result = await handle([envelope(open, 'command-1')]);

    expect(result).toEqual({ revision: 0n, position: 1n, outcomes: [{ kind: 'done', events: 1 }] });
    expect(store.log).toMatchObject([
      { streamId: 'noticeboard-b-1', type: 'NoticeboardOpened', version: 1, effectiveAt: '2026-06-30' },
    ]);
  });

  it('decides on what the stream already says', async () => {
    await handle([envelope(open, 'command-1')]);

    const result = await handle([envelope(pin('tea at four'), 'command-2')]);

    expect(result).toMatchObject({ revision: 1n, position: 2n });
    expect(store.log[1]).toMatchObject({ type: 'NotePinned', version: 3, data: { author: 'w-1', words: 3 } });
  });

  it('writes who, why and from where beside each fact', async () => {
    const given = { correlationId: 'request-1', causationId: 'event-7', attestedAt: '2024-02-03T00:00:00.000Z' };
    await handle([envelope(open, 'command-1', given)]);

    expect(store.log[0]?.metadata).toEqual({
      commandId: 'command-1',
      commandDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      chainDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      actor: { id: 'w-9', role: 'worker' },
      source: 'api',
      ...given,
    });
  });

  it('takes the command itself for cause and correlation when nothing else is known', async () => {
    await handle([envelope(open, 'command-1')]);

    expect(store.log[0]?.metadata).toMatchObject({ correlationId: 'command-1', causationId: 'command-1' });
    expect(store.log[0]?.metadata).not.toHaveProperty('attestedAt');
  });

  it('lets a decision see the attested time in place of the clock, and readers as well', async () => {
    await handle([envelope(open, 'command-1', { attestedAt: '2024-02-03T08:00:00.000Z' })]);

    expect(store.log[0]).toMatchObject({ effectiveAt: '2024-02-03', loggedAt: NOW });
    expect(ports.codec.decode(store.log[0]!)).toMatchObject({ recordedAt: '2024-02-03T08:00:00.000Z', loggedAt: NOW });
  });

  it('seals personal fields before the store sees them', async () => {
    await handle([envelope(open, 'command-1'), envelope(pin('Ottoline Quill is ill'), 'command-2')]);

    expect(isSealed(store.log[1]?.data['note'])).toBe(true);
    expect(JSON.stringify(store.log, (_key, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toMatch(
      'Ottoline',
    );
  });

  it('appends nothing when there is nothing to do', async () => {
    await handle([envelope(open, 'command-1')]);

    const result = await handle([envelope(open, 'command-2')]);

    expect(result).toEqual({ revision: 0n, position: undefined, outcomes: [{ kind: 'nothing-to-do' }] });
    expect(store.log).toHaveLength(1);
  });

  it('refuses what a rule refuses, and writes nothing', async () => {
    await expect(handle([envelope(pin('early'), 'command-1')])).rejects.toMatchObject({ code: 'NOT_OPEN' });
    expect(store.log).toEqual([]);
  });

  it('refuses what names something unknown, before it decides', async () => {
    await handle([envelope(open, 'command-1')]);

    await expect(handle([envelope(pin('hello', 'nobody'), 'command-2')])).rejects.toMatchObject({
      code: 'UNKNOWN_WORKER',
    });
    expect(checked).toEqual([{ kind: 'worker', id: 'nobody', on: null, field: 'author' }]);
    expect(store.log).toHaveLength(1);
  });

  it('tells a decider that makes an event that does not fit its schema', async () => {
    const broken = { ...noticeboard, decide: () => [{ type: 'NotePinned', effectiveAt: '2026-06-30', data: {} }] };

    await expect(handleCommands(broken as never, 'b-1', [envelope(open, 'command-1')], ports)).rejects.toBeInstanceOf(
      InvalidEvent,
    );
    expect(store.log).toEqual([]);
  });
});

describe('a conflict', () => {
  it('is decided again on the newer state', async () => {
    await handle([envelope(open, 'command-1')]);
    store.script = [
      async (append) => {
        await meanwhile(pin('first'), 'other-1');
        return append();
      },
    ];

    const result = await handle([envelope(pin('second'), 'command-2')]);

    expect(result).toMatchObject({ revision: 2n, outcomes: [{ kind: 'done', events: 1 }] });
    expect(store.log.map(({ metadata }) => metadata.commandId)).toEqual(['command-1', 'other-1', 'command-2']);
  });

  it('ends in a refusal when the newer state no longer allows it', async () => {
    await handle([envelope(open, 'command-1'), envelope(pin('one'), 'command-2'), envelope(pin('two'), 'command-3')]);
    store.script = [
      async (append) => {
        await meanwhile(pin('three'), 'other-1');
        return append();
      },
    ];

    await expect(handle([envelope(pin('four'), 'command-4')])).rejects.toMatchObject({ code: 'BOARD_FULL' });
    expect(store.log).toHaveLength(4);
  });

  it('is given up after five attempts', async () => {
    store.script = Array.from({ length: 9 }, () => () => {
      throw new WrongExpectedRevision('noticeboard-b-1', 'no-stream', 7n);
    });

    await expect(handle([envelope(open, 'command-1')])).rejects.toBeInstanceOf(Overloaded);
    expect(store.appendsAsked).toBe(5);
  });

  it('is not retried for a sender who said at which revision', async () => {
    await handle([envelope(open, 'command-1')]);
    store.script = [
      async (append) => {
        await meanwhile(pin('first'), 'other-1');
        return append();
      },
    ];

    await expect(handle([envelope(pin('second'), 'command-2')], { expectedRevision: 0n })).rejects.toMatchObject({
      expected: 0n,
      actual: 1n,
    });
    expect(store.log).toHaveLength(2);
  });
});

describe('an expected revision', () => {
  it('lets the command through when the stream is there', async () => {
    await handle([envelope(open, 'command-1')]);

    await expect(handle([envelope(pin('hello'), 'command-2')], { expectedRevision: 0n })).resolves.toMatchObject({
      revision: 1n,
    });
  });

  it.each([
    ['behind', 0n, 1n],
    ['ahead', 5n, 1n],
  ])('refuses a sender who is %s', async (_which, expectedRevision, actual) => {
    await handle([envelope(open, 'command-1'), envelope(pin('hello'), 'command-2')]);

    const late = handle([envelope(pin('late'), 'command-3')], { expectedRevision });

    await expect(late).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: expectedRevision, actual });
    expect(store.log).toHaveLength(2);
  });

  it('refuses a sender who has seen a stream that does not exist', async () => {
    await expect(handle([envelope(open, 'command-1')], { expectedRevision: 3n })).rejects.toMatchObject({
      actual: 'no-stream',
    });
    expect(store.log).toEqual([]);
  });
});

describe('a command sent twice', () => {
  it('takes effect once, and tells what was answered the first time, whatever was recorded since', async () => {
    const copy: NoticeboardCommand = { type: 'CopyNote', data: { author: 'w-1', note: 'twice' } };
    await handle([envelope(open, 'command-1')]);
    await handle([envelope(copy, 'command-2')]);
    await handle([envelope(pin('since'), 'command-3')]);

    const again = await handle([envelope(copy, 'command-2')]);

    const first = { kind: 'done', events: 2, revision: 2n, position: 3n };
    expect(again).toEqual({ revision: 3n, position: undefined, outcomes: [{ kind: 'repeated', first }] });
    expect(store.log).toHaveLength(4);
  });

  it('is known by its content, not by the order of its fields', async () => {
    await handle([envelope(open, 'command-1'), envelope(pin('hello'), 'command-2')]);
    const turned: NoticeboardCommand = { type: 'PinNote', data: { note: 'hello', author: 'w-1' } };

    await expect(handle([envelope(turned, 'command-2')])).resolves.toMatchObject({ outcomes: [{ kind: 'repeated' }] });
  });

  it('is answered even when it would be refused now, and when its If-Match has become stale', async () => {
    await handle([
      envelope(open, 'command-1'),
      ...['one', 'two', 'three'].map((note) => envelope(pin(note), `command-${note}`)),
    ]);

    const again = await handle([envelope(pin('one'), 'command-one')], { expectedRevision: 0n });

    expect(again).toMatchObject({ revision: 3n, outcomes: [{ kind: 'repeated', first: { revision: 1n } }] });
  });

  it('has no effect within one call either', async () => {
    const result = await handle([envelope(open, 'command-1'), envelope(open, 'command-1')]);

    expect(result.outcomes).toMatchObject([
      { kind: 'done', events: 1 },
      { kind: 'repeated', first: { kind: 'done' } },
    ]);
    expect(store.log).toHaveLength(1);
  });

  it('is refused with another body', async () => {
    await handle([envelope(open, 'command-1'), envelope(pin('hello'), 'command-2')]);

    await expect(handle([envelope(pin('goodbye'), 'command-2')])).rejects.toBeInstanceOf(CommandIdReused);
    await expect(handle([envelope(open, 'command-2')])).rejects.toBeInstanceOf(CommandIdReused);
    expect(store.log).toHaveLength(2);
  });

  it('carries the same event ids, so that a store can tell it too', async () => {
    await handle([envelope(open, 'command-1')]);
    const first = store.log[0]?.id;
    store.log.length = 0;
    await handle([envelope(open, 'command-1')]);

    expect(store.log[0]?.id).toBe(first);
  });
});

describe('an append of unknown outcome', () => {
  it('is found on the stream when it was written, and not written again', async () => {
    store.script = [
      (append) => {
        append();
        throw new AppendOutcomeUnknown('the line went dead after sending');
      },
    ];

    const result = await handle([envelope(open, 'command-1')]);

    expect(result).toMatchObject({ revision: 0n, outcomes: [{ kind: 'repeated' }] });
    expect(store.log).toHaveLength(1);
  });

  it('is written when it was not', async () => {
    store.script = [
      () => {
        throw new AppendOutcomeUnknown('the line went dead before sending');
      },
    ];

    const result = await handle([envelope(open, 'command-1')]);

    expect(result).toMatchObject({ revision: 0n, outcomes: [{ kind: 'done', events: 1 }] });
    expect(store.log).toHaveLength(1);
  });

  it('is resolved also for a sender who said at which revision', async () => {
    await handle([envelope(open, 'command-1')]);
    store.script = [
      (append) => {
        append();
        throw new AppendOutcomeUnknown('the line went dead after sending');
      },
    ];

    const result = await handle([envelope(pin('hello'), 'command-2')], { expectedRevision: 0n });

    expect(result).toMatchObject({ revision: 1n, outcomes: [{ kind: 'repeated' }] });
  });

  it('is passed on when it stays unknown', async () => {
    store.script = Array.from({ length: 9 }, () => () => {
      throw new AppendOutcomeUnknown('dead');
    });

    await expect(handle([envelope(open, 'command-1')])).rejects.toBeInstanceOf(AppendOutcomeUnknown);
    expect(store.appendsAsked).toBe(5);
  });

  it('is not confused with a store that is away, which is passed on at once', async () => {
    store.script = [
      () => {
        throw new EventStoreUnavailable('away');
      },
    ];

    await expect(handle([envelope(open, 'command-1')])).rejects.toBeInstanceOf(EventStoreUnavailable);
    expect(store.appendsAsked).toBe(1);
  });
});

describe('several commands at once', () => {
  it('are decided one after another and appended as a whole', async () => {
    const result = await handle([
      envelope(open, 'command-1'),
      envelope({ type: 'CopyNote', data: { author: 'w-1', note: 'twice' } }, 'command-2'),
    ]);

    expect(result).toEqual({
      revision: 2n,
      position: 3n,
      outcomes: [
        { kind: 'done', events: 1 },
        { kind: 'done', events: 2 },
      ],
    });
    expect(store.appendsAsked).toBe(1);
    expect(new Set(store.log.map(({ id }) => id)).size).toBe(3);
  });

  it('write nothing when one of them is refused', async () => {
    const four = ['one', 'two', 'three', 'four'].map((note) => envelope(pin(note), `command-${note}`));

    await expect(handle([envelope(open, 'command-1'), ...four])).rejects.toMatchObject({ code: 'BOARD_FULL' });
    expect(store.log).toEqual([]);
  });

  it('leave out the refused ones when asked to collect them', async () => {
    const four = ['one', 'two', 'three', 'four'].map((note) => envelope(pin(note), `command-${note}`));

    const result = await handle([envelope(open, 'command-1'), ...four], { onRefusal: 'collect' });

    expect(result.outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done', 'refused']);
    expect(result.outcomes[4]).toMatchObject({ error: { code: 'BOARD_FULL' } });
    expect(store.log).toHaveLength(4);
  });

  it('collect a reused id as a refusal too, and nothing that is a defect', async () => {
    const reused = await handle([envelope(open, 'command-1'), envelope(pin('hello'), 'command-1')], {
      onRefusal: 'collect',
    });
    expect(reused.outcomes).toMatchObject([{ kind: 'done' }, { kind: 'refused', error: { name: 'CommandIdReused' } }]);

    const broken = { ...noticeboard, decide: () => [{ type: 'Unheard', effectiveAt: '2026-06-30', data: {} }] };
    const asked = handleCommands(broken as never, 'b-2', [envelope(open, 'command-1')], ports, {
      onRefusal: 'collect',
    });
    await expect(asked).rejects.toMatchObject({ name: 'UnreadableEvent' });
  });
});

describe('a dry run', () => {
  it('says what would happen and writes nothing', async () => {
    const result = await handle([envelope(open, 'command-1'), envelope(pin('hello'), 'command-2')], { dryRun: true });

    expect(result).toEqual({
      revision: undefined,
      position: undefined,
      outcomes: [
        { kind: 'done', events: 1 },
        { kind: 'done', events: 1 },
      ],
    });
    expect(store.appendsAsked).toBe(0);
  });
});

describe('who may, and what is asked', () => {
  it('refuses a role that the declaration does not name, and writes nothing', async () => {
    const asked = envelope(open, 'command-1', { actor: { id: 'w-9', role: 'analyst' } });

    await expect(handle([asked])).rejects.toMatchObject({ name: 'NotPermitted', role: 'analyst', roles: ['worker'] });
    expect(store.log).toEqual([]);
  });

  it('tells a role that may not nothing of what was recorded under the same id', async () => {
    await handle([envelope(open, 'command-1')]);
    const asked = envelope(open, 'command-1', { actor: { id: 'w-9', role: 'analyst' } });

    await expect(handle([asked])).rejects.toMatchObject({ name: 'NotPermitted' });
  });

  it('refuses what does not fit the schema, naming the field, and writes nothing', async () => {
    const asked = envelope({ type: 'OpenNoticeboard', data: { title: 7 } } as never, 'command-1');

    await expect(handle([asked])).rejects.toMatchObject({
      name: 'InvalidCommand',
      message: expect.stringMatching(/^title: /),
    });
    expect(store.log).toEqual([]);
  });

  it('collects both like other refusals', async () => {
    const { outcomes } = await handle(
      [
        envelope(open, 'command-1', { actor: { id: 'w-9', role: 'analyst' } }),
        envelope({ type: 'OpenNoticeboard', data: {} } as never, 'command-2'),
        envelope(open, 'command-3'),
      ],
      { onRefusal: 'collect' },
    );

    expect(outcomes).toMatchObject([
      { kind: 'refused', error: { name: 'NotPermitted' } },
      { kind: 'refused', error: { name: 'InvalidCommand' } },
      { kind: 'done' },
    ]);
  });

  it('takes a command that the aggregate does not have for a defect', async () => {
    const asked = envelope({ type: 'BurnNoticeboard', data: {} } as never, 'command-1');
    await expect(handle([asked], { onRefusal: 'collect' })).rejects.toThrow('noticeboard has no command');
  });
});

describe('a command that there is nothing to do for', () => {
  const remember = { remember: true } as const;
  const nothing = { kind: 'nothing-to-do', revision: 0n };
  let memory: Map<string, RememberedCommand>;
  let failures: number;

  beforeEach(async () => {
    memory = new Map();
    failures = 0;
    const key = (streamId: string, commandId: string) => `${streamId} ${commandId}`;
    const remembering: CommandMemory = {
      recall: async (streamId, commandId) => memory.get(key(streamId, commandId)),
      remember: async (streamId, commandId, command) => {
        if (failures-- > 0) throw new EventStoreUnavailable('the memory is away');
        const kept = memory.get(key(streamId, commandId)) ?? command;
        memory.set(key(streamId, commandId), kept);
        return kept;
      },
      close: async () => {},
    };
    ports = { ...ports, memory: remembering };
    await handle([envelope(open, 'command-1')]);
  });

  it('is answered the same again, whatever was recorded since', async () => {
    await handle([envelope(open, 'command-2')], remember);
    await handle([envelope(pin('since'), 'command-3')]);

    const again = await handle([envelope(open, 'command-2')], remember);

    expect(again).toEqual({ revision: 1n, position: undefined, outcomes: [{ kind: 'repeated', first: nothing }] });
  });

  it('is refused under the same id with another body', async () => {
    await handle([envelope(open, 'command-2')], remember);

    await expect(handle([envelope(pin('hello'), 'command-2')], remember)).rejects.toBeInstanceOf(CommandIdReused);
    expect(store.log).toHaveLength(1);
  });

  it('is not remembered in a dry run, or without being asked to', async () => {
    await handle([envelope(open, 'command-2')], { remember: true, dryRun: true });
    await handle([envelope(open, 'command-3')]);

    expect(memory.size).toBe(0);
  });

  it('is not remembered as such when it was refused', async () => {
    await expect(handle([envelope(pin('hello', 'nobody'), 'command-2')], remember)).rejects.toBeInstanceOf(RuleBroken);

    expect(memory.size).toBe(0);
  });

  it('is not answered when it could not be remembered, and what was appended beside it is not doubled', async () => {
    const both = [envelope(pin('hello'), 'command-2'), envelope(open, 'command-3')];
    failures = 1;
    await expect(handle(both, remember)).rejects.toBeInstanceOf(EventStoreUnavailable);
    expect(store.log).toHaveLength(2);

    const again = await handle(both, remember);
    expect(again.outcomes).toMatchObject([{ kind: 'repeated' }, { kind: 'nothing-to-do' }]);
    expect(store.log).toHaveLength(2);
  });

  it('is refused when another process, which was quicker, remembered another body under the id', async () => {
    const recall = ports.memory!.recall;
    ports.memory!.recall = async () => undefined;
    memory.set('noticeboard-b-1 command-2', { digest: 'of another body', revision: 0n });

    await expect(handle([envelope(open, 'command-2')], remember)).rejects.toBeInstanceOf(CommandIdReused);
    ports.memory!.recall = recall;
  });

  it('is answered as another process, which was quicker, remembered it', async () => {
    const recall = ports.memory!.recall;
    let looked = 0;
    ports.memory!.recall = async (...asked) => ((looked += 1) > 1 ? recall(...asked) : undefined);
    await handle([envelope(open, 'command-2')], remember);
    const kept = [...memory.values()][0]!;
    memory.set('noticeboard-b-1 command-2', { ...kept, revision: 7n });
    looked = 0;

    const { outcomes } = await handle([envelope(open, 'command-2')], remember);

    expect(outcomes).toEqual([{ kind: 'repeated', first: { kind: 'nothing-to-do', revision: 7n } }]);
  });
});
