import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { mentoring } from './mentoring.aggregate.js';
import type { MentoringEvent } from './mentoring.events.js';

const agreed: MentoringEvent = {
  type: 'MentoringAgreed',
  effectiveAt: '2026-01-05',
  data: { menteeId: 'w-ada', mentorId: 'w-sam' },
};
const agree = { type: 'AgreeMentoring', data: { ...agreed.data, on: '2026-01-05' } } as const;

describe('agreeing on mentoring', () => {
  it('begins it', () => given(mentoring, []).when(agree).then([agreed]));
  it('has nothing to do when it was agreed so', () => given(mentoring, [agreed]).when(agree).thenNothing());
  it('is refused a second time', () =>
    given(mentoring, [agreed])
      .when({ ...agree, data: { ...agree.data, on: '2026-01-06' } })
      .thenRefused('MENTORING_AGREED'));
  it('is refused with oneself', () =>
    given(mentoring, [])
      .when({ ...agree, data: { ...agree.data, mentorId: 'w-ada' } })
      .thenRefused('SELF_MENTORING'));
});

// #region spec
describe('a meeting', () => {
  const meeting = { meetingId: 'm-1', minutes: 45 };
  const record = { type: 'RecordMentoringMeeting', data: { ...meeting, on: '2026-02-02' } } as const;
  const held: MentoringEvent = {
    type: 'MentoringMeetingHeld',
    effectiveAt: '2026-02-02',
    data: { menteeId: 'w-ada', ...meeting },
  };

  it('is recorded', () => given(mentoring, [agreed]).when(record).then([held]));
  it('needs mentoring that was agreed', () => given(mentoring, []).when(record).thenRefused('NO_MENTORING'));
  it('has nothing to do when it was recorded so', () => given(mentoring, [agreed, held]).when(record).thenNothing());
  it('is not recorded twice under its id', () =>
    given(mentoring, [agreed, held])
      .when({ ...record, data: { ...record.data, minutes: 60 } })
      .thenRefused('MEETING_EXISTS'));
  it('is not recorded ahead', () =>
    given(mentoring, [agreed])
      .when({ ...record, data: { ...record.data, on: '2026-07-01' } })
      .thenRefused('IN_THE_FUTURE'));
});
// #endregion
