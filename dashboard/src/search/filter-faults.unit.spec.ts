import { describe, expect, it } from 'vitest';
import { unreachable } from '../api/report-problem.js';
import { filterFaults } from './filter-faults.js';

const problem = (...errors: { field: string; reason: string }[]) => ({ ...unreachable(), status: 422, errors });

describe('what a problem says of the filters in the address', () => {
  it('names the filter as the page does, what it says, and what is wrong', () => {
    const search = { unit: 'atlantis', asAt: '31/03/2026' };
    const refused = problem(
      { field: 'unit', reason: 'is not known' },
      { field: 'asAt', reason: 'must be a day such as 2026-03-31' },
    );

    expect(filterFaults(refused, search)).toEqual([
      { field: 'unit', text: 'Unit “atlantis” is not known' },
      { field: 'asAt', text: 'As at “31/03/2026” must be a day such as 2026-03-31' },
    ]);
  });

  it('is nothing when the problem is about something that the address does not hold', () => {
    const refused = problem({ field: 'limit', reason: 'is too large' }, { field: 'unit', reason: 'is not known' });

    expect(filterFaults(refused, { from: '2026-01', limit: '7' })).toEqual([]);
    expect(filterFaults(unreachable(), { unit: 'north' })).toEqual([]);
  });
});
