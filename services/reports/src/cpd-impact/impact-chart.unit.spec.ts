import { addMonths } from '@praxis/metrics';
import { describe, expect, it } from 'vitest';
import type { ReportScope } from '../frame/report-scope.js';
import { impactChart } from './impact-chart.js';
import type { IndicatorSeries } from './indicator-series.js';

const FIRST = '2022-01';
const month = (index: number): string => addMonths(FIRST, index);
const at = { asAt: '2026-10-31', knownBy: '2026-10-31' } as ReportScope;

/** Falls month by month; null for a month without a measurement. */
function seriesOf(counts: readonly (number | null)[]): IndicatorSeries {
  const months = counts.map((count, index) => ({
    month: month(index),
    measured:
      count === null
        ? null
        : {
            period_start: `${month(index)}-01`,
            period_end: `${month(index)}-28`,
            numerator: String(count),
            denominator: null,
          },
  }));
  return {
    unit: 'home',
    code: 'falls',
    per: 1,
    improvement: 'decrease',
    target: null,
    months,
  } as unknown as IndicatorSeries;
}

/** About ten until the CPD of that month, about five after it. */
function halved(before: number, after: number): IndicatorSeries {
  const wave = [10, 12, 8, 11, 9];
  return seriesOf([
    ...Array.from({ length: before }, (_, n) => wave[n % 5]!),
    ...Array.from({ length: after }, (_, n) => wave[n % 5]! - 5),
  ]);
}
const chartOf = (series: IndicatorSeries, cpdFrom: string | null) => impactChart(at, series, 'imp', cpdFrom)!;

describe('what is said of the chart of an indicator', () => {
  it('“48 months around a mean” was said of the mean of the 16 before the CPD: it says whose mean it is', () => {
    const { summary, mean, limitsFrom, points } = chartOf(halved(16, 32), `${month(16)}-01`);
    expect(mean).toBeCloseTo((3 * 50 + 10) / 16, 9);
    expect(limitsFrom).toBe('the 16 months before the CPD');
    const after = points.slice(17).filter(({ rule }) => rule !== 'none').length;
    expect(after).toBeGreaterThan(20);
    const upTo = points.slice(0, 17).filter(({ rule }) => rule !== 'none').length;
    expect(summary).toBe(
      `48 months against 10.00, the mean of the 16 before the CPD: ${upTo} of them up to the CPD and ${after} after it vary more than usual.`,
    );
  });

  it('does not say so of a mean of all months, where too few came before the CPD or there was none', () => {
    const few = chartOf(halved(11, 9), `${month(11)}-15`);
    expect(few.summary).toMatch(/^20 months around a mean of 7\.80: \d+ of them up to the CPD and \d+ after it /);
    expect(few.limitsFrom).toBe('all 20 months measured');
    // The month that ends with the day on which the CPD began is not before it.
    expect(chartOf(halved(12, 9), '2022-12-31').limitsFrom).toBe('all 21 months measured');
    const none = chartOf(halved(16, 0), null);
    expect(none.summary).toBe('16 months around a mean of 10.00: 0 of them vary more than usual.');
  });

  it('counts the months that were measured, and the month of the CPD as one up to it', () => {
    const { summary } = chartOf(
      seriesOf([...Array.from({ length: 12 }, (_, n) => 10 + (n % 2)), null, 40, 10]),
      `${month(13)}-20`,
    );
    expect(summary).toBe(
      '14 months against 10.50, the mean of the 12 before the CPD: 1 of them up to the CPD and 0 after it vary more than usual.',
    );
  });
});
