import { describe, expect, it } from 'vitest';
import { birthday, dayOf, expiryOf } from './upload-dates.js';

describe('days in uploads', () => {
  it.each([
    ['01/03/2026', '2026-03-01'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2023', undefined],
    ['31/04/2026', undefined],
    ['1/3/2026', undefined],
    [' 01/03/2026', undefined],
    ['2026-03-01', undefined],
    ['01/03/26', undefined],
    ['', undefined],
  ])('%s', (text, day) => expect(dayOf(text)).toBe(day));
});

describe('expiry: the completion and so many months, less a day', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-27'],
    ['2024-02-29', 12, '2025-02-27'],
    ['2026-03-01', 12, '2027-02-28'],
    ['2026-03-01', 36, '2029-02-28'],
    ['2026-03-01', 999, '2109-05-31'],
    ['2023-12-31', 2, '2024-02-28'],
    ['2026-12-01', 1, '2026-12-31'],
  ])('%s and %i months', (completedOn, months, expiry) => expect(expiryOf(completedOn, months)).toBe(expiry));
});

it.each([
  ['1982-12-10', 14, '1996-12-10'],
  ['2004-02-29', 14, '2018-02-28'],
])('%s turns %i', (bornOn, years, on) => expect(birthday(bornOn, years)).toBe(on));
