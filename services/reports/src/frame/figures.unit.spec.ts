import { describe, expect, it } from 'vitest';
import { countOf, recordsPath, shareOf, SUPPRESSED_COUNT, SUPPRESSED_SHARE, Withholding } from './figures.js';
import type { ReportScope } from './report-scope.js';

const scope = { unit: 'north', asAt: '2026-03-31', knownBy: '2026-04-15' } as ReportScope;

describe('a share', () => {
  it('is numerator over denominator, with its Wilson interval', () => {
    const share = shareOf(30, 40, 12, '/records');

    expect(share).toMatchObject({
      status: 'ok',
      value: 0.75,
      numerator: 30,
      denominator: 40,
      n: 12,
      records: '/records',
    });
    // Wilson 1927, z = 1.96, computed by hand.
    expect(share.low).toBeCloseTo(0.5981, 3);
    expect(share.high).toBeCloseTo(0.8581, 3);
  });

  it('of nothing is none: not zero, and without records', () => {
    expect(shareOf(0, 0, 0, '/records')).toMatchObject({ status: 'none', value: null, low: null, records: null });
  });

  it('of zero is zero, and keeps its records: they are in the denominator', () => {
    expect(shareOf(0, 7, 7, '/records')).toMatchObject({ status: 'ok', value: 0, records: '/records' });
  });
});

describe('a count', () => {
  it('of zero has no records to show', () => {
    expect(countOf(0, '/records')).toEqual({ status: 'ok', value: 0, records: null });
    expect(countOf(3, '/records')).toEqual({ status: 'ok', value: 3, records: '/records' });
  });
});

describe('the path of the records', () => {
  it('carries the unit, both dates and what the figure is of', () => {
    expect(recordsPath(scope, { figure: 'capability', element: '3.3' })).toBe(
      '/api/reports/records?unit=north&asAt=2026-03-31&knownBy=2026-04-15&figure=capability&element=3.3',
    );
  });

  it('leaves the unit out for the whole organisation, and lets a figure name its own day', () => {
    const path = recordsPath({ ...scope, unit: '' }, { figure: 'headcount', asAt: '2026-02-28' });

    expect(path).toBe('/api/reports/records?asAt=2026-02-28&knownBy=2026-04-15&figure=headcount');
  });

  it('escapes what it carries', () => {
    expect(recordsPath(scope, { figure: 'learning-minutes', status: 'a&b=c' })).toContain('status=a%26b%3Dc');
  });
});

describe('withholding', () => {
  it('gives nothing of a figure away, does not compute it, and counts', () => {
    const withholding = new Withholding();
    const never = () => {
      throw new Error('computed');
    };

    expect(withholding.share(true, never)).toEqual(SUPPRESSED_SHARE);
    expect(withholding.count(true, never)).toEqual(SUPPRESSED_COUNT);
    expect(withholding.count(false, () => countOf(3))).toMatchObject({ value: 3 });
    expect(withholding.total).toBe(2);
    const { status: _status, ...numbers } = SUPPRESSED_SHARE;
    expect(new Set(Object.values(numbers))).toEqual(new Set([null]));
  });
});
