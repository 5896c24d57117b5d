import { given } from '@praxis/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { worker } from './worker.aggregate.js';
import { legalHoldLifted, legalHoldPlaced, workerErased, workerJoined, workerLeft } from './testing/worker.builders.js';
import { evolveWorker, NO_WORKER } from './worker.state.js';

const joined = workerJoined();
const erase = { type: 'EraseWorker', data: { on: '2026-06-01' } } as const;

describe('erasure', () => {
  it('is recorded after the leaving', () => given(worker, [joined, workerLeft()]).when(erase).then([workerErased()]));
  it('is recorded once', () => given(worker, [joined, workerErased()]).when(erase).thenNothing());
  it('is refused in the future', () =>
    given(worker, [joined])
      .when({ type: 'EraseWorker', data: { on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
  it('needs somebody who joined', () => given(worker, []).when(erase).thenRefused('NOT_JOINED'));
  it('is refused under a legal hold', () =>
    given(worker, [joined, legalHoldPlaced()]).when(erase).thenRefused('UNDER_LEGAL_HOLD'));
  it('is refused while any of several holds stands', () =>
    given(worker, [joined, legalHoldPlaced('2026-05-10', 'h-2'), legalHoldPlaced(), legalHoldLifted()])
      .when(erase)
      .thenRefused('UNDER_LEGAL_HOLD'));
  it('is recorded once every hold is lifted', () =>
    given(worker, [joined, legalHoldPlaced(), legalHoldLifted()]).when(erase).then([workerErased()]));
});

describe('placing a legal hold', () => {
  const place = (on = '2026-05-10', reason = 'litigation') =>
    ({ type: 'PlaceLegalHold', data: { holdId: 'h-1', reason, on } }) as const;

  it('is recorded, also after the leaving', () =>
    given(worker, [joined, workerLeft()]).when(place()).then([legalHoldPlaced()]));
  it('has nothing to do when it stands already', () =>
    given(worker, [joined, legalHoldPlaced()]).when(place()).thenNothing());
  it.each([place('2026-05-11'), place('2026-05-10', 'inquest')])('is refused under the id of another one', (other) =>
    given(worker, [joined, legalHoldPlaced()]).when(other).thenRefused('LEGAL_HOLD_KNOWN'),
  );
  it('is refused under the id of one that was lifted', () =>
    given(worker, [joined, legalHoldPlaced(), legalHoldLifted()]).when(place()).thenRefused('LEGAL_HOLD_KNOWN'));
  it('is refused once there is nothing to keep', () =>
    given(worker, [joined, workerErased()]).when(place()).thenRefused('WORKER_ERASED'));
  it('is refused in the future', () => given(worker, [joined]).when(place('2026-07-01')).thenRefused('IN_THE_FUTURE'));
  it('needs somebody who joined', () => given(worker, []).when(place()).thenRefused('NOT_JOINED'));
});

describe('lifting a legal hold', () => {
  const lift = (on = '2026-05-30') => ({ type: 'LiftLegalHold', data: { holdId: 'h-1', on } }) as const;

  it('is recorded', () => given(worker, [joined, legalHoldPlaced()]).when(lift()).then([legalHoldLifted()]));
  it('is recorded once', () =>
    given(worker, [joined, legalHoldPlaced(), legalHoldLifted()]).when(lift('2026-06-02')).thenNothing());
  it('is refused before it was placed', () =>
    given(worker, [joined, legalHoldPlaced()]).when(lift('2026-05-09')).thenRefused('LIFTED_BEFORE_PLACED'));
  it('is refused where none was placed', () =>
    given(worker, [joined, legalHoldPlaced('2026-05-10', 'h-2')])
      .when(lift())
      .thenRefused('UNKNOWN_LEGAL_HOLD'));
});

it('keeps other holds when one is placed or lifted', () => {
  const facts = [joined, legalHoldPlaced('2026-05-01', 'h-2'), legalHoldPlaced(), legalHoldLifted('2026-05-30', 'h-2')];
  const state = facts.reduce(evolveWorker, NO_WORKER);
  expect(state.status === 'known' && [...state.legalHolds]).toEqual([
    ['h-2', { reason: 'litigation', placedOn: '2026-05-01', liftedOn: '2026-05-30' }],
    ['h-1', { reason: 'litigation', placedOn: '2026-05-10', liftedOn: undefined }],
  ]);
});
