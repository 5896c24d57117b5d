import { RuleBroken, type DecisionContext } from '@praxis/event-sourcing';
import type { MentoringCommand } from './mentoring.commands.js';
import type { MentoringEvent } from './mentoring.events.js';
import type { MentoringState } from './mentoring.state.js';

type Of<Type extends MentoringCommand['type']> = Extract<MentoringCommand, { type: Type }>;

// #region decider
export function decideMentoring(
  command: MentoringCommand,
  state: MentoringState,
  { today }: DecisionContext,
): readonly MentoringEvent[] {
  if (command.data.on > today)
    throw new RuleBroken('IN_THE_FUTURE', 'It has not happened yet', {
      field: 'on',
      remedy: 'Give the day on which it happened.',
    });
  switch (command.type) {
    case 'AgreeMentoring':
      return agree(command, state);
    case 'RecordMentoringMeeting':
      return recordMeeting(command, state);
    default:
      return command satisfies never;
  }
}
// #endregion

function agree({ data }: Of<'AgreeMentoring'>, state: MentoringState): readonly MentoringEvent[] {
  const { on, ...agreed } = data;
  if (data.menteeId === data.mentorId) {
    throw new RuleBroken('SELF_MENTORING', 'Nobody mentors themselves', {
      field: 'mentorId',
      remedy: 'Name another person as the mentor.',
    });
  }
  if (state.status === 'none') return [{ type: 'MentoringAgreed', effectiveAt: on, data: agreed }];
  if (state.menteeId === data.menteeId && state.agreedOn === on) return [];
  throw new RuleBroken('MENTORING_AGREED', 'This mentoring was agreed before', { remedy: 'Use an id of its own.' });
}

// #region rule
function recordMeeting({ data }: Of<'RecordMentoringMeeting'>, state: MentoringState): readonly MentoringEvent[] {
  if (state.status === 'none') {
    throw new RuleBroken('NO_MENTORING', 'No mentoring was agreed', { remedy: 'Agree it first.' });
  }
  const { on, ...meeting } = data;
  const known = state.meetings.get(meeting.meetingId);
  // Notes are sealed and cannot be compared: a command that brings some is never taken for a repetition.
  if (known?.on === on && known.minutes === meeting.minutes && meeting.notes === undefined) return [];
  if (known) {
    throw new RuleBroken('MEETING_EXISTS', 'This meeting was recorded before', {
      field: 'meetingId',
      remedy: 'Use a new id for a new meeting.',
    });
  }
  return [{ type: 'MentoringMeetingHeld', effectiveAt: on, data: { menteeId: state.menteeId, ...meeting } }];
}
// #endregion
