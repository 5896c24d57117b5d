import type { Problem } from '@praxis/contracts';
import { FILTER_LABELS } from './filter-form.js';
import { recordsSearch } from './report-search.js';

/** A filter of the address that the server refused. */
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
