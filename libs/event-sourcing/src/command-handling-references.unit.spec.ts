import { beforeEach, expect, it } from 'vitest';
import { AggregateView } from './aggregate-view.js';
import { RuleBroken } from './aggregate.js';
import { handleCommands, type CommandHandlingPorts, type ReferenceRound } from './command-handling.js';
import { Overloaded, type HandlingOptions } from './commands.js';
import { AppendOutcomeUnknown, WrongExpectedRevision, type StreamRevision } from './event-store.js';
import { KeptStream } from './loaded-stream.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboardPorts } from './testing/noticeboard.ports.js';
import { noticeboard, type NoticeboardCommand, type NoticeboardState } from './testing/noticeboard.aggregate.js';

/** What every note speaks of: another board, which may be named until something is pinned to it. */
const OTHER = 'noticeboard-other';

let store: InMemoryEventStore;
let ports: CommandHandlingPorts;
let commands = 0;

beforeEach(async () => {
  store = new InMemoryEventStore();
  ports = noticeboardPorts(store);
  const view = new AggregateView(noticeboard, 'other', store, ports.codec);
  ports = { ...ports, references: () => looking(view) };
  await give('other', open);
  await give('b-1', open);
});

function looking(view: AggregateView<NoticeboardState>): ReferenceRound {
  const restsOn = new Map<string, StreamRevision>();
  return {
    restsOn,
    require: async (references) => {
      if (references.length === 0) return [];
      const { state, revision } = await view.look();
      restsOn.set(OTHER, revision);
      if (state.notes > 0) throw new RuleBroken('OTHER_CLOSED', 'The other board was closed', { remedy: 'None' });
      return [];
    },
    settle: async () => {},
  };
}

const open: NoticeboardCommand = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
const close: NoticeboardCommand = { type: 'CopyNote', data: { author: 'w-1', note: 'closed' } };
const pin: NoticeboardCommand = { type: 'PinNote', data: { author: 'w-1', note: 'hello' } };

async function give(id: string, command: NoticeboardCommand, options: HandlingOptions = {}) {
  commands += 1;
  const envelope = { commandId: `command-${commands}`, command, actor: { id: 'w-9', role: 'worker' }, source: 'api' };
  return handleCommands(noticeboard, id, [envelope], ports, options);
}

/** Somebody else's command, past the script. */
async function meanwhile(id: string, command: NoticeboardCommand): Promise<void> {
  const script = store.script.splice(0);
  await give(id, command);
  store.script = script;
}

/** An event that changes nothing for whoever speaks of the other board. */
async function retitleOther(): Promise<void> {
  const expectedRevision = BigInt(lengthOf(OTHER) - 1);
  const script = store.script.splice(0);
  await store.append(OTHER, [{ ...store.log[0]!, id: `again-${lengthOf(OTHER)}` }], { expectedRevision });
  store.script = script;
}

const lengthOf = (streamId: string) => store.log.filter((stored) => stored.streamId === streamId).length;
const DONE = { outcomes: [{ kind: 'done', events: 1 }] };

it('what was closed between the look and the append was still named', async () => {
  store.script = [(append) => meanwhile('other', close).then(append)];

  await expect(give('b-1', pin)).rejects.toMatchObject({ code: 'OTHER_CLOSED' });
  expect(lengthOf('noticeboard-b-1')).toBe(1);
});

it('is refused by itself, of several that are given together', async () => {
  store.script = [(append) => meanwhile('other', close).then(append)];
  const actor = { id: 'w-9', role: 'worker' };
  const envelopes = [close, pin].map((command, n) => ({ commandId: `many-${n}`, command, actor, source: 'import:1' }));
  const { outcomes } = await handleCommands(noticeboard, 'b-1', envelopes, ports, { onRefusal: 'collect' });

  expect(outcomes).toMatchObject([
    { kind: 'done', events: 2 },
    { kind: 'refused', error: { code: 'OTHER_CLOSED' } },
  ]);
  expect(lengthOf('noticeboard-b-1')).toBe(3);
});

it('is decided again, and taken, where what changed there does not matter to it', async () => {
  store.appendsAsked = 0;
  store.script = [(append) => retitleOther().then(append)];

  await expect(give('b-1', pin)).resolves.toMatchObject({ ...DONE, revision: 1n });
  expect(store.appendsAsked).toBe(3);
});

it('a sender with If-Match was told of a newer revision that their record does not have', async () => {
  store.script = [(append) => retitleOther().then(append)];
  await expect(give('b-1', pin, { expectedRevision: 0n })).resolves.toMatchObject({ ...DONE, revision: 1n });

  store.script = [(append) => meanwhile('other', close).then(append)];
  await expect(give('b-1', pin, { expectedRevision: 1n })).rejects.toMatchObject({ code: 'OTHER_CLOSED' });

  const conflict = () => {
    throw new WrongExpectedRevision(OTHER, 0n, 1n);
  };
  await give('b-2', open);
  ports = { ...ports, references: () => ({ restsOn: new Map(), require: async () => [], settle: async () => {} }) };
  store.script = Array.from({ length: 9 }, () => conflict);
  store.appendsAsked = 0;
  const refusal = await give('b-2', pin, { expectedRevision: 0n }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Overloaded);
  expect(refusal).toMatchObject({ message: `Others keep writing ${OTHER}` });
  expect(store.appendsAsked).toBe(5);

  const ownConflict = () => {
    throw new WrongExpectedRevision('noticeboard-b-2', 0n, 1n);
  };
  store.script = Array.from({ length: 9 }, () => ownConflict);
  await expect(give('b-2', pin, { expectedRevision: 0n })).rejects.toBeInstanceOf(WrongExpectedRevision);
});

it('a sender with If-Match is told of the newer revision of their record, whatever else changed', async () => {
  store.script = [
    (append) =>
      retitleOther()
        .then(() => meanwhile('b-1', pin))
        .then(append),
  ];

  await expect(give('b-1', pin, { expectedRevision: 0n })).rejects.toMatchObject({
    name: 'WrongExpectedRevision',
    streamId: 'noticeboard-b-1',
    actual: 1n,
  });
});

it('what is kept of a stream was read again for a change in another one', async () => {
  const kept = new KeptStream();
  await give('b-1', pin, { kept });
  store.script = [(append) => retitleOther().then(append)];
  const { readStream } = store;
  const read: string[] = [];
  store.readStream = (streamId, options) => {
    read.push(streamId);
    return readStream.call(store, streamId, options);
  };

  await expect(give('b-1', pin, { kept })).resolves.toMatchObject({ ...DONE, revision: 2n });
  expect(read).toEqual([OTHER, OTHER]);
  await expect(give('b-1', pin, { kept })).resolves.toMatchObject({ ...DONE, revision: 3n });
});

it('what others wrote to a kept stream was forgotten over a change in another one', async () => {
  const kept = new KeptStream();
  const lost = () => {
    throw new AppendOutcomeUnknown('no answer');
  };
  await give('b-1', pin, { kept });
  store.script = [
    (append) => meanwhile('b-1', pin).then(append),
    (append) => retitleOther().then(append),
    (append) => (append(), lost()),
    (append) => retitleOther().then(append),
  ];

  await expect(give('b-1', pin, { kept })).resolves.toMatchObject({ revision: 3n, outcomes: [{ kind: 'repeated' }] });
  await expect(give('b-1', pin, { kept })).rejects.toMatchObject({ code: 'BOARD_FULL' });
});
