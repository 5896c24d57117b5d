import { Overloaded, WrongExpectedRevision } from '@praxis/event-sourcing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CommandsUnderTest } from '../testing/commands-under-test.js';
import { HandleStreamCommands } from './stream-commands.handler.js';

let commands: CommandsUnderTest;
beforeEach(async () => {
  commands = await new CommandsUnderTest().open();
});
afterEach(() => commands.close());

const JOIN = { type: 'JoinWorker', data: { contract: 'permanent', weeklyMinutes: 2250, on: '2025-01-06' } };
const conflict = () => {
  throw new WrongExpectedRevision('worker-w-1', 'no-stream', 7n);
};

it('gives everything to the CommandBus', async () => {
  const carried: unknown[] = [];
  const listening = commands.entrance.bus.subscribe((command) => carried.push(command));

  await commands.give('worker', 'w-1', JOIN);

  expect(carried).toEqual([expect.any(HandleStreamCommands)]);
  expect(carried).toMatchObject([{ commands: { aggregate: 'worker', id: 'w-1', envelopes: [{ command: JOIN }] } }]);
  listening.unsubscribe();
});

it('goes on deciding as long as others are in the way, and no longer', async () => {
  commands.store.script = Array.from({ length: 8 }, () => conflict);
  await expect(commands.give('worker', 'w-1', JOIN)).resolves.toMatchObject({ outcomes: [{ kind: 'done' }] });
  expect(commands.store.appendsAsked).toBe(9);

  commands.store.script = Array.from({ length: 10_000 }, () => conflict);
  const begun = performance.now();
  await expect(commands.give('worker', 'w-2', JOIN, { patienceMs: 60 })).rejects.toBeInstanceOf(Overloaded);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

it('decides a rehearsal on what it has on top of the log, and leaves the log as it is', async () => {
  await commands.give('worker', 'w-manager', JOIN);
  const rehearsed = await new CommandsUnderTest().open();
  const rehearsal = { store: rehearsed.store, codec: rehearsed.ports.codec };
  const manager = { type: 'AssignLineManager', data: { managerId: 'w-2', from: '2025-02-01' } };

  await expect(commands.give('worker', 'w-1', JOIN, { rehearsal })).resolves.toMatchObject({ revision: 0n });
  await expect(commands.give('worker', 'w-1', manager, { rehearsal })).rejects.toMatchObject({
    code: 'UNKNOWN_WORKER',
  });
  await commands.give('worker', 'w-2', JOIN, { rehearsal });
  await expect(commands.give('worker', 'w-1', manager, { rehearsal })).resolves.toMatchObject({ revision: 1n });

  expect(commands.store.log.map(({ streamId }) => streamId)).toEqual(['worker-w-manager']);
  await rehearsed.close();
});

it('remembers nothing of a rehearsal', async () => {
  let asked = 0;
  const memory = {
    recall: async () => void (asked += 1),
    remember: async (
      _streamId: string,
      _commandId: string,
      command: { digest: string; revision: bigint | undefined },
    ) => {
      asked += 1;
      return command;
    },
    close: async () => {},
  };
  Object.assign(commands.ports, { memory });
  const over = await commands.open();
  const rehearsed = new CommandsUnderTest();
  const rehearsal = { store: rehearsed.store, codec: rehearsed.ports.codec };

  await over.give('worker', 'w-1', JOIN, { rehearsal, remember: true });
  await over.give('worker', 'w-1', JOIN, { rehearsal, remember: true });

  expect(asked).toBe(0);
});

it('reads a long stream once, not again for every command', async () => {
  const read = { kind: 'reading', planned: false, minutes: 30, participatoryMinutes: null } as const;
  const nothing = { topics: [], elements: [], programmeId: null };
  const log = (n: number) => ({
    type: 'LogLearning',
    data: { entryId: `e-${n}`, on: '2025-01-06', ...read, ...nothing },
  });
  const actor = { id: 'admin', role: 'administrator' };
  const envelopes = Array.from({ length: 500 }, (_, n) => ({
    commandId: `command-${n}`,
    command: log(n),
    actor,
    source: 'import:1',
  }));
  await commands.give('worker', 'w-1', JOIN);
  await commands.entrance.execute({ aggregate: 'learning-log', id: 'w-1', envelopes });
  await commands.give('learning-log', 'w-1', log(501));
  commands.store.eventsRead = 0;

  await commands.give('learning-log', 'w-1', log(502));
  expect(commands.store.eventsRead).toBeLessThan(10);
});
