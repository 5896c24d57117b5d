import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { supervision } from './supervision.aggregate.js';
import type { SupervisionCommand } from './supervision.commands.js';
import type { SupervisionEvent } from './supervision.events.js';
import { agreementSigned, sessionHeld } from './testing/supervision.builders.js';

describe('what a session brings up', () => {
  const session = { superviseeId: 'w-ada', sessionId: 's-1' };
  const held = [agreementSigned(), sessionHeld()];
  const identify: Extract<SupervisionCommand, { type: 'IdentifyNeed' }> = {
    type: 'IdentifyNeed',
    data: { sessionId: 's-1', needId: 'n-1', area: 'skills', elements: [], on: '2026-02-02' },
  };
  const identified: SupervisionEvent = {
    type: 'DevelopmentNeedIdentified',
    effectiveAt: '2026-02-02',
    data: { ...session, needId: 'n-1', area: 'skills', elements: [] },
  };
  const note = { type: 'NotePressure', data: { sessionId: 's-1', pressure: 'staffing', on: '2026-02-02' } } as const;
  const noted = {
    type: 'WorkPressureNoted',
    effectiveAt: '2026-02-02',
    data: { ...session, pressure: 'staffing' },
  } as const;

  it('is a development need', () => given(supervision, held).when(identify).then([identified]));
  it('has nothing to do when the need was identified so', () =>
    given(supervision, [...held, identified])
      .when(identify)
      .thenNothing());
  it.each([{ area: 'knowledge' as const }, { on: '2026-02-03' }, { need: 'Only the text might differ' }])(
    'is a need once under its id: %o',
    (other) =>
      given(supervision, [...held, identified])
        .when({ ...identify, data: { ...identify.data, ...other } })
        .thenRefused('NEED_EXISTS'),
  );
  it('is a pressure', () => given(supervision, held).when(note).then([noted]));
  it('is the same pressure once', () =>
    given(supervision, [...held, noted])
      .when(note)
      .thenNothing());
  it('is an achievement', () =>
    given(supervision, held)
      .when({
        type: 'RecogniseAchievement',
        data: { sessionId: 's-1', achievement: 'Led a handover', on: '2026-02-02' },
      })
      .then([
        {
          type: 'AchievementRecognised',
          effectiveAt: '2026-02-02',
          data: { ...session, achievement: 'Led a handover' },
        },
      ]));
  it('is an achievement only in a session that was held', () =>
    given(supervision, [agreementSigned()])
      .when({ type: 'RecogniseAchievement', data: { sessionId: 's-1', on: '2026-02-02' } })
      .thenRefused('SESSION_NOT_HELD'));
  it('needs a session that was held', () =>
    given(supervision, [agreementSigned()]).when(note).thenRefused('SESSION_NOT_HELD'));
  it('is not brought up in the future', () =>
    given(supervision, held)
      .when({ ...note, data: { ...note.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
});
