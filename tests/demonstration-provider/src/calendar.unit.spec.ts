import { describe, expect, it } from 'vitest';
import { addMonths, british, day, iso, MONTHS, monthStart, weekday } from './calendar.js';

describe('days', () => {
  it('are read and written in both notations', () => {
    expect(iso(day('2024-02-29'))).toBe('2024-02-29');
    expect(british(day('2026-03-01'))).toBe('01/03/2026');
    expect(() => day('2025-02-29')).toThrow(RangeError);
    expect(() => day('1 March 2025')).toThrow(RangeError);
  });

  it('keep to the end of a shorter month', () => {
    expect(iso(addMonths(day('2026-01-31'), 1))).toBe('2026-02-28');
    expect(iso(addMonths(day('2024-02-29'), 12))).toBe('2025-02-28');
    expect(iso(monthStart(day('2024-12-15'), 1))).toBe('2025-01-01');
  });

  it('move from a weekend to the Monday after', () => {
    expect(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02'].map((text) => iso(weekday(day(text))))).toEqual([
      '2026-10-30',
      '2026-11-02',
      '2026-11-02',
      '2026-11-02',
    ]);
  });

  it('make up forty-eight months', () => {
    expect(MONTHS.map(iso).filter((_, index) => index % 47 === 0)).toEqual(['2022-11-01', '2026-10-01']);
  });
});
