import { ImprovementClosed, ImprovementImpactEvaluated, ImprovementShared } from '@praxis/domain';
import { code, day, id, oneOf, optional, orNull, person, text, whole } from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

const { level, judgedBy, finding } = ImprovementImpactEvaluated.schema.shape;
const audiences = ImprovementShared.schema.shape.audience.options;
const outcomes = ImprovementClosed.schema.shape.outcome.options;
const among = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ');
/** A row may name the unit again; naming another one is a mistake. */
const repeats = { unitId: id('UNIT') };

export const improvementsFormat: OwnFormat = {
  kind: 'improvements',
  version: 1,
  about: 'Improvements to the service, the CPD that is meant to bring them about, and what came of them.',
  columns: [
    ['IMPROVEMENT', 'Id of the improvement.'],
    FACT,
    ['DATE', 'The day on which it happened; for `cpd-linked` the day the programme began.'],
    ['UNIT', 'Id of the unit that improves. May be repeated on every row.'],
    ['TITLE', 'What the improvement is called.'],
    ['WORKPLACE', 'The `LOCALESTID` of the workplace that the person in the row belongs to.'],
    ['PROPOSER', 'The `WORKER` who proposed it, or contributed to it; or `WORKPLACE/WORKER`.'],
    ['PROGRAMME', 'Id of the CPD programme, as in the learning file.'],
    ['INDICATORUNIT', 'Id of the unit whose indicator it should move.'],
    ['INDICATOR', 'Code of that indicator.'],
    ['LEVEL', `Level of the evaluation: ${among(level.options)}.`],
    ['METHOD', 'How it was evaluated; a code.'],
    ['JUDGEDBY', `Who judged: ${among(judgedBy.options)}.`],
    ['RESPONDENTS', 'How many people were asked; blank: not known.'],
    ['FINDING', `What was found: ${among(finding.options)}.`],
    ['AUDIENCE', `With whom the learning was shared: ${among(audiences)}.`],
    ['OUTCOME', `How it ended: ${among(outcomes)}.`],
    ['TEXT', "The aim. Sealed: the organisation's."],
    RECORDED,
  ],
  aggregate: 'improvement',
  stream: id('IMPROVEMENT'),
  record: ['IMPROVEMENT'],
  facts: {
    proposed: {
      says: 'The improvement was proposed.',
      command: 'ProposeImprovement',
      fields: {
        unitId: id('UNIT'),
        title: text('TITLE'),
        proposedBy: person('PROPOSER'),
        aim: optional(text('TEXT')),
        on: day('DATE'),
      },
    },
    started: { says: 'It was started.', command: 'StartImprovement', fields: { on: day('DATE') }, repeats },
    'cpd-linked': {
      says: 'A CPD programme was linked to it, and the indicator it should move.',
      command: 'LinkCpd',
      fields: {
        programmeId: id('PROGRAMME'),
        indicatorUnitId: id('INDICATORUNIT'),
        indicatorCode: id('INDICATOR'),
        on: day('DATE'),
      },
      repeats,
    },
    contribution: {
      says: "A worker's contribution was recognised: the one in PROPOSER.",
      command: 'RecogniseContribution',
      fields: { workerId: person('PROPOSER'), on: day('DATE') },
      repeats,
    },
    evaluated: {
      says: 'Its impact was evaluated at a level.',
      command: 'EvaluateImpact',
      fields: {
        level: oneOf('LEVEL', level.options),
        method: code('METHOD'),
        judgedBy: oneOf('JUDGEDBY', judgedBy.options),
        respondents: orNull(whole('RESPONDENTS')),
        finding: oneOf('FINDING', finding.options),
        on: day('DATE'),
      },
      repeats,
    },
    shared: {
      says: 'What was learned was shared.',
      command: 'ShareImprovement',
      fields: { audience: oneOf('AUDIENCE', audiences), on: day('DATE') },
      repeats,
    },
    closed: {
      says: 'It was closed.',
      command: 'CloseImprovement',
      fields: { outcome: oneOf('OUTCOME', outcomes), on: day('DATE') },
      repeats,
    },
  },
};
