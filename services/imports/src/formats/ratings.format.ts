import { LEADERSHIP_LEVELS, RATING_SOURCES } from '@praxis/domain';
import { code, codes, day, evidence, id, oneOf, optional, person, text, whole, recordId } from './cell.fields.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

const repeats = { workerId: person('WORKER') };
const rated = { element: code('ELEMENT'), source: oneOf('SOURCE', RATING_SOURCES) };

export const ratingsFormat: OwnFormat = {
  kind: 'ratings',
  version: 1,
  about: 'Performance reviews, and the ratings given in them.',
  columns: [
    ['WORKPLACE', 'The `LOCALESTID` of the workplace that the people in the row belong to.'],
    ['WORKER', 'The `UNIQUEWORKERID` of the worker reviewed. May be repeated on every row.'],
    ['REVIEW', 'Id of the review.'],
    FACT,
    ['DATE', 'The day on which it happened.'],
    ['MANAGER', "The reviewing manager's `WORKER`, or `WORKPLACE/WORKER`."],
    ['PERIODFROM', 'First day of the period reviewed.'],
    ['PERIODTO', 'Last day of the period reviewed.'],
    ['FRAMEWORK', 'Id of the framework rated against.'],
    ['VERSION', 'Its version.'],
    ['LEVEL', `The worker's leadership level: ${LEADERSHIP_LEVELS.map((level) => `\`${level}\``).join(', ')}.`],
    ['APPLICABLE', 'Codes of the elements that apply, separated by semicolons.'],
    ['NOTAPPLICABLE', 'Codes of those that do not, and are not evaluated.'],
    ['ELEMENT', 'Code of the element rated.'],
    ['SOURCE', `Who rated: ${RATING_SOURCES.map((source) => `\`${source}\``).join(', ')}.`],
    ['RATING', '1 to 4.'],
    ['EVIDENCE', 'What evidence is found under, separated by semicolons; kept as a pseudonym.'],
    ['TEXT', 'The summary signed at the end. Personal.'],
    RECORDED,
  ],
  aggregate: 'performance-review',
  stream: recordId('REVIEW'),
  record: ['REVIEW'],
  facts: {
    opened: {
      says: 'The review was opened.',
      command: 'OpenReview',
      fields: {
        workerId: person('WORKER'),
        managerId: person('MANAGER'),
        periodFrom: day('PERIODFROM'),
        periodTo: day('PERIODTO'),
        frameworkId: id('FRAMEWORK'),
        frameworkVersion: code('VERSION'),
        leadershipLevel: oneOf('LEVEL', LEADERSHIP_LEVELS),
        on: day('DATE'),
      },
    },
    standards: {
      says: 'Both agreed which elements apply.',
      command: 'AgreeStandards',
      fields: { applicable: codes('APPLICABLE'), notApplicable: codes('NOTAPPLICABLE'), on: day('DATE') },
      repeats,
    },
    rated: {
      says: 'An element was rated.',
      command: 'RateElement',
      fields: { ...rated, rating: whole('RATING'), evidence: evidence('EVIDENCE'), on: day('DATE') },
      repeats,
    },
    corrected: {
      says: 'A rating had been recorded wrongly; this is the right one.',
      command: 'CorrectRating',
      fields: { ...rated, rating: whole('RATING') },
      repeats,
    },
    void: {
      says: 'A rating had been recorded in error.',
      command: 'VoidRating',
      fields: rated,
      repeats,
    },
    completed: {
      says: 'Both signed the review.',
      command: 'CompleteReview',
      fields: { summary: optional(text('TEXT')), on: day('DATE') },
      repeats,
    },
  },
};
