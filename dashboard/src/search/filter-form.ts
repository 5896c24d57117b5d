import type { UnitNode } from '@praxis/contracts';
import { longDay, longMonth, monthAt, monthIndex, monthsBetween } from '../format/date.format.js';
import type { CapabilitySearch } from './report-search.js';

/** How far back the month filters reach, in months. */
const MONTHS_OFFERED = 60;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Units as a tree written down a list: each below its parent, set in by its depth. Closed ones say so. */
export function unitChoices(units: readonly UnitNode[]): Choice[] {
  const children = Map.groupBy(units, (unit) => unit.parentId ?? '');
  const known = new Set(units.map((unit) => unit.id));
  const choices: Choice[] = [];
  const add = (unit: UnitNode, depth: number) => {
    // No-break spaces, because a list trims ordinary ones.
    const indent = '\u00a0\u00a0\u00a0\u00a0'.repeat(depth);
    const closed = unit.closedOn === null ? '' : ` (closed ${longDay(unit.closedOn)})`;
    choices.push({ value: unit.id, label: `${indent}${unit.label}${closed}` });
    for (const child of children.get(unit.id) ?? []) add(child, depth + 1);
  };
  for (const unit of units) if (unit.parentId === null || !known.has(unit.parentId)) add(unit, 0);
  return choices;
}

/** Months to choose from, newest first, with any that the address already names. */
export function monthChoices(today: string, chosen: readonly (string | undefined)[]): Choice[] {
  const newest = monthIndex(today.slice(0, 7));
  const offered = new Set(monthsBetween(monthAt(newest - MONTHS_OFFERED + 1), monthAt(newest)));
  for (const month of chosen) if (month !== undefined) offered.add(month);
  return [...offered]
    .sort()
    .reverse()
    .map((month) => ({ value: month, label: longMonth(month) }));
}

export interface FilterError {
  readonly field: keyof CapabilitySearch;
  readonly text: string;
}

/** What can be seen to be wrong before asking: the server checks the same, and more. */
export function filterErrors(search: CapabilitySearch, today: string): FilterError[] {
  const errors: FilterError[] = [];
  if (search.from !== undefined && search.to !== undefined && search.from > search.to) {
    errors.push({ field: 'to', text: 'The last month must not be before the first month' });
  }
  if (search.asAt !== undefined && search.asAt > today) {
    errors.push({ field: 'asAt', text: `“As at” must be today, ${longDay(today)}, or earlier` });
  }
  if (search.knownBy !== undefined && search.knownBy > today) {
    errors.push({ field: 'knownBy', text: `“Known by” must be today, ${longDay(today)}, or earlier` });
  }
  return errors;
}
