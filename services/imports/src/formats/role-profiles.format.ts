import { LEADERSHIP_LEVELS } from '@praxis/domain';
import { code, day, id, oneOf, orNull, text, whole } from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

export const roleProfilesFormat: OwnFormat = {
  kind: 'role-profiles',
  version: 1,
  about: 'The roles of the organisation, and which competences each of them asks for.',
  columns: [
    ['ROLEPROFILE', 'Id of the role profile.'],
    FACT,
    ['DATE', 'The day from which it was so.'],
    ['TITLE', 'What the role is called.'],
    ['LEVEL', `Leadership level: ${LEADERSHIP_LEVELS.map((level) => `\`${level}\``).join(', ')}; blank: none.`],
    ['JOBROLE', 'ASC-WDS main job role; blank: none.'],
    ['FRAMEWORK', 'Id of the framework that the element belongs to.'],
    ['ELEMENT', 'Code of the element.'],
    ['RATING', 'The rating that is needed, 1 to 4.'],
    RECORDED,
  ],
  aggregate: 'role-profile',
  stream: id('ROLEPROFILE'),
  facts: {
    defined: {
      says: 'The role profile was defined.',
      command: 'DefineRoleProfile',
      fields: {
        title: text('TITLE'),
        leadershipLevel: orNull(oneOf('LEVEL', LEADERSHIP_LEVELS)),
        jobRole: orNull(code('JOBROLE')),
        on: day('DATE'),
      },
    },
    required: {
      says: 'From this day the role needs this rating of the element.',
      command: 'RequireCompetence',
      fields: { frameworkId: id('FRAMEWORK'), element: code('ELEMENT'), rating: whole('RATING'), from: day('DATE') },
    },
    'not-required': {
      says: 'From this day the role no longer needs the element.',
      command: 'StopRequiringCompetence',
      fields: { frameworkId: id('FRAMEWORK'), element: code('ELEMENT'), from: day('DATE') },
    },
  },
};
