import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { supervision } from './supervision.aggregate.js';
import type { SupervisionCommand } from './supervision.commands.js';
import { actionAgreed, agreementEnded, agreementSigned, sessionHeld } from './testing/supervision.builders.js';

const terms = {
  supervisorId: 'w-sam',
  kind: 'line',
  intervalDays: 42,
  recordTimescaleDays: 10,
} as const;

describe('signing an agreement', () => {
  const sign = { type: 'SignAgreement', data: { superviseeId: 'w-ada', ...terms, on: '2026-01-05' } } as const;

  it('puts it in force', () => given(supervision, []).when(sign).then([agreementSigned()]));
  it('has nothing to do when it was signed so', () => given(supervision, [agreementSigned()]).when(sign).thenNothing());
  it.each([{ on: '2026-01-06' }, { intervalDays: 28 }, { kind: 'professional' as const }])(
    'is refused while another one is in force: %o',
    (other) =>
      given(supervision, [agreementSigned()])
        .when({ type: 'SignAgreement', data: { ...sign.data, ...other } })
        .thenRefused('AGREEMENT_IN_FORCE'),
  );
  it('starts again after the last one ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ type: 'SignAgreement', data: { ...sign.data, on: '2026-06-01' } })
      .then([agreementSigned({}, '2026-06-01')]));
  it('may be on the day the last one ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ type: 'SignAgreement', data: { ...sign.data, on: '2026-05-01' } })
      .then([agreementSigned({}, '2026-05-01')]));
  it('is refused for another worker on the same stream', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ type: 'SignAgreement', data: { ...sign.data, superviseeId: 'w-bo' } })
      .thenRefused('AGREEMENT_OF_SOMEONE_ELSE'));
  it('is refused before the last one ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ type: 'SignAgreement', data: { ...sign.data, on: '2026-04-30' } })
      .thenRefused('SIGNED_BEFORE_THE_LAST_ENDED'));
  it('is refused in the future', () =>
    given(supervision, [])
      .when({ type: 'SignAgreement', data: { ...sign.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
  it('is refused between a worker and themselves', () =>
    given(supervision, [])
      .when({ type: 'SignAgreement', data: { ...sign.data, supervisorId: 'w-ada' } })
      .thenRefused('SELF_SUPERVISION'));
});

describe('changing and ending an agreement', () => {
  it('changes the terms from a day on', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'ChangeAgreement', data: { ...terms, intervalDays: 28, from: '2026-03-01' } })
      .then([
        {
          type: 'SupervisionAgreementChanged',
          effectiveAt: '2026-03-01',
          data: { superviseeId: 'w-ada', ...terms, intervalDays: 28 },
        },
      ]));
  it('has nothing to do when the terms are those', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'ChangeAgreement', data: { ...terms, from: '2026-03-01' } })
      .thenNothing());
  it('refuses to change what was never signed', () =>
    given(supervision, [])
      .when({ type: 'ChangeAgreement', data: { ...terms, from: '2026-03-01' } })
      .thenRefused('NO_AGREEMENT'));
  it('ends it', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'EndAgreement', data: { reason: 'left', on: '2026-05-01' } })
      .then([agreementEnded()]));
  it('is refused where nothing was signed', () =>
    given(supervision, [])
      .when({ type: 'EndAgreement', data: { reason: 'left', on: '2026-05-01' } })
      .thenRefused('NO_AGREEMENT'));
  it('has nothing to do when it has already ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ type: 'EndAgreement', data: { reason: 'left', on: '2026-05-02' } })
      .thenNothing());
});

describe('a session', () => {
  const held: Extract<SupervisionCommand, { type: 'RecordSessionHeld' }> = {
    type: 'RecordSessionHeld',
    data: { sessionId: 's-1', minutes: 60, topics: ['workload'], on: '2026-02-02' },
  };

  it('is held under the agreement', () => given(supervision, [agreementSigned()]).when(held).then([sessionHeld()]));
  it('cannot be held without an agreement', () => given(supervision, []).when(held).thenRefused('NO_AGREEMENT'));
  it('cannot be held before the agreement was signed', () =>
    given(supervision, [agreementSigned({}, '2026-02-03')])
      .when(held)
      .thenRefused('BEFORE_AGREEMENT'));
  it('cannot be held in the future', () =>
    given(supervision, [agreementSigned()])
      .when({ ...held, data: { ...held.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
  it('may be recorded late, after the agreement it was held under ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()]).when(held).then([sessionHeld()]));
  it('may be held on the day the agreement ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ ...held, data: { ...held.data, on: '2026-05-01' } })
      .then([sessionHeld({}, '2026-05-01')]));
  it('cannot be held after the agreement ended', () =>
    given(supervision, [agreementSigned(), agreementEnded()])
      .when({ ...held, data: { ...held.data, on: '2026-05-02' } })
      .thenRefused('AGREEMENT_ENDED'));
  it('has nothing to do when it was recorded so', () =>
    given(supervision, [agreementSigned(), sessionHeld()]).when(held).thenNothing());
  it.each([{ minutes: 45 }, { topics: [] }, { on: '2026-02-03' }, { notes: 'Only the text might differ' }])(
    'cannot be recorded as held twice: %o',
    (other) =>
      given(supervision, [agreementSigned(), sessionHeld()])
        .when({ ...held, data: { ...held.data, ...other } })
        .thenRefused('SESSION_EXISTS'),
  );

  const scheduled = {
    type: 'SupervisionSessionScheduled',
    effectiveAt: '2026-01-05',
    data: { superviseeId: 'w-ada', sessionId: 's-1', scheduledFor: '2026-02-02' },
  } as const;

  it('is scheduled', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'ScheduleSession', data: { sessionId: 's-1', scheduledFor: '2026-02-02', on: '2026-01-05' } })
      .then([scheduled]));
  it('has nothing to do when it is scheduled for that day', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({ type: 'ScheduleSession', data: { sessionId: 's-1', scheduledFor: '2026-02-02', on: '2026-01-06' } })
      .thenNothing());
  it('cannot be scheduled twice', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({ type: 'ScheduleSession', data: { sessionId: 's-1', scheduledFor: '2026-02-03', on: '2026-01-05' } })
      .thenRefused('SESSION_EXISTS'));
  it('is not moved to the day it is on', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({
        type: 'RearrangeSession',
        data: { sessionId: 's-1', scheduledFor: '2026-02-02', reason: 'sickness', on: '2026-02-01' },
      })
      .thenNothing());
  it('is held after it was scheduled', () =>
    given(supervision, [agreementSigned(), scheduled]).when(held).then([sessionHeld()]));
  it('is moved to another day', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({
        type: 'RearrangeSession',
        data: { sessionId: 's-1', scheduledFor: '2026-02-09', reason: 'sickness', on: '2026-02-01' },
      })
      .then([
        {
          type: 'SupervisionSessionRearranged',
          effectiveAt: '2026-02-01',
          data: { superviseeId: 'w-ada', sessionId: 's-1', scheduledFor: '2026-02-09', reason: 'sickness' },
        },
      ]));
  it('cannot be moved once it was held', () =>
    given(supervision, [agreementSigned(), sessionHeld()])
      .when({
        type: 'RearrangeSession',
        data: { sessionId: 's-1', scheduledFor: '2026-02-09', reason: 'sickness', on: '2026-02-01' },
      })
      .thenRefused('SESSION_NOT_SCHEDULED'));
  it('is missed for a reason', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({ type: 'RecordSessionMissed', data: { sessionId: 's-1', reason: 'rota', on: '2026-02-02' } })
      .then([
        {
          type: 'SupervisionSessionMissed',
          effectiveAt: '2026-02-02',
          data: { superviseeId: 'w-ada', sessionId: 's-1', reason: 'rota' },
        },
      ]));

  const missed = {
    type: 'SupervisionSessionMissed',
    effectiveAt: '2026-02-02',
    data: { superviseeId: 'w-ada', sessionId: 's-1', reason: 'rota' },
  } as const;

  it('has nothing to do when it was recorded as missed', () =>
    given(supervision, [agreementSigned(), missed])
      .when({ type: 'RecordSessionMissed', data: { sessionId: 's-1', reason: 'rota', on: '2026-02-02' } })
      .thenNothing());
  it.each([{ reason: 'sickness' }, { on: '2026-02-03' }])('cannot be missed twice: %o', (other) =>
    given(supervision, [agreementSigned(), missed])
      .when({ type: 'RecordSessionMissed', data: { sessionId: 's-1', reason: 'rota', on: '2026-02-02', ...other } })
      .thenRefused('SESSION_EXISTS'),
  );
  it('cannot be missed in the future', () =>
    given(supervision, [agreementSigned(), scheduled])
      .when({ type: 'RecordSessionMissed', data: { sessionId: 's-1', reason: 'rota', on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));

  const voided = {
    type: 'SupervisionSessionVoided',
    effectiveAt: '2026-02-02',
    data: { superviseeId: 'w-ada', sessionId: 's-1' },
  } as const;

  it('is voided with effect from the day it was said to be held', () =>
    given(supervision, [agreementSigned(), sessionHeld()])
      .when({ type: 'VoidSession', data: { sessionId: 's-1' } })
      .then([voided]));
  it('is voided once', () =>
    given(supervision, [agreementSigned(), sessionHeld(), voided])
      .when({ type: 'VoidSession', data: { sessionId: 's-1' } })
      .thenNothing());
  it('cannot be voided when it was never held', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'VoidSession', data: { sessionId: 's-1' } })
      .thenRefused('SESSION_NOT_HELD'));
});

describe('the record of a session', () => {
  const sign = (on: string) => ({ type: 'SignRecord', data: { sessionId: 's-1', on } }) as const;
  const signed = {
    type: 'SupervisionRecordSigned',
    effectiveAt: '2026-02-10',
    data: { superviseeId: 'w-ada', sessionId: 's-1' },
  } as const;

  it('is signed', () => given(supervision, [agreementSigned(), sessionHeld()]).when(sign('2026-02-10')).then([signed]));
  it('is signed on the day of the session', () =>
    given(supervision, [agreementSigned(), sessionHeld()])
      .when(sign('2026-02-02'))
      .then([{ ...signed, effectiveAt: '2026-02-02' }]));
  it('is signed once', () =>
    given(supervision, [agreementSigned(), sessionHeld(), signed]).when(sign('2026-02-11')).thenNothing());
  it('cannot be signed before the session', () =>
    given(supervision, [agreementSigned(), sessionHeld()]).when(sign('2026-02-01')).thenRefused('SIGNED_BEFORE_HELD'));
  it('needs a session that was held', () =>
    given(supervision, [agreementSigned()]).when(sign('2026-02-10')).thenRefused('SESSION_NOT_HELD'));
});

describe('an action', () => {
  const agree = {
    type: 'AgreeAction',
    data: { sessionId: 's-1', actionId: 'a-1', owner: 'supervisee', dueOn: '2026-03-02', on: '2026-02-02' },
  } as const;
  const completed = {
    type: 'SupervisionActionCompleted',
    effectiveAt: '2026-02-20',
    data: { superviseeId: 'w-ada', actionId: 'a-1' },
  } as const;
  const complete = { type: 'CompleteAction', data: { actionId: 'a-1', on: '2026-02-20' } } as const;

  it('is agreed in a session', () =>
    given(supervision, [agreementSigned(), sessionHeld()]).when(agree).then([actionAgreed()]));
  it('needs a session that was held', () =>
    given(supervision, [agreementSigned()]).when(agree).thenRefused('SESSION_NOT_HELD'));
  it('has nothing to do when it was agreed so', () =>
    given(supervision, [agreementSigned(), sessionHeld(), actionAgreed()]).when(agree).thenNothing());
  it.each([{ dueOn: '2026-03-03' }, { on: '2026-02-03' }, { action: 'Only the text might differ' }])(
    'is agreed once under its id: %o',
    (other) =>
      given(supervision, [agreementSigned(), sessionHeld(), actionAgreed()])
        .when({ ...agree, data: { ...agree.data, ...other } })
        .thenRefused('ACTION_EXISTS'),
  );
  it('is completed', () =>
    given(supervision, [agreementSigned(), sessionHeld(), actionAgreed()]).when(complete).then([completed]));
  it('is completed once', () =>
    given(supervision, [agreementSigned(), sessionHeld(), actionAgreed(), completed]).when(complete).thenNothing());
  it('cannot be completed when it was never agreed', () =>
    given(supervision, [agreementSigned()]).when(complete).thenRefused('ACTION_UNKNOWN'));
  it('is dropped for a reason', () =>
    given(supervision, [agreementSigned(), sessionHeld(), actionAgreed()])
      .when({ type: 'DropAction', data: { actionId: 'a-1', reason: 'no-longer-needed', on: '2026-02-20' } })
      .then([
        {
          type: 'SupervisionActionDropped',
          effectiveAt: '2026-02-20',
          data: { superviseeId: 'w-ada', actionId: 'a-1', reason: 'no-longer-needed' },
        },
      ]));
  it('cannot be dropped when it was never agreed', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'DropAction', data: { actionId: 'a-1', reason: 'no-longer-needed', on: '2026-02-20' } })
      .thenRefused('ACTION_UNKNOWN'));
  it('cannot be dropped once it is completed', () =>
    given(supervision, [agreementSigned(), sessionHeld(), actionAgreed(), completed])
      .when({ type: 'DropAction', data: { actionId: 'a-1', reason: 'no-longer-needed', on: '2026-02-21' } })
      .thenNothing());
});
