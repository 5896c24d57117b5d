import { describe, expect, it } from 'vitest';
import {
  instant,
  longDay,
  longMonth,
  monthAt,
  monthIndex,
  monthsBetween,
  shortDay,
  shortMonth,
} from './date.format.js';

describe('dates as text', () => {
  it('in British order, whatever the browser speaks', () => {
    expect(longDay('2026-03-07')).toBe('7 March 2026');
    expect(shortDay('2026-09-30')).toBe('30 Sep 2026');
    expect(longMonth('2026-12')).toBe('December 2026');
    expect(shortMonth('2026-01')).toBe('Jan 2026');
  });

  it('an instant keeps its time zone in sight; anything else stays as it came', () => {
    expect(instant('2026-05-14T09:21:07.123Z')).toBe('14 May 2026, 09:21:07 UTC');
    expect(instant('yesterday')).toBe('yesterday');
  });
});

describe('months', () => {
  it('count over the turn of the year, both ends included', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
  });

  it('go to a number and back', () => {
    for (const month of ['1999-12', '2026-01', '2026-06']) expect(monthAt(monthIndex(month))).toBe(month);
  });
});
