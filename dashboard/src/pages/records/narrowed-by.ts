import type { Reference } from '@praxis/contracts';
import { codeLabel } from '../../format/code.format.js';
import { longDay, longMonth } from '../../format/date.format.js';
import type { RecordsSearch } from '../../search/report-search.js';
import { NARROWED_BY } from './records.wording.js';

type Lists = Pick<Reference, 'dimensions' | 'elements' | 'levels' | 'checklistItems'>;

function labelOf(name: keyof RecordsSearch, value: string, lists: Lists | undefined): string {
  const coded = (list: readonly { readonly code: string; readonly label: string }[] | undefined) =>
    list?.find((entry) => entry.code === value)?.label ?? value;
  switch (name) {
    case 'month':
      return longMonth(value);
    case 'period':
      return longDay(value);
    case 'dimension':
      return coded(lists?.dimensions);
    case 'element':
      return `${value} ${coded(lists?.elements)}`;
    case 'level':
      return coded(lists?.levels);
    case 'item':
      return `${value}. ${lists?.checklistItems.find((entry) => String(entry.item) === value)?.label ?? ''}`.trim();
    default:
      return codeLabel(value);
  }
}

/** What the figure is narrowed to, in words; codes stay codes until the reference lists are there. */
export function narrowedBy(search: RecordsSearch, lists: Lists | undefined): { label: string; text: string }[] {
  return NARROWED_BY.flatMap(({ name, label }) => {
    const value = search[name];
    return typeof value === 'string' ? [{ label, text: labelOf(name, value, lists) }] : [];
  });
}
