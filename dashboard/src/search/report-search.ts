/**
 * Every filter is in the address of the page. What an address holds was typed, pasted or bookmarked by somebody, so
 * each parameter is checked, and one that could not be meant is left out instead of breaking the page.
 */
export interface ReportSearch {
  unit?: string;
  from?: string;
  to?: string;
  asAt?: string;
  knownBy?: string;
  /** Which face of each figure is opened first. */
  view?: 'table';
}
export interface CapabilitySearch extends ReportSearch {
  dimension?: string;
  level?: string;
}
export interface RecordsSearch extends CapabilitySearch {
  figure?: string;
  month?: string;
  element?: string;
  item?: string;
  status?: string;
  improvement?: string;
  /** Kind of learning. */
  kind?: string;
  period?: string;
  offset?: number;
}

/** Whatever stands in an address. */
type Raw = object;

const UNIT = /^[a-z0-9][a-z0-9-]{0,79}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const CODE = /^[\w.:/-]{1,80}$/;

function matching(raw: Raw, name: string, pattern: RegExp): string | undefined {
  const value = (raw as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** Days that the calendar has: `2026-02-30` matches the pattern and is none. */
function day(raw: Raw, name: string): string | undefined {
  const text = matching(raw, name, DAY);
  if (text === undefined) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text) ? text : undefined;
}

function defined<T extends object>(search: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The router lets through what a route does not know, and the API refuses it: pages read their filters through one
 * of these three.
 */
export function reportSearch(raw: Raw): ReportSearch {
  return defined<ReportSearch>({
    unit: matching(raw, 'unit', UNIT),
    from: matching(raw, 'from', MONTH),
    to: matching(raw, 'to', MONTH),
    asAt: day(raw, 'asAt'),
    knownBy: day(raw, 'knownBy'),
    view: matching(raw, 'view', /^table$/) as 'table' | undefined,
  });
}

export function capabilitySearch(raw: Raw): CapabilitySearch {
  return {
    ...reportSearch(raw),
    ...defined<CapabilitySearch>({ dimension: matching(raw, 'dimension', CODE), level: matching(raw, 'level', CODE) }),
  };
}

export function recordsSearch(raw: Raw): RecordsSearch {
  const offset = Number((raw as Readonly<Record<string, unknown>>)['offset']);
  return {
    ...capabilitySearch(raw),
    ...defined<RecordsSearch>({
      figure: matching(raw, 'figure', CODE),
      month: matching(raw, 'month', MONTH),
      element: matching(raw, 'element', CODE),
      item: matching(raw, 'item', /^([1-9]|1[01])$/),
      status: matching(raw, 'status', CODE),
      improvement: matching(raw, 'improvement', CODE),
      kind: matching(raw, 'kind', CODE),
      period: day(raw, 'period'),
      offset: Number.isInteger(offset) && offset > 0 ? offset : undefined,
    }),
  };
}

/** The part that the report API takes: how a page shows its figures is no part of the question. */
export function questionOf<T extends ReportSearch>(search: T): Omit<T, 'view'> {
  const { view: _view, ...question } = search;
  return question;
}

/** What stays when the reader turns to another page: everything but the filters only that page knows. */
export const carriedOver = (raw: object): ReportSearch => reportSearch(raw);

export function isFiltered(search: ReportSearch): boolean {
  return Object.keys(questionOf(search)).length > 0;
}

/** Names and values as they stand, so that an address can be read, written and shortened by hand. */
export function parseQuery(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifyQuery(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The page for the records behind a figure, from the path that the API gave with the figure. */
export function recordsPage(apiPath: string, view?: 'table'): string {
  const query = apiPath.includes('?') ? apiPath.slice(apiPath.indexOf('?') + 1) : '';
  return `/records${stringifyQuery({ ...recordsSearch(parseQuery(query)), view })}`;
}
