import { LEADERSHIP_LEVELS } from '@praxis/domain';
import { always, day, id, oneOf, person } from './cell.fields.js';
import { FACT, RECORDED, WORKER, WORKPLACE, type OwnFormat } from './own-format.js';

export const assignmentsFormat: OwnFormat = {
  kind: 'assignments',
  version: 1,
  about: 'Where each worker belongs, and what happened to them. The worker comes from the staff file.',
  columns: [
    WORKPLACE,
    WORKER,
    FACT,
    ['DATE', 'The day on which it happened, or from which it was so.'],
    ['TEAM', 'Id of the unit: a team, or a service without teams.'],
    ['ROLEPROFILE', 'Id of the role profile.'],
    ['LEVEL', `Leadership level: ${LEADERSHIP_LEVELS.map((level) => `\`${level}\``).join(', ')}.`],
    ['MANAGER', "The line manager's `WORKER`, or `WORKPLACE/WORKER`."],
    RECORDED,
  ],
  aggregate: 'worker',
  stream: person('WORKER'),
  facts: {
    team: {
      says: 'The worker joined the team.',
      command: 'AssignToTeam',
      fields: { unitId: id('TEAM'), from: day('DATE') },
    },
    'role-profile': {
      says: 'The worker took on the role.',
      command: 'AssignRoleProfile',
      fields: { roleProfileId: id('ROLEPROFILE'), from: day('DATE') },
    },
    level: {
      says: 'The worker came to the leadership level.',
      command: 'AssignLeadershipLevel',
      fields: { leadershipLevel: oneOf('LEVEL', LEADERSHIP_LEVELS), from: day('DATE') },
    },
    'line-manager': {
      says: 'The worker got this line manager.',
      command: 'AssignLineManager',
      fields: { managerId: person('MANAGER'), from: day('DATE') },
    },
    'absence-started': {
      says: 'A long absence began. Its kind is recorded as `other`, for the file has no column for it.',
      command: 'StartAbsence',
      fields: { kind: always('other'), on: day('DATE') },
    },
    'absence-ended': {
      says: 'The worker came back from a long absence.',
      command: 'EndAbsence',
      fields: { on: day('DATE') },
    },
    'induction-started': { says: 'Induction began.', command: 'StartInduction', fields: { on: day('DATE') } },
    'induction-completed': {
      says: 'Induction was completed.',
      command: 'CompleteInduction',
      fields: { on: day('DATE') },
    },
    left: {
      says: 'The worker left.',
      command: 'RecordLeaving',
      fields: { reason: always(null), on: day('DATE') },
    },
    returned: {
      says: 'A worker who had left came back, on the contract they had when they left.',
      command: 'RecordReturn',
      fields: { on: day('DATE') },
      completion: 'contract-at-leaving',
    },
  },
};
