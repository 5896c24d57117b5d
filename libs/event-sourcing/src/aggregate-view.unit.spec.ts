import { beforeEach, expect, it } from 'vitest';
import { AggregateView } from './aggregate-view.js';
import { handleCommands, type CommandHandlingPorts } from './command-handling.js';
import { EventStoreUnavailable } from './event-store.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboardPorts } from './testing/noticeboard.ports.js';
import { noticeboard, type NoticeboardState } from './testing/noticeboard.aggregate.js';

let store: InMemoryEventStore;
let ports: CommandHandlingPorts;
let view: AggregateView<NoticeboardState>;
let commands = 0;

beforeEach(() => {
  store = new InMemoryEventStore();
  ports = noticeboardPorts(store);
  view = new AggregateView(noticeboard, 'b-1', store, ports.codec);
});

async function record(command: { type: string; data: unknown }): Promise<void> {
  commands += 1;
  const envelope = {
    commandId: `command-${commands}`,
    command,
    actor: { id: 'w-9', role: 'worker' as const },
    source: 'api',
  };
  await handleCommands(noticeboard, 'b-1', [envelope], ports);
  store.eventsRead = 0;
}

const open = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
const pin = { type: 'PinNote', data: { author: 'w-1', note: 'hello' } };

it('is the initial state while there is no stream', async () => {
  expect(await view.current()).toEqual({ open: false, notes: 0, authors: [] });
});

it('folds the stream, and later only what is new', async () => {
  await record(open);
  await record(pin);
  expect(await view.current()).toEqual({ open: true, notes: 1, authors: ['w-1'] });
  expect(store.eventsRead).toBe(2);

  await record(pin);
  expect((await view.current()).notes).toBe(2);
  expect(store.eventsRead).toBe(1);
});

it('tells with the state at which revision of the stream it is', async () => {
  expect(await view.look()).toMatchObject({ state: { open: false }, revision: 'no-stream' });
  await record(open);
  expect(await view.look()).toMatchObject({ state: { open: true }, revision: 0n });
  await record(pin);
  expect(await view.look()).toMatchObject({ state: { notes: 1 }, revision: 1n });
});

it('folds no event twice when it is asked many times at once', async () => {
  await record(open);
  await record(pin);

  const states = await Promise.all(Array.from({ length: 10 }, () => view.current()));

  expect(states.map(({ notes }) => notes)).toEqual(Array.from({ length: 10 }, () => 1));
  expect(store.eventsRead).toBe(2);
});

it('reads again after a read that failed', async () => {
  await record(open);
  const readStream = store.readStream.bind(store);
  let failures = 1;
  store.readStream = (streamId, options) => {
    if (failures-- > 0) throw new Error('away');
    return readStream(streamId, options);
  };

  await expect(view.current()).rejects.toThrow('away');
  expect((await view.current()).open).toBe(true);
});

it('has what was written before it was asked, although a read was under way', async () => {
  await record(open);
  await record(pin);
  const readStream = store.readStream.bind(store);
  let meanwhile: Promise<NoticeboardState> | undefined;
  store.readStream = async function* (streamId, options) {
    yield* readStream(streamId, options);
    store.readStream = readStream;
    await record(pin);
    meanwhile = view.current();
  };

  expect((await view.current()).notes).toBe(1);
  expect((await meanwhile)?.notes).toBe(2);
});

it('is as it was last read while the log cannot be reached, where that will do', async () => {
  const away = new EventStoreUnavailable('away');
  const readStream = store.readStream.bind(store);
  const unplug = (): void =>
    void Object.assign(store, {
      readStream: () => {
        throw away;
      },
    });
  await record(open);
  unplug();
  await expect(view.lastKnown()).rejects.toBe(away);
  Object.assign(store, { readStream });
  expect((await view.lastKnown()).notes).toBe(0);
  await record(pin);
  unplug();
  expect((await view.lastKnown()).notes).toBe(0);
  await expect(view.current()).rejects.toBe(away);
  Object.assign(store, { readStream });
  expect((await view.lastKnown()).notes).toBe(1);
});

it('does not hide that what it reads is no event', async () => {
  await record(open);
  await view.current();
  Object.assign(store, {
    readStream: () => {
      throw new TypeError('not an event');
    },
  });
  await expect(view.lastKnown()).rejects.toThrow('not an event');
});
