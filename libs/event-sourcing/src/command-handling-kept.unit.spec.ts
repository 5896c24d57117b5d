import { beforeEach, expect, it } from 'vitest';
import { handleCommands, type CommandHandlingPorts } from './command-handling.js';
import type { HandlingOptions } from './commands.js';
import { KeptStream } from './loaded-stream.js';
import { contentHash, streamLink } from './event-chain.js';
import { AppendOutcomeUnknown } from './event-store.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboardPorts } from './testing/noticeboard.ports.js';
import { noticeboard, type NoticeboardCommand } from './testing/noticeboard.aggregate.js';

let store: InMemoryEventStore;
let ports: CommandHandlingPorts;
let kept: KeptStream;

beforeEach(() => {
  store = new InMemoryEventStore();
  kept = new KeptStream();
  ports = noticeboardPorts(store);
});

const open: NoticeboardCommand = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
const pin = (note: string): NoticeboardCommand => ({ type: 'PinNote', data: { author: 'w-1', note } });

async function handle(command: NoticeboardCommand, commandId: string, options: HandlingOptions = { kept }) {
  const actor = { id: 'w-9', role: 'worker' };
  const envelope = { commandId, command, actor, source: 'import:file' };
  const { outcomes } = await handleCommands(noticeboard, 'b-1', [envelope], ports, options);
  return outcomes[0];
}

it('reads a stream once, however often its keeper gives commands for it', async () => {
  await handle(open, 'command-0', {});
  store.eventsRead = 0;

  expect(await handle(open, 'command-1')).toEqual({ kind: 'nothing-to-do' });
  for (const command of ['command-2', 'command-3', 'command-4']) await handle(pin(command), command);

  expect(store.eventsRead).toBe(1);
  expect(store.log.map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n]);
  await expect(handle(pin('one too many'), 'command-5')).rejects.toMatchObject({ code: 'BOARD_FULL' });
});

it('knows a command that was given through it before, and one from before that', async () => {
  await handle(open, 'command-0', {});
  await handle(pin('one'), 'command-1');

  expect(await handle(open, 'command-0')).toMatchObject({ kind: 'repeated' });
  expect(await handle(pin('one'), 'command-1')).toMatchObject({ kind: 'repeated' });
  expect(store.log).toHaveLength(2);
});

it('goes on from what others wrote meanwhile, reading nothing else', async () => {
  await handle(open, 'command-1');
  await handle(pin('one'), 'command-2');
  await handle(pin('theirs'), 'command-3', {});
  await handle(pin('theirs again'), 'command-4', {});
  store.eventsRead = 0;

  await expect(handle(pin('one too many'), 'command-5')).rejects.toMatchObject({ code: 'BOARD_FULL' });
  expect(store.eventsRead).toBe(2);
});

it('finds out what became of an append of unknown outcome', async () => {
  await handle(open, 'command-1');
  const lost = () => {
    throw new AppendOutcomeUnknown('No answer');
  };
  store.script = [(append) => (append(), lost())];

  expect(await handle(pin('one'), 'command-2')).toMatchObject({ kind: 'repeated' });
  await handle(pin('two'), 'command-3');
  expect(store.log).toHaveLength(3);
});

it('has what a trial run would have led to, and nothing of it in the log', async () => {
  const trial = { kept, dryRun: true };
  await handle(open, 'command-1', trial);
  for (const command of ['command-2', 'command-3', 'command-4']) await handle(pin(command), command, trial);

  await expect(handle(pin('one too many'), 'command-5', trial)).rejects.toMatchObject({ code: 'BOARD_FULL' });
  expect(await handle(pin('command-2'), 'command-2', trial)).toMatchObject({ kind: 'repeated' });
  expect(store.log).toEqual([]);
});

it('is left as it was by a command that is refused or not written', async () => {
  await handle(open, 'command-1');
  store.script = [
    () => {
      throw new Error('The disk is full');
    },
  ];
  await expect(handle(pin('one'), 'command-2')).rejects.toThrow('full');

  expect(await handle(pin('one'), 'command-2')).toEqual({ kind: 'done', events: 1 });
});

it('says with the last event of an append how far its source was dealt with then, within the chain', async () => {
  const copies: NoticeboardCommand = { type: 'CopyNote', data: { author: 'w-1', note: 'twice' } };
  await handle(open, 'command-1', { kept, reached: { sourceReached: 2 } });
  await handle(copies, 'command-2', { kept, reached: { sourceReached: 7, sourceEnded: true } });

  expect(store.log.map(({ metadata: { sourceReached, sourceEnded } }) => [sourceReached, sourceEnded])).toEqual([
    [2, undefined],
    [undefined, undefined],
    [7, true],
  ]);
  let previous: string | undefined;
  const links = store.log.map((stored) => (previous = streamLink(ports.chainDigest, previous, contentHash(stored))));
  expect(store.log.map(({ metadata }) => metadata.chainDigest)).toEqual(links);
});
