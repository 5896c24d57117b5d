export const GLOSSARY_WORDING = {
  title: 'Glossary',
  question: 'What do the figures mean?',
  lead: 'Each figure is defined once. Pages, records and exports read the same definition, and every figure names the version it was computed with.',
  dates: 'Two dates on every page',
  symbols: 'Symbols and words',
} as const;

export const DATES: readonly (readonly [string, string])[] = [
  ['As at', 'What was true on this day. A session held on 3 May counts from 3 May, whenever it was written down.'],
  [
    'Known by',
    'What had been recorded by the end of this day. With an earlier day you see what anyone could have known then.',
  ],
  ['Data to', 'The day on which the newest record behind the figures was made.'],
  [
    'Log position',
    'The number of the last event behind the figures. The same position gives the same figures for ever.',
  ],
];

export const SYMBOLS = {
  suppressed:
    'Withheld. The figure exists and would tell something about single people, or would give away another figure that does.',
  none: 'No figure, with the reason beside it. Missing is not zero, and not applicable is neither.',
  others: [
    ['Points', 'Percentage points: from 70% to 72% is a change of 2 points.'],
    [
      '95% interval',
      'Where the underlying share plausibly lies, if the people counted were one sample of how things go.',
    ],
    ['Hollow and dashed', 'The month has not ended. It is not a fall.'],
    ['Moved together', 'Two things changed at the same time. It is not said that one brought about the other.'],
  ],
} as const satisfies {
  suppressed: string;
  none: string;
  others: readonly (readonly [string, string])[];
};
