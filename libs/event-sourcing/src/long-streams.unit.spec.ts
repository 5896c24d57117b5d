import { beforeEach, describe, expect, it } from 'vitest';
import { handleCommands, LongStreams, type CommandHandlingPorts } from './command-handling.js';
import type { CommandEnvelope, HandlingOptions } from './commands.js';
import { contentHash, streamLink } from './event-chain.js';
import { KeptStream, type LoadedStream } from './loaded-stream.js';
import { TakenCommands } from './taken-commands.js';
import { InMemoryEventStore } from './testing/in-memory-event-store.js';
import { noticeboardPorts } from './testing/noticeboard.ports.js';
import { noticeboard } from './testing/noticeboard.aggregate.js';

const stream = (name: string, events: number): LoadedStream => ({
  streamId: name,
  state: undefined,
  revision: BigInt(events - 1),
  chainDigest: undefined,
  taken: TakenCommands.none(),
});

describe('what is kept', () => {
  const keptOf = (kept: LongStreams) => ['a', 'b', 'c'].filter((name) => kept.get(name));

  it('is not what is read again in no time', () => {
    const kept = new LongStreams(10, 100);
    kept.keep(stream('a', 9));
    kept.keep(stream('b', 10));
    kept.keep({ ...stream('c', 0), revision: undefined });

    expect(keptOf(kept)).toEqual(['b']);
  });

  it('is at most so much, and the longest unused goes first', () => {
    const kept = new LongStreams(10, 100);
    kept.keep(stream('a', 40));
    kept.keep(stream('b', 40));
    kept.keep(stream('a', 41));
    kept.keep(stream('c', 40));

    expect(keptOf(kept)).toEqual(['a', 'c']);
    expect(kept.get('a')?.revision).toBe(40n);
    kept.drop('a');
    kept.keep(stream('b', 60));
    expect(keptOf(kept)).toEqual(['b', 'c']);
  });

  it('is the last one, however long it is', () => {
    const kept = new LongStreams(10, 100);
    kept.keep(stream('a', 40));
    kept.keep(stream('b', 1_000));

    expect(keptOf(kept)).toEqual(['b']);
  });
});

describe('commands for a stream that is kept', () => {
  let store: InMemoryEventStore;
  let ports: CommandHandlingPorts;

  beforeEach(async () => {
    store = new InMemoryEventStore();
    ports = { ...noticeboardPorts(store), longStreams: new LongStreams(1, 100) };
    await give(ports, 'open');
  });

  const command = (id: string) =>
    id === 'open'
      ? { type: 'OpenNoticeboard', data: { title: 'Kitchen' } }
      : { type: id === 'twice' ? 'CopyNote' : 'PinNote', data: { author: 'w-1', note: id } };

  const give = (through: CommandHandlingPorts, ...ids: readonly string[]) => giveFrom({}, through, ...ids);

  async function giveFrom(options: HandlingOptions, through: CommandHandlingPorts, ...ids: readonly string[]) {
    const envelopes = ids.map((id): CommandEnvelope => ({
      commandId: `command-${id}`,
      command: command(id),
      actor: { id: 'w-9', role: 'worker' },
      source: 'api',
    }));
    return handleCommands(noticeboard, 'b-1', envelopes, through, options);
  }

  const others = () => ({ ...ports, longStreams: new LongStreams() });

  it('had the whole of it read again for each', async () => {
    store.eventsRead = 0;
    await give(ports, 'one');
    await give(ports, 'two');

    expect(store.eventsRead).toBe(0);
    expect(store.log.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
  });

  it('are decided with what others wrote meanwhile', async () => {
    await give(ports, 'one');
    await give(others(), 'theirs');
    await give(others(), 'theirs too');
    store.eventsRead = 0;

    await expect(give(ports, 'one too many')).rejects.toMatchObject({ code: 'BOARD_FULL' });
    await expect(give(ports, 'one too many')).rejects.toMatchObject({ code: 'BOARD_FULL' });
    expect(store.eventsRead).toBe(2);
  });

  it('are answered again as they were first, with the place of each', async () => {
    const first = await give(ports, 'one');
    await give(ports, 'two');

    const [again] = (await give(ports, 'one')).outcomes;
    const { revision, position } = first;
    expect(again).toMatchObject({ kind: 'repeated', first: { kind: 'done', events: 1, revision, position } });
    expect(await give(others(), 'one')).toMatchObject({ outcomes: [again] });
  });

  it('that were given together are read again once, so that the place of each is known', async () => {
    await give(ports, 'one', 'two');
    store.eventsRead = 0;

    const [one] = (await give(ports, 'one')).outcomes;
    expect(one).toMatchObject({ first: { revision: 1n } });
    expect(store.eventsRead).toBe(3);
  });

  it('given by somebody who keeps the stream to themselves were answered again without their place', async () => {
    const kept = new KeptStream();
    await giveFrom({ kept }, ports, 'one');
    await give(others(), 'theirs');
    await giveFrom({ kept }, ports, 'two');

    expect((await give(ports, 'one')).outcomes).toMatchObject([{ first: { revision: 1n, position: 2n } }]);
    expect(store.log).toHaveLength(4);
  });

  it('that were refused or found nothing to do leave it as it was', async () => {
    await give(ports, 'one');
    await give(ports, 'two');
    await give(ports, 'three');
    await expect(give(ports, 'four')).rejects.toMatchObject({ code: 'BOARD_FULL' });
    store.eventsRead = 0;

    await expect(give(ports, 'four')).rejects.toMatchObject({ code: 'BOARD_FULL' });
    expect(await give(ports, 'three')).toMatchObject({ outcomes: [{ kind: 'repeated', first: { revision: 3n } }] });
    expect(store.eventsRead).toBe(0);
    expect(store.log).toHaveLength(4);
  });

  it('give events that are chained to the ones before: all of a sound log was called damaged', async () => {
    await give(ports, 'twice');
    await give(ports, 'one');

    let previous: string | undefined;
    const links = store.log.map((stored) => (previous = streamLink(ports.chainDigest, previous, contentHash(stored))));
    expect(links).toHaveLength(4);
    expect(store.log.map(({ metadata }) => metadata.chainDigest)).toEqual(links);
  });
});
