import type { Problem, Reference } from '@praxis/contracts';
import { FILTER_LABELS } from './filter-form.js';
import { recordsSearch } from './report-search.js';

/** A filter of the address that does not say which figures are asked for. */
export interface FilterFault {
  readonly field: string;
  /** Which filter, what it says, and what is wrong with that; no stop at its end. */
  readonly text: string;
  /** A sentence: what to give instead, where that can be said. */
  readonly remedy?: string;
}

/** What a problem says of the filters in the address; nothing when it is about something else. */
export function filterFaults({ errors = [] }: Problem, raw: object): FilterFault[] {
  const search = recordsSearch(raw) as Readonly<Record<string, unknown>>;
  return errors.flatMap(({ field, reason, remedy }) => {
    const label = FILTER_LABELS[field];
    if (label === undefined || search[field] === undefined) return [];
    const text = `${label} “${String(search[field])}” ${reason}`;
    return [{ field, text, ...(remedy === undefined ? {} : { remedy }) }];
  });
}

const OF_REPORTS = ['unit', 'from', 'to', 'asAt', 'knownBy', 'view'];
const OF_CAPABILITY = [...OF_REPORTS, 'dimension', 'level'];
const OF_RECORDS = Object.keys(FILTER_LABELS);

function filtersOf(pathname: string): readonly string[] {
  if (pathname === '/records') return OF_RECORDS;
  return pathname === '/capability' ? OF_CAPABILITY : OF_REPORTS;
}

/** What is wrong with a value that the page keeps for itself: no server is asked with it, to say so. */
function wrongOfThePage(field: string, value: string): Pick<FilterFault, 'text' | 'remedy'> | undefined {
  if (value === '') return undefined;
  if (field === 'view' && value !== 'table') {
    return { text: `View “${value}” is not known`, remedy: 'Give “table”, or leave it out for charts.' };
  }
  if (field === 'offset' && !/^\d{1,9}$/.test(value)) {
    const remedy = 'Give how many records to pass over, such as 100, or leave it out.';
    return { text: `Offset “${value}” is not a whole number`, remedy };
  }
  return undefined;
}

/**
 * What in the address of the page at `pathname` does not reach the server: what is no filter of it, is one twice, or is
 * for the page itself and nothing that it knows.
 */
export function addressFaults(pathname: string, raw: object): FilterFault[] {
  const filters = filtersOf(pathname);
  return Object.entries(raw).flatMap(([field, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (!filters.includes(field)) {
      return [{ field, text: `“${field}” is not a filter of this page: it has ${filters.join(', ')}` }];
    }
    if (Array.isArray(value)) {
      const values = value.map((one) => `“${String(one)}”`).join(' and ');
      return [{ field, text: `${FILTER_LABELS[field] ?? field} is given more than once, as ${values}` }];
    }
    const wrong = wrongOfThePage(field, String(value));
    return wrong === undefined ? [] : [{ field, ...wrong }];
  });
}

/** What the address names and no list holds: the server tells that only once nothing else is wrong. */
export function unknownChoices(reference: Reference | undefined, raw: object): FilterFault[] {
  if (reference === undefined) return [];
  const known: Readonly<Record<string, readonly string[]>> = {
    unit: reference.units.map(({ id }) => id),
    dimension: reference.dimensions.map(({ code }) => code),
    level: reference.levels.map(({ code }) => code),
  };
  const search = recordsSearch(raw) as Readonly<Record<string, unknown>>;
  return Object.entries(known).flatMap(([field, values]) => {
    const value = search[field];
    if (typeof value !== 'string' || values.length === 0 || values.includes(value)) return [];
    return [{ field, text: `${FILTER_LABELS[field] ?? field} “${value}” is not known` }];
  });
}
