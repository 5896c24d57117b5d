import { day, id, optional, person, text, whole } from '../../services/imports/src/formats/cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from '../../services/imports/src/formats/own-format.js';

// #region format
export const mentoringFormat: Omit<OwnFormat, 'kind'> & { readonly kind: 'mentoring' } = {
  kind: 'mentoring',
  version: 1,
  about: 'Mentoring of one worker by another.',
  columns: [
    ['MENTORING', 'Id of the mentoring.'],
    FACT,
    ['DATE', 'The day on which it happened.'],
    ['WORKPLACE', 'The `LOCALESTID` of the workplace that both belong to.'],
    ['MENTEE', 'The `WORKER` who is mentored.'],
    ['MENTOR', 'The `WORKER` who mentors, or `WORKPLACE/WORKER`.'],
    ['MEETING', 'Id of the meeting.'],
    ['MINUTES', 'How long they met.'],
    ['TEXT', 'Notes of the meeting. Personal: the mentee’s.'],
    RECORDED,
  ],
  aggregate: 'mentoring',
  stream: id('MENTORING'),
  record: ['MENTORING', 'MEETING'],
  facts: {
    agreed: {
      says: 'The mentoring was agreed.',
      command: 'AgreeMentoring',
      fields: { menteeId: person('MENTEE'), mentorId: person('MENTOR'), on: day('DATE') },
    },
    met: {
      says: 'They met.',
      command: 'RecordMentoringMeeting',
      fields: { meetingId: id('MEETING'), minutes: whole('MINUTES'), notes: optional(text('TEXT')), on: day('DATE') },
    },
  },
};
// #endregion
