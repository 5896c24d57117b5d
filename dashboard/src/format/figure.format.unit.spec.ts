import { describe, expect, it } from 'vitest';
import { countOf, noShare, shareOf, withheldCount, withheldShare } from '../testing/fixtures/numbers.fixture.js';
import {
  alike,
  countChange,
  counted,
  countText,
  percent,
  percentNumber,
  pointsChange,
  position,
  shareChange,
  shareText,
} from './figure.format.js';

describe('figures as text', () => {
  it('a share has one decimal, and the chart draws what the table prints', () => {
    for (const value of [0, 0.0004, 0.3333, 0.70549, 0.7055, 0.99951, 1]) {
      expect(`${percentNumber(value).toFixed(1)}%`).toBe(percent(value));
    }
  });

  it('a share changes in percentage points, never in per cent of per cent', () => {
    expect(pointsChange(0.72, 0.7)).toBe('+2.0 points');
    expect(pointsChange(0.6, 0.664)).toBe('−6.4 points');
    expect(pointsChange(0.7, 0.7)).toBe('0.0 points');
    expect(pointsChange(0.7, 0)).toBe('+70.0 points');
  });

  it('a difference that is rounded away has no sign', () => {
    expect(pointsChange(0.7, 0.7004)).toBe('0.0 points');
  });

  it('a count that rises from zero rises by a number, not by a percentage', () => {
    expect(countChange(6, 0)).toBe('+6');
    expect(countChange(0, 6)).toBe('−6');
    expect(countChange(1234.5, 0)).toBe('+1,234.5');
  });

  it('records of 7.5 and of 12 hours stood under each other as 7.5 and 12: numbers of a column have as many decimals', () => {
    const written = (...column: readonly number[]) => column.map(alike(column));
    expect(written(7.5, 12, 1250)).toEqual(['7.50', '12.00', '1,250.00']);
    expect(written(7, 12.001)).toEqual(['7', '12']);
    expect(written(0, -3)).toEqual(['0', '-3']);
  });

  it('withheld, none and zero look different', () => {
    expect(shareText(withheldShare)).toBe('*');
    expect(shareText(noShare)).toBe('–');
    expect(shareText(shareOf(0, 12, 4, '/x'))).toBe('0.0%');
    expect(countText(withheldCount)).toBe('*');
    expect(countText(countOf(0, null))).toBe('0');
  });

  it('nothing is compared with what is not known', () => {
    expect(shareChange(withheldShare, shareOf(1, 2, 2, '/x'))).toBeNull();
    expect(shareChange(shareOf(1, 2, 2, '/x'), noShare)).toBeNull();
  });

  it('numbers agree with their nouns, and long positions are grouped without losing digits', () => {
    expect(counted(1, 'entry', 'entries')).toBe('1 entry');
    expect(counted(1200, 'entry', 'entries')).toBe('1,200 entries');
    expect(position('9007199254740993123').replaceAll(/\s/g, '')).toBe('9007199254740993123');
    expect(position('123')).toBe('123');
  });
});
