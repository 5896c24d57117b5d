import { recorded } from '@praxis/event-sourcing/testing';
import { describe, expect, it } from 'vitest';
import { factTable, UnfitForFacts } from './fact-table.js';

const table = factTable({
  name: 'sample_facts',
  version: 3,
  comment: 'For this spec',
  columns: {
    who: 'String',
    minutes: 'Nullable(UInt32)',
    planned: 'UInt8',
    topics: 'Array(LowCardinality(String))',
    until: 'Nullable(Date32)',
  },
  orderBy: ['who', 'effective_at', 'position'],
});
const event = recorded(
  { type: 'Something', effectiveAt: '2026-03-31', data: {} },
  { recordedAt: '2026-04-02T08:00:00.000Z' },
);

describe('a fact table', () => {
  it('has the two times before its own columns', () => {
    expect(table.columnNames).toEqual(['effective_at', 'recorded_at', 'who', 'minutes', 'planned', 'topics', 'until']);
    expect(table.definition).toMatchObject({ name: 'sample_facts', version: 3 });
  });

  it('tells missing from zero in what a row does not say', () => {
    expect(table.row(event)).toEqual(['2026-03-31', '2026-04-02T08:00:00.000Z', '', null, 0, [], null]);
  });

  it('puts what the parts say into their columns', () => {
    expect(table.row(event, { who: 'w-ada', planned: 1 }, { minutes: 0, topics: ['10'] })).toEqual([
      '2026-03-31',
      '2026-04-02T08:00:00.000Z',
      'w-ada',
      0,
      1,
      ['10'],
      null,
    ]);
  });

  it('makes a new row each time', () => {
    expect(table.row(event)).not.toBe(table.row(event));
  });

  it.each([
    ['a sealed field', { $sealed: 'abc', subject: 'w-ada' }],
    ['a list with an object in it', [{ $sealed: 'abc', subject: 'w-ada' }]],
    ['a field that the event does not have', undefined],
  ])('refuses %s', (_, value) => {
    expect(() => table.row(event, { who: value as unknown as string })).toThrow(UnfitForFacts);
  });
});
