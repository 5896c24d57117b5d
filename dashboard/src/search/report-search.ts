/**
 * Every filter is in the address of the page. What an address holds was typed, pasted or bookmarked by somebody, so a
 * filter may well name nothing. It is asked with all the same: the server knows what there is and says what is wrong,
 * where a filter left out here would show the figures of the whole organisation as if they were those asked for.
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

function given(raw: Raw, name: string): string | undefined {
  const value = (raw as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
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
    unit: given(raw, 'unit'),
    from: given(raw, 'from'),
    to: given(raw, 'to'),
    asAt: given(raw, 'asAt'),
    knownBy: given(raw, 'knownBy'),
    view: given(raw, 'view') === 'table' ? 'table' : undefined,
  });
}

export function capabilitySearch(raw: Raw): CapabilitySearch {
  return {
    ...reportSearch(raw),
    ...defined<CapabilitySearch>({ dimension: given(raw, 'dimension'), level: given(raw, 'level') }),
  };
}

export function recordsSearch(raw: Raw): RecordsSearch {
  const offset = Number((raw as Readonly<Record<string, unknown>>)['offset']);
  return {
    ...capabilitySearch(raw),
    ...defined<RecordsSearch>({
      figure: given(raw, 'figure'),
      month: given(raw, 'month'),
      element: given(raw, 'element'),
      item: given(raw, 'item'),
      status: given(raw, 'status'),
      improvement: given(raw, 'improvement'),
      kind: given(raw, 'kind'),
      period: given(raw, 'period'),
      offset: Number.isInteger(offset) && offset > 0 ? offset : undefined,
    }),
  };
}

/** The part that the report API takes: how a page shows its figures is no part of the question. */
export function questionOf<T extends ReportSearch>(search: T): Omit<T, 'view'> {
  const { view: _view, ...question } = search;
  return question;
}

/** The same without some of the filters. */
export function without(raw: object, names: readonly string[]): RecordsSearch {
  const kept = Object.entries(recordsSearch(raw)).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept) as RecordsSearch;
}

/** What stays when the reader turns to another page: everything but the filters only that page knows. */
export const carriedOver = (raw: object): ReportSearch => reportSearch(raw);

export function isFiltered(search: ReportSearch): boolean {
  return Object.keys(questionOf(search)).length > 0;
}

/**
 * Names and values as they stand, so that an address can be read, written and shortened by hand. A name that stands
 * there more than once has all its values: which of them was meant is not known.
 */
export function parseQuery(text: string): Record<string, string | string[]> {
  const query = new URLSearchParams(text);
  const entries = [...new Set(query.keys())].map((name) => {
    const [first = '', ...others] = query.getAll(name);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(entries);
}

export function stringifyQuery(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The page for the records behind a figure, from the path that the API gave with the figure. */
export function recordsPage(apiPath: string, view?: 'table'): string {
  const query = apiPath.includes('?') ? apiPath.slice(apiPath.indexOf('?') + 1) : '';
  return `/records${stringifyQuery({ ...recordsSearch(parseQuery(query)), view })}`;
}

/** The page that a figure stands on, for whoever came to its records by a link from elsewhere. */
export function pageOfFigure(figure: string): '/' | '/capability' | '/checklist' | '/cpd' {
  if (/^(capability|coverage)$/.test(figure)) return '/capability';
  if (/^(checklist|actions)-/.test(figure)) return '/checklist';
  return /^(learning-|indicator$|reflection$|impact-)/.test(figure) ? '/cpd' : '/';
}
