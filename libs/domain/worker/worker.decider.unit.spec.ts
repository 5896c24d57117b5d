import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import {
  absenceEnded,
  absenceStarted,
  assignedToTeam,
  detailsRecorded,
  inductionCompleted,
  inductionStarted,
  leavingVoided,
  workerErased,
  workerJoined,
  workerLeft,
  workerReturned,
} from './testing/worker.builders.js';
import { worker } from './worker.aggregate.js';
import type { WorkerCommand } from './worker.commands.js';

const joined = workerJoined();

describe('joining', () => {
  const join = { type: 'JoinWorker', data: { ...joined.data, on: '2024-04-01' } } as const;

  it('is recorded', () => given(worker, []).when(join).then([joined]));
  it('has nothing to do the second time', () => given(worker, [joined]).when(join).thenNothing());
  it('is refused on another day', () =>
    given(worker, [joined])
      .when({ ...join, data: { ...join.data, on: '2024-05-01' } })
      .thenRefused('ALREADY_JOINED'));
  it('is refused in the future', () =>
    given(worker, [])
      .when({ ...join, data: { ...join.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
});

describe('personal details', () => {
  const record = { type: 'RecordWorkerDetails', data: { name: 'Ada Example', on: '2024-04-01' } } as const;

  it('are recorded', () => given(worker, [joined]).when(record).then([detailsRecorded()]));
  it('are recorded again whenever given, as sealed ones cannot be compared', () =>
    given(worker, [joined, detailsRecorded()]).when(record).then([detailsRecorded()]));
  it('are nothing when none is given', () =>
    given(worker, [joined])
      .when({ type: 'RecordWorkerDetails', data: { name: undefined, on: '2024-04-01' } })
      .thenNothing());
  it('need somebody who joined', () => given(worker, []).when(record).thenRefused('NOT_JOINED'));
  it('may be recorded late, as of a day before the leaving', () =>
    given(worker, [joined, workerLeft()]).when(record).then([detailsRecorded()]));
  it('may be recorded late, as of the day of the leaving', () =>
    given(worker, [joined, workerLeft()])
      .when({ ...record, data: { ...record.data, on: '2026-03-31' } })
      .then([detailsRecorded({}, '2026-03-31')]));
  it('are refused in the future', () =>
    given(worker, [joined])
      .when({ ...record, data: { ...record.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
  it('are refused as of a day after the leaving', () =>
    given(worker, [joined, workerLeft()])
      .when({ ...record, data: { ...record.data, on: '2026-04-01' } })
      .thenRefused('WORKER_LEFT'));
  it('are refused once the person was erased', () =>
    given(worker, [joined, workerErased()]).when(record).thenRefused('WORKER_ERASED'));
});

describe('induction', () => {
  const start = { type: 'StartInduction', data: { on: '2024-04-02' } } as const;
  const complete = (on = '2024-06-20'): WorkerCommand => ({ type: 'CompleteInduction', data: { on } });

  it('is started', () => given(worker, [joined]).when(start).then([inductionStarted()]));
  it('is started once', () => given(worker, [joined, inductionStarted()]).when(start).thenNothing());
  it('needs somebody in post', () => {
    given(worker, []).when(start).thenRefused('NOT_JOINED');
    given(worker, [joined, workerLeft()]).when(start).thenRefused('WORKER_LEFT');
  });
  it('is completed', () => given(worker, [joined, inductionStarted()]).when(complete()).then([inductionCompleted()]));
  it('may be completed on the day it was started', () =>
    given(worker, [joined, inductionStarted()])
      .when(complete('2024-04-02'))
      .then([inductionCompleted('2024-04-02')]));
  it('is completed once', () =>
    given(worker, [joined, inductionStarted(), inductionCompleted()]).when(complete()).thenNothing());
  it('is completed only after it was started', () =>
    given(worker, [joined]).when(complete()).thenRefused('INDUCTION_NOT_STARTED'));
  it('is not completed before the day it was started', () =>
    given(worker, [joined, inductionStarted()]).when(complete('2024-04-01')).thenRefused('COMPLETED_BEFORE_STARTED'));
  it('is not completed in the future', () =>
    given(worker, [joined, inductionStarted()]).when(complete('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('begins anew after coming back', () =>
    given(worker, [joined, inductionStarted(), inductionCompleted(), workerLeft(), workerReturned()])
      .when({ type: 'StartInduction', data: { on: '2026-05-02' } })
      .then([inductionStarted('2026-05-02')]));
});

describe('an absence', () => {
  const start = (on = '2025-02-01'): WorkerCommand => ({ type: 'StartAbsence', data: { kind: 'sickness', on } });
  const end = (on = '2025-03-01'): WorkerCommand => ({ type: 'EndAbsence', data: { on } });

  it('is started', () => given(worker, [joined]).when(start()).then([absenceStarted()]));
  it('has nothing to do when it is recorded', () => {
    given(worker, [joined, absenceStarted()]).when(start()).thenNothing();
    given(worker, [joined, absenceStarted(), absenceEnded()]).when(start()).thenNothing();
  });
  it('does not overlap an open one', () =>
    given(worker, [joined, absenceStarted()]).when(start('2025-02-10')).thenRefused('ABSENCE_OVERLAPS'));
  it('does not overlap one that ended later', () =>
    given(worker, [joined, absenceStarted(), absenceEnded()])
      .when(start('2025-02-28'))
      .thenRefused('ABSENCE_OVERLAPS'));
  it('follows one that ended that day', () =>
    given(worker, [joined, absenceStarted(), absenceEnded()])
      .when(start('2025-03-01'))
      .then([absenceStarted({}, '2025-03-01')]));
  it('does not start before joining', () =>
    given(worker, [joined]).when(start('2024-03-01')).thenRefused('BEFORE_JOINING'));
  it('does not start in the future', () =>
    given(worker, [joined]).when(start('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('is ended', () => given(worker, [joined, absenceStarted()]).when(end()).then([absenceEnded()]));
  it('may end on the day it started', () =>
    given(worker, [joined, absenceStarted()])
      .when(end('2025-02-01'))
      .then([absenceEnded('2025-02-01')]));
  it('may start on the day of joining', () =>
    given(worker, [joined])
      .when(start('2024-04-01'))
      .then([absenceStarted({}, '2024-04-01')]));
  it('is ended once', () => given(worker, [joined, absenceStarted(), absenceEnded()]).when(end()).thenNothing());
  it('is ended only when one is open', () => given(worker, [joined]).when(end()).thenRefused('NOT_ABSENT'));
  it('does not end before it started', () =>
    given(worker, [joined, absenceStarted()]).when(end('2025-01-31')).thenRefused('ENDED_BEFORE_STARTED'));
});

describe('leaving', () => {
  const leave = (on = '2026-03-31'): WorkerCommand => ({ type: 'RecordLeaving', data: { reason: 'retired', on } });

  it('is recorded', () => given(worker, [joined]).when(leave()).then([workerLeft()]));
  it('has nothing to do the second time', () => given(worker, [joined, workerLeft()]).when(leave()).thenNothing());
  it('is refused on another day', () =>
    given(worker, [joined, workerLeft()]).when(leave('2026-04-01')).thenRefused('ALREADY_LEFT'));
  it('is refused before joining', () => {
    given(worker, []).when(leave()).thenRefused('NOT_JOINED');
    given(worker, [joined]).when(leave('2024-03-31')).thenRefused('BEFORE_JOINING');
  });
  it('is refused in the future', () => given(worker, [joined]).when(leave('2026-07-01')).thenRefused('IN_THE_FUTURE'));
});

describe('voiding a leaving', () => {
  const voidIt = (leftOn = '2026-03-31'): WorkerCommand => ({ type: 'VoidLeaving', data: { leftOn } });

  it('takes effect from the day of the leaving', () =>
    given(worker, [joined, workerLeft()]).when(voidIt()).then([leavingVoided()]));
  it('gives back the assignments there were', () =>
    given(worker, [joined, assignedToTeam(), workerLeft(), leavingVoided()])
      .when({ type: 'AssignToTeam', data: { unitId: 'team-a', from: '2026-04-01' } })
      .thenNothing());
  it('has nothing to do the second time', () =>
    given(worker, [joined, workerLeft(), leavingVoided()]).when(voidIt()).thenNothing());
  it('is refused for another day', () =>
    given(worker, [joined, workerLeft()]).when(voidIt('2026-03-30')).thenRefused('LEAVING_UNKNOWN'));
  it('is refused for somebody in post', () => given(worker, [joined]).when(voidIt()).thenRefused('LEAVING_UNKNOWN'));
});

describe('coming back', () => {
  const back = (on = '2026-05-01'): WorkerCommand => ({
    type: 'RecordReturn',
    data: { contract: 'bank', weeklyMinutes: null, on },
  });

  it('is recorded', () => given(worker, [joined, workerLeft()]).when(back()).then([workerReturned()]));
  it('has nothing to do the second time', () =>
    given(worker, [joined, workerLeft(), workerReturned()]).when(back()).thenNothing());
  it('is refused on another day than the return that is recorded', () =>
    given(worker, [joined, workerLeft(), workerReturned()]).when(back('2026-05-02')).thenRefused('NOT_LEFT'));
  it('is refused in the future', () =>
    given(worker, [joined, workerLeft()]).when(back('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('is refused for somebody in post', () => given(worker, [joined]).when(back()).thenRefused('NOT_LEFT'));
  it('is refused on or before the day of leaving', () =>
    given(worker, [joined, workerLeft()]).when(back('2026-03-31')).thenRefused('RETURNED_BEFORE_LEAVING'));
  it('is refused under an id that was erased', () =>
    given(worker, [joined, workerLeft(), workerErased()]).when(back()).thenRefused('WORKER_ERASED'));
});
