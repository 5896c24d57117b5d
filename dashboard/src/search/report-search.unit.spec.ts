import { recordsQuery } from '@praxis/contracts';
import { describe, expect, it } from 'vitest';
import {
  capabilitySearch,
  carriedOver,
  isFiltered,
  pageOfFigure,
  parseQuery,
  questionOf,
  recordsPage,
  recordsSearch,
  reportSearch,
  stringifyQuery,
  without,
} from './report-search.js';

describe('filters in the address', () => {
  it('those of the contract are taken', () => {
    const search = { unit: 'oak-house', from: '2025-01', to: '2026-03', asAt: '2026-03-31', knownBy: '2026-04-30' };
    expect(reportSearch({ ...search, view: 'table' })).toEqual({ ...search, view: 'table' });
    expect(capabilitySearch({ ...search, dimension: '2', level: 'front-line-worker' })).toEqual({
      ...search,
      dimension: '2',
      level: 'front-line-worker',
    });
  });

  it.each([
    ['a unit in capitals', { unit: 'Oak House' }],
    ['a unit with something added', { unit: 'oak-house;drop' }],
    ['a month that no year has', { from: '2026-13' }],
    ['a day that the month has not', { asAt: '2026-02-30' }],
    ['a day in another order', { knownBy: '31/03/2026' }],
    ['a year typed wrongly', { asAt: '0205-03-31' }],
  ])('%s was left out, and the page showed the whole organisation: it is asked with', (_, raw) => {
    expect(reportSearch(raw)).toEqual(raw);
    expect(questionOf(recordsSearch({ ...raw, level: 'captain' }))).toEqual({ ...raw, level: 'captain' });
  });

  it.each([
    ['an empty filter, as a form sends it', { unit: '' }],
    ['a view that is none', { view: 'pie' }],
    ['a number in place of a text', { unit: 7 }],
    ['a name that nobody knows', { colour: 'red' }],
  ])('%s is left out', (_, raw) => {
    expect(reportSearch(raw)).toEqual({});
  });

  it('some can be taken away, and the rest stays', () => {
    const raw = { unit: 'atlantis', asAt: '31/03/2026', level: 'captain', figure: 'capability', view: 'table' };
    expect(without(raw, ['unit', 'asAt', 'colour'])).toEqual({ level: 'captain', figure: 'capability', view: 'table' });
    expect(without(raw, [])).toEqual(raw);
  });

  it('how figures are shown is no part of the question', () => {
    expect(questionOf({ unit: 'oak-house', view: 'table' })).toEqual({ unit: 'oak-house' });
    expect(isFiltered({ view: 'table' })).toBe(false);
    expect(isFiltered({ from: '2026-01' })).toBe(true);
  });

  it('another page gets what it knows', () => {
    expect(carriedOver({ unit: 'oak-house', dimension: '2', view: 'table', offset: 100 })).toEqual({
      unit: 'oak-house',
      view: 'table',
    });
  });

  it('text that looks like a number, a date or a truth stays text', () => {
    expect(parseQuery('?unit=123&level=true&from=2026-01')).toEqual({ unit: '123', level: 'true', from: '2026-01' });
    expect(stringifyQuery(parseQuery('?unit=a&unit=b&level=c'))).toBe('?unit=a&unit=b&level=c');
    expect(reportSearch(parseQuery('?unit=a&unit=b'))).toEqual({});
    expect(stringifyQuery({ unit: '123', view: undefined, level: '' })).toBe('?unit=123');
    expect(stringifyQuery({})).toBe('');
  });
});

describe('from a figure to its records', () => {
  it('the path that the API gives becomes a page with the same question', () => {
    expect(recordsPage('/api/reports/records?figure=capability&month=2026-03&unit=oak-house&limit=100')).toBe(
      '/records?unit=oak-house&figure=capability&month=2026-03',
    );
    expect(recordsPage('/api/reports/records')).toBe('/records');
  });

  it('every parameter of the contract arrives', () => {
    const all = {
      unit: 'oak-house',
      from: '2025-01',
      to: '2026-01',
      asAt: '2026-01-31',
      knownBy: '2026-02-01',
      dimension: '2',
      level: 'front-line-leader',
      figure: 'capability',
      month: '2026-01',
      element: '1.3/L2',
      item: '11',
      status: 'some-progress',
      improvement: 'imp-1',
      kind: 'e-learning',
      period: '2026-01-01',
    };
    expect(recordsSearch(all)).toEqual(all);
    const paging = ['offset', 'limit'];
    expect(Object.keys(recordsQuery.shape).filter((name) => !(name in all) && !paging.includes(name))).toEqual([]);
    expect(parseQuery(recordsPage(`/api/reports/records${stringifyQuery(all)}`).split('?')[1] ?? '')).toEqual(all);
  });

  it('an offset that cannot be is not asked with, for the page tells it; an item that cannot be is', () => {
    expect(recordsSearch({ item: '12', offset: '-5' })).toEqual({ item: '12' });
    expect(recordsSearch({ offset: '1.5' })).toEqual({});
    expect(recordsSearch({ offset: '200' })).toEqual({ offset: 200 });
  });
});

it.each([
  ['coverage', '/capability'],
  ['checklist-items', '/checklist'],
  ['actions-overdue', '/checklist'],
  ['learning-minutes-per-head', '/cpd'],
  ['reflection', '/cpd'],
  ['headcount', '/'],
  ['nothing-known', '/'],
])('the page of %s is %s', (figure, page) => expect(pageOfFigure(figure)).toBe(page));
