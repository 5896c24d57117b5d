import type { Headline } from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import { overviewFixture } from '../../testing/fixtures/overview.fixture.js';
import { countOf, noShare, withheldShare } from '../../testing/fixtures/numbers.fixture.js';
import { attentionHref } from './attention-list.js';
import { changeText, prepareHeadline } from './headline.model.js';

const headline = (id: Headline['id']): Headline => {
  const found = overviewFixture().headlines.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`The fixture has no headline ${id}.`);
  return found;
};

describe('a headline', () => {
  it('a share moves in percentage points, with what it is a share of', () => {
    expect(prepareHeadline(headline('capability'))).toMatchObject({
      figure: { text: '71.2%', records: '/api/reports/records?figure=capability' },
      beside: '1,854 of 2,604',
      change: '+2.1 points in three months, from 69.1%',
    });
  });

  it('a count from zero rises by a number: nothing invents a percentage', () => {
    expect(changeText(headline('actions-overdue'))).toBe('+6 in three months, from 0');
  });

  it('minutes say that they are minutes', () => {
    expect(prepareHeadline(headline('learning-minutes-per-head'))).toMatchObject({
      beside: 'minutes',
      change: '+13 in three months, from 121 minutes',
    });
  });

  it('no change is said in words', () => {
    expect(changeText({ ...headline('headcount'), count: countOf(291, null) })).toBe('Unchanged in three months');
    expect(changeText({ ...headline('capability'), before: 1854 / 2604 })).toBe('Unchanged in three months');
  });

  it.each([
    ['withheld', withheldShare, { text: '*', word: 'withheld' }],
    ['none', noShare, { text: '–', word: 'nobody to count' }],
  ])('%s has neither number nor change', (_, share, figure) => {
    expect(prepareHeadline({ ...headline('capability'), share })).toMatchObject({
      figure,
      beside: null,
      change: 'No figure to compare with three months before',
    });
  });
});

describe('what needs attention', () => {
  it('leads to its page with its own filters over those that are set', () => {
    const entry = { text: 'x', page: 'capability', search: { unit: 'oak-house', dimension: '2' } };
    expect(attentionHref(entry, { unit: 'willow-court', asAt: '2026-03-31' })).toBe(
      '/capability?unit=oak-house&asAt=2026-03-31&dimension=2',
    );
    expect(attentionHref({ ...entry, page: '/cpd/improvements/a', search: {} }, {})).toBe('/cpd/improvements/a');
  });
});
