import { PersistentMap } from '@praxis/event-sourcing';
import type { MentoringEvent } from './mentoring.events.js';

// #region state
export type MentoringState =
  | { readonly status: 'none' }
  | {
      readonly status: 'agreed';
      readonly menteeId: string;
      readonly agreedOn: string;
      /** By the meeting's id, without its notes, which are sealed. */
      readonly meetings: PersistentMap<string, { readonly on: string; readonly minutes: number }>;
    };

export const NO_MENTORING: MentoringState = { status: 'none' };

export function evolveMentoring(state: MentoringState, event: MentoringEvent): MentoringState {
  switch (event.type) {
    case 'MentoringAgreed': {
      const { menteeId } = event.data;
      return { status: 'agreed', menteeId, agreedOn: event.effectiveAt, meetings: PersistentMap.empty() };
    }
    case 'MentoringMeetingHeld': {
      if (state.status === 'none') return state;
      const { meetingId, minutes } = event.data;
      return { ...state, meetings: state.meetings.with(meetingId, { on: event.effectiveAt, minutes }) };
    }
    default:
      return event satisfies never;
  }
}
// #endregion
