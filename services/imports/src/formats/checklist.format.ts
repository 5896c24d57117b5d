import { CHECKLIST_STATUSES } from '@praxis/domain';
import { code, day, evidence, id, oneOf, optional, person, recordId, text, whole } from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

const assessment = {
  item: whole('ITEM'),
  status: oneOf('STATUS', CHECKLIST_STATUSES),
  evidence: evidence('EVIDENCE'),
  on: day('DATE'),
};

export const checklistFormat: OwnFormat = {
  kind: 'checklist',
  version: 1,
  about: 'The checklist of a CPD framework (Form 1) of a unit: its eleven items, and the actions that close gaps.',
  columns: [
    ['UNIT', 'Id of the unit.'],
    FACT,
    ['DATE', 'The day on which it happened.'],
    ['ITEM', 'Number of the item, 1 to 11.'],
    ['STATUS', CHECKLIST_STATUSES.map((status) => `\`${status}\``).join(', ') + '.'],
    ['EVIDENCE', 'What evidence is found under, separated by semicolons; kept as a pseudonym.'],
    ['ACTION', "Id of the action, unique within the unit's checklist."],
    ['WORKPLACE', 'The `LOCALESTID` of the workplace that the owner belongs to.'],
    ['OWNER', "The `WORKER` of the action's owner, or `WORKPLACE/WORKER`."],
    ['DUE', 'The day by which the action is to be done.'],
    ['REASON', 'Why the action was dropped; a code.'],
    ['TEXT', "What is to be done. Sealed: the organisation's."],
    RECORDED,
  ],
  aggregate: 'checklist',
  stream: id('UNIT'),
  record: ['UNIT', 'ACTION'],
  facts: {
    adopted: { says: 'The unit adopted the checklist.', command: 'AdoptChecklist', fields: { on: day('DATE') } },
    assessed: { says: 'An item was assessed.', command: 'AssessItem', fields: assessment },
    corrected: {
      says: 'The assessment of the item made on that day was wrong; this is the right one.',
      command: 'CorrectAssessment',
      fields: assessment,
    },
    'action-planned': {
      says: 'An action was planned.',
      command: 'PlanAction',
      fields: {
        item: whole('ITEM'),
        actionId: recordId('ACTION'),
        ownerId: person('OWNER'),
        dueOn: day('DUE'),
        action: optional(text('TEXT')),
        on: day('DATE'),
      },
    },
    'action-completed': {
      says: 'The action was done.',
      command: 'CompleteAction',
      fields: { actionId: recordId('ACTION'), on: day('DATE') },
    },
    'action-slipped': {
      says: 'The action was given a later day.',
      command: 'SlipAction',
      fields: { actionId: recordId('ACTION'), dueOn: day('DUE'), on: day('DATE') },
    },
    'action-dropped': {
      says: 'The action was given up.',
      command: 'DropAction',
      fields: { actionId: recordId('ACTION'), reason: code('REASON'), on: day('DATE') },
    },
    reviewed: {
      says: 'The checklist was reviewed and signed.',
      command: 'ReviewChecklist',
      fields: { on: day('DATE') },
    },
  },
};
