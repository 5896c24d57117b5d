import { expect, it } from 'vitest';
import { RowSet } from './row-set.js';

function of(...rows: readonly number[]): RowSet {
  const set = new RowSet();
  for (const row of rows) set.add(row);
  return set;
}

it('holds rows in order, each once', () => {
  const set = of(31, 2, 1_000_000, 32, 2, 63, 64);
  expect([...set]).toEqual([2, 31, 32, 63, 64, 1_000_000]);
  expect(set.size).toBe(6);
  expect([2, 3, 31, 33, 1_000_000, 1_000_001, 5_000_000].map((row) => set.has(row))).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    false,
  ]);
  const more = of(3);
  more.addAll(set);
  expect([...more]).toEqual([2, 3, 31, 32, 63, 64, 1_000_000]);
});

it('tells rows as ranges; rows of which the set knows nothing do not part them', () => {
  // Row 5 is blank; rows 7 and 8 are dealt with.
  const all = of(2, 3, 4, 6, 7, 8, 9, 10);
  expect(all.ranges(10, (row) => ![7, 8].includes(row))).toEqual({
    count: 6,
    ranges: [
      [2, 6],
      [9, 10],
    ],
    more: 0,
  });
  expect(all.ranges(10, () => true)).toEqual({ count: 8, ranges: [[2, 10]], more: 0 });
  expect(all.ranges(10, () => false)).toEqual({ count: 0, ranges: [], more: 0 });
});

it('counts all, and tells no more ranges than asked for', () => {
  const odd = of(...Array.from({ length: 100 }, (_, at) => 2 * at + 3));
  const all = of(...Array.from({ length: 200 }, (_, at) => at + 2));
  expect(all.ranges(3, (row) => !odd.has(row))).toEqual({
    count: 100,
    ranges: [
      [2, 2],
      [4, 4],
      [6, 6],
    ],
    more: 97,
  });
});
