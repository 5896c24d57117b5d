import { describe, expect, it } from 'vitest';
import { referenceFixture } from '../../testing/fixtures/frame.fixture.js';
import { narrowedBy } from './narrowed-by.js';

describe('what a figure is narrowed to', () => {
  it('in words', () => {
    const search = {
      figure: 'capability',
      month: '2026-03',
      dimension: '2',
      element: '2.1',
      level: 'front-line-leader',
      item: '11',
      status: 'some-progress',
      period: '2026-03-01',
    };
    expect(narrowedBy(search, referenceFixture()).map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Month: March 2026',
      'Dimension: Leading people',
      'Leadership level: Front-line leader',
      'Element: 2.1 Leading people, element 1',
      'Checklist item: 11. CPD system monitored and evaluated',
      'Status: Some progress',
      'Period from: 1 March 2026',
    ]);
  });

  it('as codes while the lists are not there yet, or do not know them', () => {
    expect(narrowedBy({ dimension: '9', level: 'x' }, undefined).map(({ text }) => text)).toEqual(['9', 'x']);
    expect(narrowedBy({ dimension: '9' }, referenceFixture())[0]?.text).toBe('9');
    expect(narrowedBy({}, undefined)).toEqual([]);
  });
});
