import { describe, expect, it } from 'vitest';
import { SERVICES, TODAY } from '../testing/fixtures/frame.fixture.js';
import { recordsQuery, FIRST_DAY as FIRST_DAY_OF_CONTRACT } from '@praxis/contracts';
import {
  FILTER_LABELS,
  filterErrors,
  FIRST_DAY,
  halfTyped,
  monthChoices,
  unitChoices,
  withChosen,
} from './filter-form.js';

describe('what there is to choose', () => {
  it('units below their parents, set in; closed ones say when', () => {
    const labels = unitChoices(SERVICES).map((choice) => choice.label.replaceAll('\u00a0', '.'));
    expect(labels.slice(0, 4)).toEqual(['Oak House', '....Oak House days', '....Oak House nights', 'Willow Court']);
    expect(labels).toContain('Day centre (closed 30 June 2025)');
  });

  it('a unit whose parent is not in the list is not lost', () => {
    const orphan = { id: 'x', label: 'X', parentId: 'gone', kind: 'team' as const, closedOn: null };
    expect(unitChoices([orphan])).toEqual([{ value: 'x', label: 'X' }]);
  });

  it('months newest first, with one that the address names although it is long ago', () => {
    const months = monthChoices(TODAY, ['2019-02', undefined]);
    expect(months[0]).toEqual({ value: '2026-11', label: 'November 2026' });
    expect(months.at(-1)).toEqual({ value: '2019-02', label: 'February 2019' });
    expect(months).toHaveLength(61);
  });
});

describe('what the address names and there is not', () => {
  const choices = [{ value: 'north', label: 'North' }];

  it('stands in the list as not known: the list showed the whole organisation for it', () => {
    expect(withChosen(choices, 'atlantis')).toEqual([
      ...choices,
      { value: 'atlantis', label: '“atlantis”: not known' },
    ]);
  });

  it('is nothing when it is there, when nothing is named, and while the list is still on its way', () => {
    expect(withChosen(choices, 'north')).toEqual(choices);
    expect(withChosen(choices, undefined)).toEqual(choices);
    expect(withChosen([], 'north')).toEqual([]);
  });

  it('is no month among the months', () => {
    expect(monthChoices(TODAY, ['2026-13', 'banana'])).toHaveLength(60);
  });

  it('every filter of the contract has a name on the page', () => {
    const filters = Object.keys(recordsQuery.shape).filter((name) => name !== 'limit');
    expect(Object.keys(FILTER_LABELS).sort()).toEqual([...filters, 'view'].sort());
  });
});

describe('what can be seen to be wrong before asking', () => {
  it('a year typed wrongly, and a date of which only a part was typed', () => {
    expect(FIRST_DAY).toBe(FIRST_DAY_OF_CONTRACT);
    const errors = filterErrors({ asAt: '0205-03-01', knownBy: '1899-12-31' }, TODAY);
    expect(errors).toEqual([
      { field: 'asAt', text: '“As at” must be 1 January 1900 or later' },
      { field: 'knownBy', text: '“Known by” must be 1 January 1900 or later' },
    ]);
    expect(filterErrors({ asAt: '1900-01-01' }, TODAY)).toEqual([]);
    expect(halfTyped('asAt')).toEqual({ field: 'asAt', text: expect.stringMatching(/^“As at” must be a whole date/) });
  });

  it('a period that ends before it begins; days to come', () => {
    const errors = filterErrors({ from: '2026-05', to: '2026-01', asAt: '2026-11-22', knownBy: '2027-01-01' }, TODAY);
    expect(errors.map((error) => error.field)).toEqual(['to', 'asAt', 'knownBy']);
    // Not “today”: the calendar of the demonstration stands still, and today is another day.
    expect(errors[1]?.text).toBe('“As at” must be 21 November 2026, the last day there are figures of, or earlier');
  });

  it('nothing: one month alone, today, no filter', () => {
    expect(filterErrors({ from: '2026-05', to: '2026-05', asAt: TODAY, knownBy: TODAY }, TODAY)).toEqual([]);
    expect(filterErrors({}, TODAY)).toEqual([]);
  });
});

it('a day that is none was left to the server, and its field was empty: it is told at the field', () => {
  const texts = (asAt: string) => filterErrors({ asAt }, '2026-11-21').map(({ text }) => text);
  for (const none of ['yesterday', '31/03/2026', '2026-02-30', '2026-13-01', '26-01-01']) {
    expect(texts(none)).toEqual(['“As at” must be a day such as 2026-03-31']);
  }
  expect(texts('2026-02-28')).toEqual([]);
});
