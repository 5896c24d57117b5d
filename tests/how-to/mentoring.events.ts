import { freeText, minutes, recordId, workerId } from '@praxis/domain';
import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';

// #region events
export const MentoringAgreed = defineEvent('MentoringAgreed', {
  schema: z.strictObject({ menteeId: workerId(), mentorId: workerId() }),
});
/** `effectiveAt` is the day they met. */
export const MentoringMeetingHeld = defineEvent('MentoringMeetingHeld', {
  schema: z.strictObject({
    menteeId: workerId(),
    meetingId: recordId(),
    minutes: minutes(),
    notes: freeText().optional(),
  }),
  personal: { notes: 'menteeId' },
});

export const MENTORING_EVENTS = [MentoringAgreed, MentoringMeetingHeld] as const;
export type MentoringEvent = EventOf<typeof MENTORING_EVENTS>;
// #endregion
