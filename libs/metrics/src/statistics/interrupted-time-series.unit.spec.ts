import { describe, expect, it } from 'vitest';
import { interruptedTimeSeries, type InterruptedTimeSeriesOptions } from './interrupted-time-series.js';
import { fixtureRows } from './testing/fixtures.js';

const sicily = fixtureRows('impact/sicily-its.csv').map(({ year, month, aces, stdpop }) => ({
  month: `${year}-${String(month).padStart(2, '0')}`,
  numerator: Number(aces),
  denominator: Number(stdpop),
}));
const golden = new Map(fixtureRows('impact/sicily-its-golden.csv').map((row) => [row.model, row]));
const start = '2005-01';

const models: [string, Partial<InterruptedTimeSeriesOptions>, 'level' | 'slope'][] = [
  ['poisson_step', { variance: 'poisson' }, 'level'],
  ['quasi_step', {}, 'level'],
  ['quasi_step_seasonal', { harmonics: 2 }, 'level'],
  ['quasi_step_slope_seasonal_level', { harmonics: 2, slope: true }, 'level'],
  ['quasi_step_slope_seasonal_slope', { harmonics: 2, slope: true }, 'slope'],
];

describe('interrupted time series against base R on the Sicily data', () => {
  it('covers all models of the golden file', () => {
    expect(models.map(([name]) => name)).toEqual([...golden.keys()]);
    expect(sicily).toHaveLength(59);
  });

  it.each(models)('%s', (name, options, term) => {
    const row = golden.get(name);
    const result = interruptedTimeSeries(sicily, { start, ...options });
    const estimate = result[term];
    expect(estimate?.estimate).toBeCloseTo(Number(row?.rate_ratio), 7);
    expect(estimate?.lower).toBeCloseTo(Number(row?.ci_low), 7);
    expect(estimate?.upper).toBeCloseTo(Number(row?.ci_high), 7);
    // R takes the residuals of its last but one round, hence the fifth decimal.
    if (name.startsWith('quasi')) expect(result.dispersion).toBeCloseTo(Number(row?.dispersion), 4);
  });
});

describe('interrupted time series', () => {
  it('leaves months without a measurement out and says how many it has', () => {
    const gaps = sicily.map((month, index) => (index % 10 === 0 ? { ...month, numerator: null } : month));
    const { monthsBefore, monthsAfter, level } = interruptedTimeSeries(gaps, { start });
    expect([monthsBefore, monthsAfter]).toEqual([32, 21]);
    expect(level.estimate).toBeCloseTo(0.9, 1);
  });

  it('refuses fewer months than the minimum', () => {
    expect(() => interruptedTimeSeries(sicily.slice(0, 40), { start })).toThrow(/36 before and 4 after/);
  });

  it('refuses months without events and a malformed start', () => {
    const none = sicily.map((month) => ({ ...month, numerator: 0 }));
    expect(() => interruptedTimeSeries(none, { start })).toThrow(/no events/);
    expect(() => interruptedTimeSeries(sicily, { start: '2005-1' })).toThrow(/YYYY-MM/);
  });

  it('refuses a side without events instead of answering with an endless interval', () => {
    const stopped = sicily.map((month) => (month.month < start ? month : { ...month, numerator: 0 }));
    expect(() => interruptedTimeSeries(stopped, { start })).toThrow(RangeError);
  });

  it('refuses terms that the months cannot separate', () => {
    const januaries = sicily.filter(({ month }) => month.endsWith('-01'));
    expect(() => interruptedTimeSeries(januaries, { start, minimumMonths: 2, harmonics: 1 })).toThrow(RangeError);
  });
});
