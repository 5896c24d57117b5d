import { describe, expect, it } from 'vitest';
import { SERVICES, TODAY } from '../testing/fixtures/frame.fixture.js';
import { filterErrors, monthChoices, unitChoices } from './filter-form.js';

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

describe('what can be seen to be wrong before asking', () => {
  it('a period that ends before it begins; days to come', () => {
    const errors = filterErrors({ from: '2026-05', to: '2026-01', asAt: '2026-11-22', knownBy: '2027-01-01' }, TODAY);
    expect(errors.map((error) => error.field)).toEqual(['to', 'asAt', 'knownBy']);
  });

  it('nothing: one month alone, today, no filter', () => {
    expect(filterErrors({ from: '2026-05', to: '2026-05', asAt: TODAY, knownBy: TODAY }, TODAY)).toEqual([]);
    expect(filterErrors({}, TODAY)).toEqual([]);
  });
});
