import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import {
  assignedLeadershipLevel,
  assignedLineManager,
  assignedRoleProfile,
  assignedToTeam,
  contractChanged,
  workerJoined,
  workerLeft,
  workerReturned,
} from './testing/worker.builders.js';
import { worker } from './worker.aggregate.js';
import type { WorkerCommand } from './worker.commands.js';

const joined = workerJoined();
const FROM = '2024-05-01';

const assignments = [
  {
    kind: 'a team',
    command: (from = FROM): WorkerCommand => ({ type: 'AssignToTeam', data: { unitId: 'team-a', from } }),
    fact: assignedToTeam,
    other: assignedToTeam({ unitId: 'team-b' }),
  },
  {
    kind: 'a role profile',
    command: (from = FROM): WorkerCommand => ({
      type: 'AssignRoleProfile',
      data: { roleProfileId: 'senior-care-worker', from },
    }),
    fact: assignedRoleProfile,
    other: assignedRoleProfile({ roleProfileId: 'care-worker' }),
  },
  {
    kind: 'a leadership level',
    command: (from = FROM): WorkerCommand => ({
      type: 'AssignLeadershipLevel',
      data: { leadershipLevel: 'front-line-worker', from },
    }),
    fact: assignedLeadershipLevel,
    other: assignedLeadershipLevel({ leadershipLevel: 'front-line-leader' }),
  },
  {
    kind: 'a line manager',
    command: (from = FROM): WorkerCommand => ({ type: 'AssignLineManager', data: { managerId: 'w-sam', from } }),
    fact: assignedLineManager,
    other: assignedLineManager({ managerId: 'w-kim' }),
  },
  {
    kind: 'another contract',
    command: (from = FROM): WorkerCommand => ({
      type: 'ChangeContract',
      data: { contract: 'permanent', weeklyMinutes: 1500, from },
    }),
    fact: contractChanged,
    other: contractChanged({ weeklyMinutes: 600 }, FROM),
  },
] as const;

describe.each(assignments)('assigning $kind', ({ command, fact, other }) => {
  it('takes effect from a day on', () =>
    given(worker, [joined])
      .when(command())
      .then([fact({}, FROM)]));
  it('may lie ahead', () =>
    given(worker, [joined])
      .when(command('2026-12-01'))
      .then([fact({}, '2026-12-01')]));
  it('follows another one', () =>
    given(worker, [joined, other])
      .when(command('2024-06-01'))
      .then([fact({}, '2024-06-01')]));
  it('replaces another one of the same day', () =>
    given(worker, [joined, other])
      .when(command())
      .then([fact({}, FROM)]));
  it('has nothing to do when it is already so', () =>
    given(worker, [joined, fact({}, FROM)])
      .when(command('2025-01-01'))
      .thenNothing());
  it('is refused from before the current one', () =>
    given(worker, [joined, other]).when(command('2024-04-15')).thenRefused('ASSIGNMENT_OUT_OF_ORDER'));
  it('is refused from before the joining', () =>
    given(worker, [joined]).when(command('2024-03-31')).thenRefused('BEFORE_JOINING'));
  it('is refused for somebody who never joined', () => given(worker, []).when(command()).thenRefused('NOT_JOINED'));
  it('is refused from after the leaving', () =>
    given(worker, [joined, workerLeft()]).when(command('2026-04-01')).thenRefused('WORKER_LEFT'));
  it('may be recorded late, as of a day before the leaving', () =>
    given(worker, [joined, workerLeft()])
      .when(command())
      .then([fact({}, FROM)]));
  it('has to be made anew after coming back', () =>
    given(worker, [joined, fact({}, FROM), workerLeft(), workerReturned()])
      .when(command('2026-05-02'))
      .then([fact({}, '2026-05-02')]));
});

describe('a line manager', () => {
  it('is never the worker', () =>
    given(worker, [joined], { id: 'w-sam' })
      .when({ type: 'AssignLineManager', data: { managerId: 'w-sam', from: FROM } })
      .thenRefused('OWN_LINE_MANAGER'));
});

describe('the contract agreed on joining', () => {
  it('is in force already', () =>
    given(worker, [joined])
      .when({ type: 'ChangeContract', data: { ...joined.data, from: '2025-01-01' } })
      .thenNothing());
});
