import { RuleBroken } from '@praxis/event-sourcing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CommandsUnderTest } from '../testing/commands-under-test.js';

const ORGANISATION = 'organisation-main';
const DAY = '2022-03-01';

let commands: CommandsUnderTest;
/** Another process on the same log. */
let others: CommandsUnderTest;
beforeEach(async () => {
  commands = await new CommandsUnderTest().open();
  others = await new CommandsUnderTest(commands.store).open();
  await organisation({ type: 'RegisterOrganisation', data: { name: 'Test Care', on: '2020-01-01' } });
  await openUnit('nights', '2023-01-01');
  await openUnit('home-a', '2024-01-01', { openingInferred: true });
  await openUnit('home-b', '2024-01-01', { openingInferred: true });
  for (const id of ['w-1', 'w-2']) await join(id);
  commands.store.appendsAsked = 0;
});
afterEach(async () => {
  await commands.close();
  await others.close();
});

const organisation = (command: { type: string; data: object }, by = commands) =>
  by.give('organisation', 'main', command);
const openUnit = (unitId: string, on: string, more: object = {}) => {
  const nothing = { serviceType: null, regulator: null, registrationNumber: null };
  const data = { unitId, parentId: null, kind: 'service', name: unitId, ...nothing, on, ...more };
  return organisation({ type: 'OpenUnit', data });
};
const join = (id: string) =>
  commands.give('worker', id, {
    type: 'JoinWorker',
    data: { contract: 'bank', weeklyMinutes: null, on: '2022-01-01' },
  });
const team = (id: string, unitId: string, from: string, more: object = {}) =>
  commands.give('worker', id, { type: 'AssignToTeam', data: { unitId, from } }, more);
const closing = (unitId: string) => ({ type: 'CloseUnit', data: { unitId, on: '2025-09-30' } });
const DONE = { outcomes: [{ kind: 'done' }] };

/** What others write at the moment of the next append. */
function whileAppending(...meanwhile: readonly (() => Promise<unknown>)[]): void {
  commands.store.script = meanwhile.map((write) => async (append) => {
    const script = commands.store.script.splice(0);
    await write();
    commands.store.script = script;
    return append();
  });
}

const openings = () =>
  commands.store.log
    .filter(({ type }) => type === 'UnitOpeningMovedBack')
    .map(({ data, effectiveAt }) => `${String(data['unitId'])} ${effectiveAt}`);
const teams = () => commands.store.log.filter(({ type }) => type === 'WorkerAssignedToTeam').length;

it('a unit closed at the same moment was still assigned to', async () => {
  whileAppending(() => organisation(closing('nights'), others));

  await expect(team('w-1', 'nights', '2025-09-30')).rejects.toMatchObject({ code: 'UNIT_CLOSED' });
  expect(teams()).toBe(0);

  whileAppending(() => organisation(closing('home-a'), others));
  await expect(team('w-1', 'home-a', '2025-09-29')).resolves.toMatchObject(DONE);
});

it('a worker of whom somebody recorded something at the same moment stopped another one from naming them', async () => {
  whileAppending(() =>
    others.give('worker', 'w-2', { type: 'RecordLeaving', data: { reason: null, on: '2026-01-31' } }),
  );
  const manager = { type: 'AssignLineManager', data: { managerId: 'w-2', from: '2025-02-01' } };

  await expect(commands.give('worker', 'w-1', manager, { expectedRevision: 0n })).resolves.toMatchObject(DONE);
});

it('an opening that a command moved back itself was taken for a change by others', async () => {
  await openUnit('team-a', '2024-02-01', { openingInferred: true, parentId: 'home-a', kind: 'team' });
  const { store } = commands;
  store.appendsAsked = 0;
  const { readStream } = store;
  const read: string[] = [];
  store.readStream = (streamId, options) => {
    read.push(streamId);
    return readStream.call(store, streamId, options);
  };
  await expect(team('w-1', 'team-a', DAY)).resolves.toMatchObject(DONE);

  expect(openings()).toEqual([`home-a ${DAY}`, `team-a ${DAY}`]);
  expect(store.appendsAsked).toBe(2);
  expect(read.filter((streamId) => streamId === 'worker-w-1')).toHaveLength(1);
});

it('openings that commands for one record moved back together were taken for changes by others', async () => {
  const actor = { id: 'admin', role: 'administrator' };
  const envelopes = ['home-a', 'home-b'].map((unitId, n) => ({
    commandId: unitId,
    command: { type: 'AssignToTeam', data: { unitId, from: `2022-0${n + 3}-01` } },
    actor,
    source: 'import:1',
  }));
  const { outcomes } = await commands.entrance.execute({ aggregate: 'worker', id: 'w-1', envelopes });

  expect(outcomes).toEqual([
    { kind: 'done', events: 1 },
    { kind: 'done', events: 1 },
  ]);
  expect(openings()).toEqual(['home-a 2022-03-01', 'home-b 2022-04-01']);
  expect(commands.store.appendsAsked).toBe(3);
});

/** What others write between the look at a unit and the moving back of its opening. */
async function beforeMoving(write: () => Promise<unknown>): Promise<void> {
  // So that the look only reads on, and the first to read the whole stream is who moves the opening.
  await team('w-1', 'home-a', '2024-02-01', { dryRun: true });
  const { store } = commands;
  const { readStream } = store;
  store.readStream = async function* (streamId, options) {
    if (streamId === ORGANISATION && options?.fromRevision === 0n) {
      store.readStream = readStream;
      await write();
    }
    yield* readStream.call(store, streamId, options);
  };
}

it('a unit closed before its opening was moved back was still assigned to', async () => {
  await beforeMoving(() => organisation({ type: 'CloseUnit', data: { unitId: 'home-a', on: '2022-02-01' } }, others));

  await expect(team('w-1', 'home-a', DAY)).rejects.toMatchObject({ code: 'UNIT_CLOSED' });
  expect(teams()).toBe(0);
});

it.each([
  ['before', 'UnitClosed UnitOpeningMovedBack WorkerAssignedToTeam', 3],
  ['after', 'UnitOpeningMovedBack UnitClosed WorkerAssignedToTeam', 4],
])('is decided again when others wrote %s an opening was moved back', async (when, written, appends) => {
  const write = () => organisation(closing('home-b'), others);
  if (when === 'before') await beforeMoving(write);
  else whileAppending(async () => {}, write);
  const length = commands.store.log.length;

  await expect(team('w-1', 'home-a', DAY)).resolves.toMatchObject(DONE);
  const types = commands.store.log.slice(length).map(({ type }) => type);
  expect(types.join(' ')).toBe(written);
  expect(commands.store.appendsAsked).toBe(appends);
});

it('is decided again when the opening could not be moved back any more', async () => {
  commands.store.script = [
    () => {
      throw new RuleBroken('UNIT_OPENING_STATED', 'Unit home-a was said to be opened on 2024-01-01', {
        remedy: 'None',
      });
    },
  ];

  await expect(team('w-1', 'home-a', DAY)).resolves.toMatchObject(DONE);
  expect(commands.store.appendsAsked).toBe(3);
});

it('sixty that name a unit are all taken while as many units are opened', async () => {
  const crowd = Array.from({ length: 60 }, (_, n) => n);
  await Promise.all(crowd.map((n) => join(`w-${n + 100}`)));
  const answers = await Promise.all(
    crowd.flatMap((n) => [team(`w-${n + 100}`, n % 2 ? 'nights' : 'home-a', '2023-02-01'), openUnit(`unit-${n}`, DAY)]),
  );

  expect(answers).toMatchObject(answers.map(() => DONE));
  expect(teams()).toBe(60);
  expect(openings()).toEqual(['home-a 2023-02-01']);
});
