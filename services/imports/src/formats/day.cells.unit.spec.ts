import { describe, expect, it } from 'vitest';
import { dayIn, DayColumn, isMonthFirst, isPlausible } from './day.cells.js';

describe('a day in a cell', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
    ['01/02/2026', '2026-02-01'],
    ['1/2/2026', '2026-02-01'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2023', undefined],
    ['03/31/2026', undefined],
    ['31/03/26', undefined],
    ['31.03.2026', undefined],
    ['31/03/2026 09:00', undefined],
    ['2026-3-31', undefined],
    ['', undefined],
  ])('%j is %s: day first', (cell, day) => expect(dayIn(cell)).toBe(day));

  it.each([
    ['03/31/2026', true],
    ['31/03/2026', false],
    ['01/02/2026', false],
    ['13/13/2026', false],
    ['02/30/2026', false],
    ['2026-03-31', false],
  ])('%j can only be month first: %s', (cell, is) => expect(isMonthFirst(cell)).toBe(is));
});

it.each([
  ['1899-12-31', false],
  ['1900-01-01', true],
  ['2299-12-31', true],
  ['2300-01-01', false],
])('%s is a day that somebody may have meant: %s', (day, is) => expect(isPlausible(day)).toBe(is));

describe('a column of days', () => {
  const since = (cells: readonly string[]) => {
    const column = new DayColumn();
    cells.forEach((cell, index) => column.watch(cell, index + 2));
    return column.monthFirstSince;
  };

  it.each([
    ['none', []],
    ['days that can be read both ways', ['01/02/2026', '03/04/2026']],
    ['days first', ['01/02/2026', '25/12/2026']],
    ['days first and one typing error', ['25/12/2026', '12/25/2026', '01/02/2026']],
    ['as the standard writes them', ['2026-12-25', '']],
  ])('with %s is read', (_what, cells) => expect(since(cells)).toBeUndefined());

  it('with its month first is not, whatever could be read both ways', () => {
    expect(since(['01/02/2026', '12/25/2026', '03/04/2026', '12/26/2026', '2026-03-04'])).toBe(3);
  });
});
