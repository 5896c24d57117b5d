import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RuleBroken } from './aggregate.js';
import type { Actor } from './event.js';
import { handleCommands, type CommandHandlingPorts } from './command-handling.js';
import type { CommandMemory, RememberedCommand } from './command-memory.js';
import { CommandIdReused, type CommandEnvelope } from './commands.js';
import { EventCodec } from './event-codec.js';
import { canonicalJson } from './json.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboardPorts } from './testing/noticeboard.ports.js';
import { noticeboard, type NoticeboardCommand } from './testing/noticeboard.aggregate.js';
import { readableVault } from './testing/readable.vault.js';

const digest = (text: string) => createHmac('sha256', 'a secret').update(text).digest('hex');
const AUTHOR: Actor = { id: 'w-1', role: 'worker' };
const OTHER: Actor = { id: 'w-2', role: 'worker' };
const pin = (note: string, author = 'w-1'): NoticeboardCommand => ({ type: 'PinNote', data: { author, note } });

let store: InMemoryEventStore;
let shredded: string[];
let ports: CommandHandlingPorts;

beforeEach(async () => {
  store = new InMemoryEventStore();
  shredded = [];
  const codec = new EventCodec(noticeboard.events, readableVault(shredded));
  ports = { ...noticeboardPorts(store), codec, digest };
  await send({ type: 'OpenNoticeboard', data: { title: 'Kitchen' } }, { commandId: 'opening' });
});

async function send(
  command: NoticeboardCommand,
  over: { readonly commandId?: string; readonly actor?: Actor; readonly source?: string } = {},
): Promise<string> {
  const envelope = { commandId: 'pinning', actor: AUTHOR, source: 'api', ...over, command };
  try {
    const { outcomes } = await handleCommands(noticeboard, 'b-1', [envelope], ports);
    return outcomes[0]!.kind;
  } catch (error) {
    if (error instanceof CommandIdReused) return 'refused';
    throw error;
  }
}

/** Puts the digest of before there were two in place of those of the last command. */
function asOfBefore(command: NoticeboardCommand): void {
  const stored = store.log.at(-1)!;
  const { sealedDigest: _, ...metadata } = stored.metadata;
  const commandDigest = digest(canonicalJson({ streamId: 'noticeboard-b-1', ...command }));
  store.log[store.log.length - 1] = { ...stored, metadata: { ...metadata, commandDigest } };
}

describe('a command that is sent again', () => {
  beforeEach(() => send(pin('born 14 March')));

  it('is the same when all of it is', async () => {
    expect(await send(pin('born 14 March'))).toBe('repeated');
    expect(await send(pin('born 14 March'), { actor: OTHER })).toBe('repeated');
    expect(store.log).toHaveLength(2);
  });

  it('is another one for everybody when something else than a text differs', async () => {
    expect(await send(pin('born 14 March', 'w-3'))).toBe('refused');
    expect(await send(pin('born 14 March', 'w-3'), { actor: OTHER })).toBe('refused');
  });

  it('with another text is refused to who sent it first', async () => {
    expect(await send(pin('born 15 March'))).toBe('refused');
  });

  it.each([
    ['somebody else', { actor: OTHER }],
    ['the same id in another role', { actor: { ...AUTHOR, role: 'administrator' } }],
    ['the same id on another way in', { source: 'import:1' }],
  ])('tells a right guess at a text from a wrong one to nobody else: %s', async (_who, over) => {
    expect(await send(pin('born 14 March'), over)).toBe('repeated');
    expect(await send(pin('born 15 March'), over)).toBe('repeated');
    expect(store.log).toHaveLength(2);
  });

  it('tells no guess from another once the person is erased, not even to who sent it first', async () => {
    shredded.push('w-1');
    expect(await send(pin('born 14 March'))).toBe('repeated');
    expect(await send(pin('born 15 March'))).toBe('repeated');
  });

  it('is not compared by a digest that covers texts under a key that outlives them', async () => {
    asOfBefore(pin('born 14 March'));
    expect(await send(pin('born 14 March'))).toBe('repeated');
    expect(await send(pin('born 15 March'))).toBe('repeated');
    expect(await send(pin('born 15 March'), { actor: OTHER })).toBe('repeated');
  });
});

it('is compared by the digest of before where nothing of it was sealed', async () => {
  const opening: NoticeboardCommand = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
  asOfBefore(opening);
  expect(await send(opening, { commandId: 'opening' })).toBe('repeated');
  expect(await send({ type: 'OpenNoticeboard', data: { title: 'Hall' } }, { commandId: 'opening' })).toBe('refused');
});

describe('what the log keeps of a command', () => {
  it('is the same whatever its texts say, but for the digest that dies with the person', async () => {
    const keptOf = async (note: string) => {
      await send(pin(note));
      return store.log.pop()!.metadata;
    };
    const [one, other] = [await keptOf('born 14 March'), await keptOf('born 15 March')];
    expect(one.commandDigest).toBe(other.commandDigest);
    expect(one.sealedDigest).not.toBe(other.sealedDigest);
  });

  it('has a digest of texts only where there are any', async () => {
    expect(store.log[0]!.metadata).not.toHaveProperty('sealedDigest');
    await send(pin('born 14 March'));
    expect(store.log[1]!.metadata.sealedDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has one digest of texts for all facts of a command', async () => {
    await send({ type: 'CopyNote', data: { author: 'w-1', note: 'twice' } });
    const [, one, other] = store.log.map(({ metadata }) => metadata.sealedDigest);
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });
});

it('commands of one call are told apart like those of two', async () => {
  const envelope = { commandId: 'pinning', actor: AUTHOR, source: 'api' };
  const sent = [pin('one'), pin('one'), pin('two')].map((command) => ({ ...envelope, command }));
  const { outcomes } = await handleCommands(noticeboard, 'b-1', sent, ports, { onRefusal: 'collect' });
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'repeated', 'refused']);
});

describe('a command whose id is made of its texts as well, and that leads to nothing', () => {
  let ids = 0;
  const outcomeOf = async (asked: NoticeboardCommand, over: Partial<CommandEnvelope> = {}, board = noticeboard) => {
    const commandId = `row-${(ids += 1)}`;
    const envelope = { commandId, actor: AUTHOR, source: 'import:second', ...over, command: asked };
    const options = { onRefusal: 'collect', idsOfTexts: true } as const;
    const { outcomes } = await handleCommands(board, 'b-1', [envelope], ports, options);
    return outcomes[0]!;
  };
  const row = async (...asked: Parameters<typeof outcomeOf>) => {
    const outcome = await outcomeOf(...asked);
    return outcome.kind === 'refused' ? outcome.error.message : outcome.kind;
  };
  const unmoved = { ...noticeboard, decide: () => [] };
  beforeEach(async () => {
    await send(pin('born 14 March'), { source: 'import:first' });
    await send({ type: 'CopyNote', data: { author: 'w-3', note: 'the board is full' } }, { commandId: 'copying' });
  });

  it.each([
    ['is refused', noticeboard],
    ['has nothing to do', unmoved],
  ])('tells of another text only to whoever gave the first, where it %s', async (_said, board) => {
    expect(await row(pin('born 15 March'), {}, board)).toBe('The same is on record with another text');
    expect(await row(pin('born 14 March'), {}, board)).toBe('repeated');
    for (const over of [{ actor: OTHER }, { source: 'api' }]) {
      expect(await row(pin('born 15 March'), over, board)).toBe('repeated');
      expect(await row(pin('born 14 March'), over, board)).toBe('repeated');
    }
    shredded.push('w-1');
    expect(await row(pin('born 15 March'), {}, board)).toBe('repeated');
  });

  it('says that nothing is told of its text to all who are not told, and to nobody else', async () => {
    for (const over of [{}, { commandId: 'pinning' }]) {
      expect(await outcomeOf(pin('born 14 March'), over)).not.toHaveProperty('textUntold');
      const other = { ...over, actor: OTHER };
      expect(await outcomeOf(pin('born 14 March'), other)).toMatchObject({ kind: 'repeated', textUntold: true });
    }
    const opening: NoticeboardCommand = { type: 'OpenNoticeboard', data: { title: 'Kitchen' } };
    expect(await outcomeOf(opening, { commandId: 'opening', actor: OTHER })).not.toHaveProperty('textUntold');
    store.log.splice(2);
    asOfBefore(pin('born 14 March'));
    expect(await outcomeOf(pin('born 14 March'), { commandId: 'pinning' })).toMatchObject({ textUntold: true });
  });

  it('is answered by its rule where more differs than a text, or it has none', async () => {
    expect(await row(pin('born 14 March', 'w-4'))).toBe('The board is full');
    expect(await row({ type: 'OpenNoticeboard', data: { title: 'Kitchen' } })).toBe('nothing-to-do');
  });

  it.each([
    ['nothing on record says the same', pin('born 14 March', 'w-4')],
    ['the first is of before there were digests to find it by', pin('born 14 March')],
  ])('was there already, and its text dropped, where %s', async (_where, asked) => {
    store.log.splice(2);
    asOfBefore(pin('born 14 March'));
    for (const over of [{}, { actor: OTHER }]) {
      expect(await row(asked, over, unmoved)).toBe('This is on record already, and a text stays as it was recorded');
    }
    const full = { ...noticeboard, decide: () => expect.unreachable() };
    expect(await row(pin('born 14 March'), { commandId: 'pinning' }, full)).toBe('repeated');
  });

  it('whose id is of its sender’s own making is answered by its rule', async () => {
    const envelope = { commandId: 'new', actor: AUTHOR, source: 'import:second', command: pin('born 15 March') };
    await expect(handleCommands(noticeboard, 'b-1', [envelope], ports)).rejects.toThrow('The board is full');
  });
});

describe('a command of its own id that has nothing to do, and whose text was dropped without a word', () => {
  const unmoved = { ...noticeboard, decide: () => [] };
  const again = async (asked: NoticeboardCommand, over: Partial<CommandEnvelope> = {}) => {
    const envelope = { commandId: 'again', actor: AUTHOR, source: 'api', ...over, command: asked };
    const answered = handleCommands(unmoved, 'b-1', [envelope], ports, { remember: true });
    return answered.then(
      ({ outcomes }) => outcomes[0]?.kind,
      (error: RuleBroken) => [error.code, error.options.field],
    );
  };
  beforeEach(() => send(pin('born 14 March')));

  it('is refused with another text to whoever gave the first, and is nothing to do with the same', async () => {
    expect(await again(pin('born 15 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
    expect(await again(pin('born 14 March'))).toBe('nothing-to-do');
  });

  it.each([
    ['somebody else', { actor: OTHER }],
    ['the same id in another role', { actor: { ...AUTHOR, role: 'administrator' } }],
    ['the same id on another way in', { source: 'import:1' }],
  ])('tells a right guess at a text from a wrong one to nobody else: %s', async (_who, over) => {
    expect(await again(pin('born 15 March'), over)).toEqual(['TEXT_NOT_TAKEN', 'note']);
    expect(await again(pin('born 14 March'), over)).toEqual(['TEXT_NOT_TAKEN', 'note']);
  });

  it('tells no guess from another once the person is erased', async () => {
    shredded.push('w-1');
    expect(await again(pin('born 15 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
    expect(await again(pin('born 14 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
  });

  it('tells no guess from another where the first is of before there were digests of texts', async () => {
    store.log.splice(1);
    asOfBefore(pin('born 14 March'));
    expect(await again(pin('born 15 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
    expect(await again(pin('born 14 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
  });

  it('is refused where nothing on record says the same', async () => {
    expect(await again(pin('born 14 March', 'w-4'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
  });

  it('was answered as nothing to do again under the same id, whatever its text was', async () => {
    const remembered = new Map<string, RememberedCommand>();
    const memory: CommandMemory = {
      recall: async (_streamId, commandId) => remembered.get(commandId),
      remember: async (_streamId, commandId, command) => (remembered.set(commandId, command), command),
      close: async () => {},
    };
    ports = { ...ports, memory };
    expect(await again(pin('born 14 March'))).toBe('nothing-to-do');
    expect(await again(pin('born 14 March'))).toBe('repeated');
    expect(await again(pin('born 15 March'))).toEqual(['TEXT_NOT_TAKEN', 'note']);
    for (const guess of ['born 14 March', 'born 15 March']) {
      expect(await again(pin(guess), { actor: OTHER })).toEqual(['TEXT_NOT_TAKEN', 'note']);
    }
  });

  it('is nothing to do without a text', async () => {
    expect(await again({ type: 'OpenNoticeboard', data: { title: 'Kitchen' } })).toBe('nothing-to-do');
  });
});

describe('a trial of what is new by its text alone', () => {
  const trial = async (asked: NoticeboardCommand, over: Partial<CommandEnvelope> = {}) => {
    const envelope = { commandId: 'trial', actor: OTHER, source: 'import:second', ...over, command: asked };
    const options = { onRefusal: 'collect', idsOfTexts: true, tellsNoTexts: true, dryRun: true } as const;
    const { outcomes } = await handleCommands(noticeboard, 'b-1', [envelope], ports, options);
    return outcomes[0]!;
  };
  const UNTOLD = { kind: 'repeated', textUntold: true };
  beforeEach(() => send(pin('born 14 March'), { source: 'import:first' }));

  it('tells others as little as where it is on record, also once they have one of their own there', async () => {
    const right = { commandId: 'pinning' };
    for (const prepare of [
      () => {},
      () => send(pin('mine'), { commandId: 'mine', actor: OTHER, source: 'import:x' }),
    ]) {
      await prepare();
      expect(await trial(pin('born 14 March'), right)).toMatchObject(UNTOLD);
      expect(await trial(pin('born 15 March'))).toMatchObject(UNTOLD);
    }
  });

  it('tells whoever gave the first, and where nothing on record says the same', async () => {
    expect(await trial(pin('born 15 March'), { actor: AUTHOR })).toMatchObject({ kind: 'done' });
    expect(await trial(pin('born 14 March', 'w-4'))).toMatchObject({ kind: 'done' });
  });
});
