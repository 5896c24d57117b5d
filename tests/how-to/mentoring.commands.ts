import { command, day } from '@praxis/domain';
import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { MentoringAgreed, MentoringMeetingHeld } from './mentoring.events.js';

const { menteeId: _mentee, ...meeting } = MentoringMeetingHeld.schema.shape;

// #region commands
const roles = ['supervisor', 'data-steward', 'administrator'] as const;

export const MENTORING_COMMANDS = {
  AgreeMentoring: command({
    summary: 'Agree that one worker mentors another',
    roles,
    schema: z.strictObject({ ...MentoringAgreed.schema.shape, on: day() }),
    references: ({ menteeId, mentorId, on }) => [
      { kind: 'worker', id: menteeId, on, field: 'menteeId' },
      { kind: 'worker', id: mentorId, on, field: 'mentorId' },
    ],
  }),
  RecordMentoringMeeting: command({
    summary: 'Record that they met',
    roles,
    schema: z.strictObject({ ...meeting, on: day() }),
  }),
} as const;
export type MentoringCommand = CommandOf<typeof MENTORING_COMMANDS>;
// #endregion
