import { POLICY_KINDS } from '@praxis/domain';
import { always, code, day, id, oneOf, orNull, text, whole } from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

export const organisationFormat: OwnFormat = {
  kind: 'organisation',
  version: 1,
  about: 'The services and teams of the organisation, and how they hang together.',
  columns: [
    ['UNIT', 'Id of the service or team.'],
    FACT,
    ['DATE', 'The day from which it was so.'],
    ['PARENT', 'Id of the unit it is part of; blank: directly under the organisation.'],
    ['KIND', '`service` or `team`.'],
    ['NAME', 'What people call it.'],
    RECORDED,
  ],
  aggregate: 'organisation',
  stream: 'organisation',
  facts: {
    opened: {
      says: 'The unit was opened.',
      command: 'OpenUnit',
      fields: {
        unitId: id('UNIT'),
        parentId: orNull(id('PARENT')),
        kind: oneOf('KIND', ['service', 'team']),
        name: text('NAME'),
        serviceType: always(null),
        regulator: always(null),
        registrationNumber: always(null),
        on: day('DATE'),
      },
    },
    moved: {
      says: 'The unit became part of another one.',
      command: 'MoveUnit',
      fields: { unitId: id('UNIT'), parentId: orNull(id('PARENT')), on: day('DATE') },
    },
    renamed: {
      says: 'The unit got another name.',
      command: 'RenameUnit',
      fields: { unitId: id('UNIT'), name: text('NAME'), on: day('DATE') },
    },
    closed: {
      says: 'The unit was closed.',
      command: 'CloseUnit',
      fields: { unitId: id('UNIT'), on: day('DATE') },
    },
  },
};

export const policiesFormat: OwnFormat = {
  kind: 'policies',
  version: 1,
  about: 'Settings of the organisation, each in force from a day on until a later one of the same kind.',
  columns: [
    ['POLICY', `One of ${POLICY_KINDS.map((kind) => `\`${kind}\``).join(', ')}.`],
    ['ROLEPROFILE', 'Id of the role profile it holds for; blank: all of them.'],
    ['TOPIC', 'ASC-WDS training category; only for `mandatory-topic-months`.'],
    ['VALUE', 'In the unit that the policy names; blank for a mandatory topic that does not expire.'],
    ['FROM', 'The first day it is in force.'],
    RECORDED,
  ],
  aggregate: 'organisation',
  stream: 'organisation',
  facts: {
    '': {
      says: 'The policy was set.',
      command: 'SetPolicy',
      fields: {
        kind: oneOf('POLICY', POLICY_KINDS),
        roleProfileId: orNull(id('ROLEPROFILE')),
        topic: orNull(code('TOPIC')),
        value: orNull(whole('VALUE')),
        from: day('FROM'),
      },
    },
  },
};
