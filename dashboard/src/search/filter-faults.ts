import type { Problem, Reference } from '@praxis/contracts';
import { FILTER_LABELS } from './filter-form.js';
import { recordsSearch } from './report-search.js';

/** A filter of the address that does not say which figures are asked for. */
export interface FilterFault {
  readonly field: string;
  /** Which filter, what it says, and what is wrong with that. */
  readonly text: string;
}

/** What a problem says of the filters in the address; nothing when it is about something else. */
export function filterFaults({ errors = [] }: Problem, raw: object): FilterFault[] {
  const search = recordsSearch(raw) as Readonly<Record<string, unknown>>;
  return errors.flatMap(({ field, reason }) => {
    const label = FILTER_LABELS[field];
    if (label === undefined || search[field] === undefined) return [];
    return [{ field, text: `${label} “${String(search[field])}” ${reason}` }];
  });
}

const OF_REPORTS = ['unit', 'from', 'to', 'asAt', 'knownBy'];
const OF_CAPABILITY = [...OF_REPORTS, 'dimension', 'level'];
const OF_RECORDS = Object.keys(FILTER_LABELS);
const OF_NO_QUESTION: readonly string[] = ['view', 'offset'];

function filtersOf(pathname: string): readonly string[] {
  if (pathname === '/records') return OF_RECORDS;
  return pathname === '/capability' ? OF_CAPABILITY : OF_REPORTS;
}

/** What in the address of the page at `pathname` is no filter of it, or is one twice: neither reaches the server. */
export function addressFaults(pathname: string, raw: object): FilterFault[] {
  const filters = filtersOf(pathname);
  return Object.entries(raw).flatMap(([field, value]: [string, unknown]) => {
    if (OF_NO_QUESTION.includes(field) || value === undefined) return [];
    if (!filters.includes(field)) {
      return [{ field, text: `“${field}” is not a filter of this page: it has ${filters.join(', ')}` }];
    }
    if (!Array.isArray(value)) return [];
    const values = value.map((one) => `“${String(one)}”`).join(' and ');
    return [{ field, text: `${FILTER_LABELS[field] ?? field} is given more than once, as ${values}` }];
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
