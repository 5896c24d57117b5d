import { code, day, id, oneOf, orNull, text, thousandths, whole, type CellField } from './cell.fields.js';
import { dayIn } from './day.cells.js';
import { FACT, RECORDED, type OwnFormat } from './own-format.js';

/** An indicator belongs to a unit: its stream is named by both. */
const stream: CellField = {
  columns: ['INDICATOR', 'UNIT'],
  required: true,
  read: (cells) => {
    const unit = id('UNIT').read(cells);
    const indicator = id('INDICATOR').read(cells);
    return unit === undefined || indicator === undefined ? undefined : `${String(unit)}-${String(indicator)}`;
  },
};

const measurement = {
  periodStart: day('PERIODSTART'),
  periodEnd: day('PERIODEND'),
  numerator: whole('NUMERATOR'),
  denominator: orNull(whole('DENOMINATOR')),
};

/** The file has no column for an annotation's id: the same thing on the same day is the same annotation. */
const annotationId: CellField = {
  columns: ['TITLE', 'DATE'],
  required: true,
  read: (cells) =>
    `${dayIn(cells.get('DATE')) ?? ''}-${cells
      .get('TITLE')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '-')}`,
};

export const indicatorsFormat: OwnFormat = {
  kind: 'indicators',
  version: 1,
  about: 'What a unit counts about its service, period by period.',
  columns: [
    ['UNIT', 'Id of the unit.'],
    ['INDICATOR', 'Code of the indicator, unique within the unit; at most 40 characters.'],
    FACT,
    ['DATE', 'The day on which it was defined, or something happened.'],
    ['PERIODSTART', 'First day of the period measured.'],
    ['PERIODEND', 'Last day of the period measured.'],
    ['NUMERATOR', 'How many were counted.'],
    ['DENOMINATOR', 'Out of how many, or over how much exposure; blank for a plain count.'],
    ['TITLE', 'What the indicator is called; for `annotated`, a code of what happened.'],
    ['NUMERATORLABEL', 'What is counted.'],
    ['DENOMINATORLABEL', 'What it is counted over; blank for a plain count.'],
    ['PER', 'The rate is given per so many of the denominator: 100 for a percentage, 1 for a plain count.'],
    ['IMPROVEMENT', 'The direction of good: `increase`, `decrease`, `neutral`.'],
    ['TARGET', 'On the scale of the rate, with at most three decimals; blank: none.'],
    ['SOURCE', 'Where the figures come from; a code.'],
    RECORDED,
  ],
  aggregate: 'indicator',
  stream,
  facts: {
    defined: {
      says: 'The indicator was defined.',
      command: 'DefineIndicator',
      fields: {
        unitId: id('UNIT'),
        code: id('INDICATOR'),
        title: text('TITLE'),
        numerator: text('NUMERATORLABEL'),
        denominator: orNull(text('DENOMINATORLABEL')),
        per: whole('PER'),
        improvement: oneOf('IMPROVEMENT', ['increase', 'decrease', 'neutral']),
        targetThousandths: orNull(thousandths('TARGET')),
        source: code('SOURCE'),
        on: day('DATE'),
      },
    },
    measured: { says: 'A period was measured.', command: 'RecordMeasurement', fields: measurement },
    corrected: {
      says: "The period's measurement was wrong; this is the right one.",
      command: 'CorrectMeasurement',
      fields: measurement,
    },
    annotated: {
      says: 'Something happened that readers of the chart should know.',
      command: 'AnnotateIndicator',
      fields: { annotationId, kind: code('TITLE'), on: day('DATE') },
    },
  },
};
