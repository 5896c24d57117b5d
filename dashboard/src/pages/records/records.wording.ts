import type { RecordsSearch } from '../../search/report-search.js';

export const RECORDS_WORDING = {
  title: 'Records behind a figure',
  caption: 'Records',
  reconciles: 'Adds up',
  reconcilesText: 'All these records together give exactly the figure above.',
  differs: 'Does not add up',
  differsText:
    'The records do not give the figure above. Do not use it before somebody has found out why; tell your administrator.',
  noFigure: 'No figure was named',
  noFigureText: 'This page shows the records behind one figure. Open it from a figure on another page.',
  none: 'No records',
  noneText: 'No record stands behind this figure for these filters.',
} as const;

/** What narrows the figure down, beside the filters of every page. */
export const NARROWED_BY: readonly { readonly name: keyof RecordsSearch; readonly label: string }[] = [
  { name: 'month', label: 'Month' },
  { name: 'dimension', label: 'Dimension' },
  { name: 'level', label: 'Leadership level' },
  { name: 'element', label: 'Element' },
  { name: 'item', label: 'Checklist item' },
  { name: 'status', label: 'Status' },
  { name: 'improvement', label: 'Improvement' },
  { name: 'kind', label: 'Kind of learning' },
  { name: 'period', label: 'Period from' },
];
