import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import {
  qualificationAwarded,
  registrationLapsed,
  registrationRecorded,
  registrationRenewed,
  workerErased,
  workerJoined,
  workerLeft,
} from './testing/worker.builders.js';
import { worker } from './worker.aggregate.js';
import type { WorkerCommand } from './worker.commands.js';

type Of<Type extends WorkerCommand['type']> = Extract<WorkerCommand, { type: Type }>;

const joined = workerJoined();

describe('recording a registration', () => {
  const record = (data: Partial<Of<'RecordRegistration'>['data']> = {}): Of<'RecordRegistration'> => ({
    type: 'RecordRegistration',
    data: { body: 'nmc', expiresOn: '2026-03-31', on: '2024-04-01', ...data },
  });

  it('is recorded', () => given(worker, [joined]).when(record()).then([registrationRecorded()]));
  it('may have begun before the joining', () =>
    given(worker, [joined])
      .when(record({ on: '2020-01-01' }))
      .then([registrationRecorded({}, '2020-01-01')]));
  it('has nothing to do when it is recorded', () =>
    given(worker, [joined, registrationRecorded()]).when(record()).thenNothing());
  it.each([
    ['when its number becomes known', registrationRecorded()],
    ['with another number, which was dropped without a word', registrationRecorded({ number: '98Z7654Y' })],
  ])('is recorded again %s', (_when, known) =>
    given(worker, [joined, known])
      .when(record({ number: '12A3456E' }))
      .then([registrationRecorded({ number: '12A3456E' })]),
  );
  it('is recorded again with another expiry', () =>
    given(worker, [joined, registrationRecorded()])
      .when(record({ expiresOn: '2027-03-31', on: '2024-05-01' }))
      .then([registrationRecorded({ expiresOn: '2027-03-31' }, '2024-05-01')]));
  it('is refused before the last fact about it', () =>
    given(worker, [joined, registrationRecorded()])
      .when(record({ expiresOn: '2027-03-31', on: '2024-03-01' }))
      .thenRefused('REGISTRATION_OUT_OF_ORDER'));
  it('needs somebody who joined', () => given(worker, []).when(record()).thenRefused('NOT_JOINED'));
  it('is refused as of a day after the leaving', () =>
    given(worker, [joined, workerLeft()])
      .when(record({ on: '2026-04-01' }))
      .thenRefused('WORKER_LEFT'));
  it('is refused with a number once the person was erased', () =>
    given(worker, [joined, workerErased()])
      .when(record({ number: '12A3456E' }))
      .thenRefused('WORKER_ERASED'));
});

describe('renewing a registration', () => {
  const renew = (data: Partial<Of<'RenewRegistration'>['data']> = {}): Of<'RenewRegistration'> => ({
    type: 'RenewRegistration',
    data: { body: 'nmc', expiresOn: '2029-03-31', on: '2026-03-20', ...data },
  });

  it('is recorded', () => given(worker, [joined, registrationRecorded()]).when(renew()).then([registrationRenewed()]));
  it('restores one that lapsed', () =>
    given(worker, [joined, registrationRecorded(), registrationLapsed()])
      .when(renew({ on: '2026-04-20' }))
      .then([registrationRenewed({}, '2026-04-20')]));
  it('may be recorded late, after the leaving', () =>
    given(worker, [joined, registrationRecorded(), workerLeft()]).when(renew()).then([registrationRenewed()]));
  it('has nothing to do when it runs until that day', () =>
    given(worker, [joined, registrationRecorded(), registrationRenewed()]).when(renew()).thenNothing());
  it('needs a recorded registration', () => given(worker, [joined]).when(renew()).thenRefused('REGISTRATION_UNKNOWN'));
  it('is not until a day that has passed by then', () =>
    given(worker, [joined, registrationRecorded()])
      .when(renew({ expiresOn: '2026-03-20' }))
      .thenRefused('EXPIRES_BEFORE_RENEWAL'));
  it('is refused before the last fact about it', () =>
    given(worker, [joined, registrationRecorded()])
      .when(renew({ on: '2024-03-01' }))
      .thenRefused('REGISTRATION_OUT_OF_ORDER'));
});

describe('a registration that lapsed', () => {
  const lapse = (on = '2026-04-01'): WorkerCommand => ({ type: 'LapseRegistration', data: { body: 'nmc', on } });

  it('is recorded', () => given(worker, [joined, registrationRecorded()]).when(lapse()).then([registrationLapsed()]));
  it('is recorded once', () =>
    given(worker, [joined, registrationRecorded(), registrationLapsed()]).when(lapse()).thenNothing());
  it('needs a recorded registration', () => given(worker, [joined]).when(lapse()).thenRefused('REGISTRATION_UNKNOWN'));
  it('cannot lie in the future', () =>
    given(worker, [joined, registrationRecorded()]).when(lapse('2026-07-01')).thenRefused('IN_THE_FUTURE'));
});

describe('a qualification', () => {
  const award = (data: Partial<Of<'AwardQualification'>['data']> = {}): Of<'AwardQualification'> => ({
    type: 'AwardQualification',
    data: { qualification: 'social-care', level: 3, year: 2023, on: '2023-07-01', ...data },
  });

  it('may have been awarded before the joining', () =>
    given(worker, [joined]).when(award()).then([qualificationAwarded()]));
  it('is recorded again at a higher level', () =>
    given(worker, [joined, qualificationAwarded()])
      .when(award({ level: 4, year: 2025, on: '2025-07-01' }))
      .then([qualificationAwarded({ level: 4, year: 2025 }, '2025-07-01')]));
  it('has nothing to do when it is recorded', () =>
    given(worker, [joined, qualificationAwarded()]).when(award()).thenNothing());
  it('needs somebody who joined', () => given(worker, []).when(award()).thenRefused('NOT_JOINED'));
  it('is refused as of a day after the leaving', () =>
    given(worker, [joined, workerLeft()])
      .when(award({ on: '2026-04-01' }))
      .thenRefused('WORKER_LEFT'));
  it('cannot lie in the future', () =>
    given(worker, [joined])
      .when(award({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});
