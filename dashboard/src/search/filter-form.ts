import type { UnitNode } from '@praxis/contracts';
import { longDay, longMonth, monthAt, monthIndex, monthsBetween } from '../format/date.format.js';
import type { CapabilitySearch } from './report-search.js';

/** As in the contract, which is too large to load for one constant; a spec compares them. */
export const FIRST_DAY = '1900-01-01';

/** What the pages call each filter. */
export const FILTER_LABELS: Readonly<Record<string, string>> & { readonly asAt: string; readonly knownBy: string } = {
  unit: 'Unit',
  from: 'From',
  to: 'To',
  asAt: 'As at',
  knownBy: 'Known by',
  dimension: 'Dimension',
  level: 'Leadership level',
  figure: 'Figure',
  month: 'Month',
  element: 'Element',
  item: 'Checklist item',
  status: 'Status',
  improvement: 'Improvement',
  kind: 'Kind of learning',
  period: 'Period',
  view: 'View',
  offset: 'Offset',
};

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
  for (const month of chosen) if (month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) offered.add(month);
  return [...offered]
    .sort()
    .reverse()
    .map((month) => ({ value: month, label: longMonth(month) }));
}

/** With what the address names, whether there is such a thing or not: a list must not show another choice for it. */
export function withChosen(choices: readonly Choice[], chosen: string | undefined): readonly Choice[] {
  if (chosen === undefined || choices.length === 0 || choices.some(({ value }) => value === chosen)) return choices;
  return [...choices, { value: chosen, label: `“${chosen}”: not known` }];
}

/** Whether a field for dates can hold it: any other text it shows as nothing. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
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
  for (const field of ['asAt', 'knownBy'] as const) {
    const chosen = search[field];
    if (chosen === undefined) continue;
    const name = `“${FILTER_LABELS[field]}”`;
    if (!isDay(chosen)) {
      errors.push({ field, text: `${name} must be a day such as 2026-03-31` });
      continue;
    }
    // In the demonstration the last day is not today: its calendar stands still.
    if (chosen > today) {
      errors.push({ field, text: `${name} must be ${longDay(today)}, the last day there are figures of, or earlier` });
    }
    if (chosen < FIRST_DAY) errors.push({ field, text: `${name} must be ${longDay(FIRST_DAY)} or later` });
  }
  return errors;
}

/** A date of which only a part was typed reads as none at all. */
export const halfTyped = (field: 'asAt' | 'knownBy'): FilterError => ({
  field,
  text: `“${FILTER_LABELS[field]}” must be a whole date, with day, month and year`,
});
