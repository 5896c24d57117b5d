import { freeText, id, minutes } from '@praxis/domain';
import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';

// #region events
export const MentoringAgreed = defineEvent('MentoringAgreed', {
  schema: z.strictObject({ menteeId: id(), mentorId: id() }),
});
/** `effectiveAt` is the day they met. */
export const MentoringMeetingHeld = defineEvent('MentoringMeetingHeld', {
  schema: z.strictObject({ menteeId: id(), meetingId: id(), minutes: minutes(), notes: freeText().optional() }),
  personal: { notes: 'menteeId' },
});

export const MENTORING_EVENTS = [MentoringAgreed, MentoringMeetingHeld] as const;
export type MentoringEvent = EventOf<typeof MENTORING_EVENTS>;
// #endregion
