import { LEARNING_KINDS } from '@praxis/domain';
import {
  codes,
  day,
  elements,
  id,
  oneOf,
  optional,
  orElse,
  orNull,
  person,
  text,
  whole,
  yesNo,
  recordId,
} from './cell.fields.js';
import { FACT, RECORDED, WORKER, WORKPLACE, type OwnFormat } from './own-format.js';

const VOID_REASONS = ['recorded-in-error', 'duplicate', 'removed-at-source'];

const time = { minutes: orNull(whole('MINUTES')), participatoryMinutes: orNull(whole('PARTICIPATORY')) };

export const learningFormat: OwnFormat = {
  kind: 'learning',
  version: 1,
  about: 'What workers learned, and what they made of it. Certificates are in the ASC-WDS training file.',
  columns: [
    WORKPLACE,
    WORKER,
    FACT,
    ['ENTRY', "Id of the entry, unique within the worker's log."],
    ['DATE', 'The day on which it was completed, written or corrected to.'],
    [
      'KIND',
      `${LEARNING_KINDS.map((kind) => `\`${kind}\``).join(', ')}. For \`void\` the reason: ${VOID_REASONS.map(
        (reason) => `\`${reason}\``,
      ).join(', ')}; blank: \`recorded-in-error\`.`,
    ],
    ['PLANNED', '`yes` when it was planned, `no` when it came up.'],
    ['MINUTES', 'Minutes spent; blank: not known.'],
    ['PARTICIPATORY', 'Of these, minutes spent learning with other people; blank: not known.'],
    ['TOPICS', 'ASC-WDS training categories, separated by semicolons.'],
    ['ELEMENTS', 'Elements of frameworks as `framework:element`, separated by semicolons.'],
    [
      'PROGRAMME',
      'Id of the programme it was part of; blank: none. Naming it makes it known. Stands readable: never a name.',
    ],
    ['IMPACT', '`yes` when the reflection says what changed in practice, otherwise `no`.'],
    ['TEXT', 'The title of the entry, or the reflection. Personal.'],
    RECORDED,
  ],
  aggregate: 'learning-log',
  stream: person('WORKER'),
  facts: {
    logged: {
      says: 'The worker completed a piece of learning.',
      command: 'LogLearning',
      fields: {
        entryId: recordId('ENTRY'),
        kind: oneOf('KIND', LEARNING_KINDS),
        planned: yesNo('PLANNED'),
        ...time,
        topics: codes('TOPICS'),
        elements: elements('ELEMENTS'),
        programmeId: orNull(id('PROGRAMME')),
        title: optional(text('TEXT')),
        on: day('DATE'),
      },
    },
    reflection: {
      says: 'The worker reflected on an entry.',
      command: 'AddReflection',
      fields: {
        entryId: recordId('ENTRY'),
        impactRecorded: yesNo('IMPACT'),
        reflection: optional(text('TEXT')),
        on: day('DATE'),
      },
    },
    corrected: {
      says: 'The day and the time of an entry were wrong; these are right.',
      command: 'CorrectLearning',
      fields: { entryId: recordId('ENTRY'), ...time, on: day('DATE') },
    },
    void: {
      says: 'The entry should not be there.',
      command: 'VoidLearning',
      fields: { entryId: recordId('ENTRY'), reason: orElse(oneOf('KIND', VOID_REASONS), 'recorded-in-error') },
    },
  },
};
