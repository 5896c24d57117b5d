import { describe, expect, it } from 'vitest';
import { unreachable } from '../api/report-problem.js';
import { referenceFixture } from '../testing/fixtures/frame.fixture.js';
import { addressFaults, filterFaults, unknownChoices } from './filter-faults.js';

const problem = (...errors: { field: string; reason: string; remedy?: string }[]) => ({
  ...unreachable(),
  status: 422,
  errors,
});

describe('what a problem says of the filters in the address', () => {
  it('names the filter as the page does, what it says, and what is wrong', () => {
    const search = { unit: 'atlantis', asAt: '31/03/2026' };
    const refused = problem(
      { field: 'unit', reason: 'is not known' },
      { field: 'asAt', reason: 'is not a day', remedy: 'Write it like 2026-03-31.' },
    );

    expect(filterFaults(refused, search)).toEqual([
      { field: 'unit', text: 'Unit “atlantis” is not known' },
      {
        field: 'asAt',
        text: 'As at “31/03/2026” is not a day',
        remedy: 'Write it like 2026-03-31.',
      },
    ]);
  });

  it('is nothing when the problem is about something that the address does not hold', () => {
    const refused = problem({ field: 'limit', reason: 'is too large' }, { field: 'unit', reason: 'is not known' });

    expect(filterFaults(refused, { from: '2026-01', limit: '7' })).toEqual([]);
    expect(filterFaults(unreachable(), { unit: 'north' })).toEqual([]);
  });
});

describe('what the page did not know in its address was passed over, and the whole organisation was shown', () => {
  it('a misspelt filter is told, with those that there are', () =>
    expect(addressFaults('/', { units: 'alder-court', view: 'table' })).toEqual([
      { field: 'units', text: '“units” is not a filter of this page: it has unit, from, to, asAt, knownBy, view' },
    ]));

  it('a filter that is given twice is told, with what it says', () =>
    expect(addressFaults('/cpd', { unit: ['alder-court', 'birch-house'] })).toEqual([
      { field: 'unit', text: 'Unit is given more than once, as “alder-court” and “birch-house”' },
    ]));

  it('a filter of another page is told; of the page that has it, not', () => {
    const raw = { dimension: '2', level: 'leader' };
    expect(addressFaults('/', raw).map(({ field }) => field)).toEqual(['dimension', 'level']);
    expect(addressFaults('/capability', raw)).toEqual([]);
    expect(addressFaults('/records', { ...raw, figure: 'capability', offset: 100 })).toEqual([]);
    expect(addressFaults('/capability', { figure: 'capability' })).toHaveLength(1);
  });

  it.each(['/', '/capability', '/cpd', '/cpd/improvements/any', '/checklist', '/records', '/glossary'])(
    'of %s: a view that is none, and how a list of records is paged where there is none',
    (page) => {
      expect(addressFaults(page, { view: 'nonsense' })).toEqual([
        { field: 'view', text: 'View “nonsense” is not known', remedy: 'Give “table”, or leave it out for charts.' },
      ]);
      expect(addressFaults(page, { view: ['table', 'table'] })).toHaveLength(1);
      expect(addressFaults(page, { view: 'table', unit: 'any', from: '', asAt: undefined })).toEqual([]);
      expect(addressFaults(page, { view: '' })).toEqual([]);
      expect(addressFaults(page, { offset: '100' })).toHaveLength(page === '/records' ? 0 : 1);
      expect(addressFaults(page, { limit: '7' })).toHaveLength(1);
    },
  );

  it('an offset that is none began the list at its first record', () => {
    for (const offset of ['-5', '1.5', '1e2', 'next', '9999999999']) {
      expect(addressFaults('/records', { offset }), offset).toEqual([
        {
          field: 'offset',
          text: `Offset “${offset}” is not a whole number`,
          remedy: 'Give how many records to pass over, such as 100, or leave it out.',
        },
      ]);
    }
    for (const offset of ['0', '100', 200, '']) expect(addressFaults('/records', { offset })).toEqual([]);
  });
});

it('of two wrong filters only the first was told: what no list holds is told beside it', () => {
  const reference = referenceFixture();
  const raw = { unit: 'nowhere', dimension: '99', level: 'captain', asAt: 'yesterday' };
  expect(unknownChoices(reference, raw).map(({ text }) => text)).toEqual([
    'Unit “nowhere” is not known',
    'Dimension “99” is not known',
    'Leadership level “captain” is not known',
  ]);
  expect(unknownChoices(reference, { unit: reference.units[0]!.id })).toEqual([]);
  expect(unknownChoices(undefined, raw)).toEqual([]);
});
