import type { Count, RecordsQuery, Share } from '@praxis/contracts';
import { wilson } from '@praxis/metrics';
import type { ReportScope } from './report-scope.js';

/** Which figure, in the words of the records query; unit and both dates are filled in from the scope. */
export type RecordsOf = Partial<Omit<RecordsQuery, 'offset' | 'limit'>> & Pick<RecordsQuery, 'figure'>;

/** The path of the records behind a figure. Dates are always given, so that the link keeps showing the same figure. */
export function recordsPath(scope: ReportScope, of: RecordsOf): string {
  const search = new URLSearchParams();
  const parts: Record<string, unknown> = {
    unit: scope.unit === '' ? undefined : scope.unit,
    asAt: scope.asAt,
    knownBy: scope.knownBy,
    ...of,
  };
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) search.set(name, String(value));
  return `/api/reports/records?${search.toString()}`;
}

export function shareOf(numerator: number, denominator: number, people: number, records: string | null): Share {
  if (denominator === 0) {
    return {
      status: 'none',
      value: null,
      numerator: 0,
      denominator: 0,
      low: null,
      high: null,
      n: people,
      records: null,
    };
  }
  const interval = wilson(numerator, denominator);
  return {
    status: 'ok',
    value: numerator / denominator,
    numerator,
    denominator,
    low: interval.lower,
    high: interval.upper,
    n: people,
    records,
  };
}

export const SUPPRESSED_SHARE: Share = {
  status: 'suppressed',
  value: null,
  numerator: null,
  denominator: null,
  low: null,
  high: null,
  n: null,
  records: null,
};

export const SUPPRESSED_COUNT: Count = { status: 'suppressed', value: null, records: null };

export function countOf(value: number, records: string | null = null): Count {
  return { status: 'ok', value, records: value === 0 ? null : records };
}

/** Counts what a report withholds, so that the answer can say how much is missing from it. */
export class Withholding {
  #count = 0;

  share(hide: boolean, figure: () => Share): Share {
    if (!hide) return figure();
    this.#count += 1;
    return SUPPRESSED_SHARE;
  }

  count(hide: boolean, figure: () => Count): Count {
    if (!hide) return figure();
    this.#count += 1;
    return SUPPRESSED_COUNT;
  }

  get total(): number {
    return this.#count;
  }
}
