import type { Comparison } from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { improvementFixture } from '../../testing/fixtures/improvement.fixture.js';
import { placeOf, prepareRatioInterval } from './prepare.js';

const [first] = improvementFixture().comparisons;
if (first === undefined) throw new Error('The fixture has no comparison.');
const comparison = (part: Partial<Comparison>) => prepareRatioInterval({ ...first, ...part });

describe('a ratio with its interval', () => {
  it('halving is as far from 1 as doubling', () => {
    expect(placeOf(1)).toBeCloseTo(0.5, 9);
    expect(placeOf(2) - placeOf(1)).toBeCloseTo(placeOf(1) - placeOf(0.5), 9);
    expect([placeOf(0.01), placeOf(90)]).toEqual([0, 1]);
  });

  it('is printed with its interval, and drawn only with one', () => {
    expect(comparison({}).ratio).toBe('0.56 (0.47 to 0.67)');
    // A column whose numbers lost their noughts could not be read down.
    expect(comparison({ ratio: 0.6, low: 0.4, high: 1 }).ratio).toBe('0.60 (0.40 to 1.00)');
    expect(comparison({ low: null, high: null })).toMatchObject({
      ratio: '0.56',
      drawn: null,
      reading: 'No interval could be computed.',
    });
    expect(comparison({ high: 9 }).drawn?.cut).toBe(true);
  });

  it.each([
    ['below 1', 0.5, 0.9, 'Lower after than before, by more than chance would explain.'],
    ['above 1', 1.1, 2, 'Higher after than before, by more than chance would explain.'],
    ['with 1 inside', 0.9, 1.2, 'No difference that chance would not explain.'],
    ['with 1 at its edge', 1, 2, 'No difference that chance would not explain.'],
  ])('an interval %s is read as it is', (_, low, high, reading) => {
    expect(comparison({ ratio: Math.sqrt(low * high), low, high }).reading).toBe(reading);
  });

  it('too few months is no zero', () => {
    const none = comparison({ before: null, after: null, ratio: null, low: null, high: null });
    expect([none.before, none.after, none.ratio, none.reading]).toEqual([
      '–',
      '–',
      '–',
      'Not enough months to compare.',
    ]);
  });
});
