import type { FigureRecords } from '@praxis/contracts';
import { counted, whole } from '../../format/figure.format.js';
import type { FilterFault } from '../../search/filter-faults.js';
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

/** An offset that passes over every record there is: an empty list would read as if there were none. */
export function pastTheEnd({ offset, total }: Pick<FigureRecords, 'offset' | 'total'>): FilterFault | undefined {
  if (total === 0 || offset < total) return undefined;
  const text = `Offset “${offset}” passes over all there are: ${counted(total, 'record')}`;
  return { field: 'offset', text, remedy: `Give less than ${whole(total)}, or leave it out.` };
}
