import { describe, expect, it } from 'vitest';
import {
  countOf,
  noCount,
  noShare,
  shareOf,
  withheldCount,
  withheldShare,
} from '../testing/fixtures/numbers.fixture.js';
import { figureState, listState } from './figure-state.js';
import { nextSorting, sortRows } from './sort-rows.js';
import { countCell, intervalCell, outOfCell, peopleCell, shareCell, textCell } from './table.model.js';

const share = shareOf(46, 63, 7, '/api/reports/records?figure=capability');

describe('cells', () => {
  it('a share leads to its records and has its parts beside it', () => {
    expect(shareCell(share)).toMatchObject({ text: '73.0%', records: '/api/reports/records?figure=capability' });
    expect(outOfCell(share).text).toBe('46 of 63');
    expect(peopleCell(share).text).toBe('7');
    expect(intervalCell(share).text).toBe('61.0 to 82.4');
  });

  it('withheld and none have a word, no number to sort by, and no way to records', () => {
    for (const cell of [shareCell, outOfCell, peopleCell, intervalCell]) {
      expect(cell(withheldShare)).toEqual({ kind: 'suppressed', text: '*', word: 'withheld', sort: null });
      expect(cell(noShare)).toMatchObject({ kind: 'none', text: '–', sort: null });
    }
    expect(countCell(withheldCount).kind).toBe('suppressed');
    expect(countCell(noCount)).toMatchObject({ kind: 'none', word: 'none recorded' });
    expect(countCell(countOf(0, null))).toEqual({ kind: 'figure', text: '0', sort: 0 });
  });
});

describe('why there is nothing to see', () => {
  it('one figure that may be shown is data', () => {
    expect(figureState([noShare, withheldShare, share], true)).toBe('data');
  });
  it('withheld is said before none, and filters only matter when there is nothing at all', () => {
    expect(figureState([noShare, withheldShare], true)).toBe('suppressed');
    expect(figureState([noShare], true)).toBe('filtered-out');
    expect(figureState([], false)).toBe('none');
    expect(listState([], true)).toBe('filtered-out');
    expect(listState([1], true)).toBe('data');
  });
});

describe('sorting a table', () => {
  const rows = [
    { id: 'a', cells: [textCell('Item 10'), shareCell(shareOf(1, 2, 2, '/x'))] },
    { id: 'b', cells: [textCell('Item 9'), shareCell(withheldShare)] },
    { id: 'c', cells: [textCell('Item 2'), shareCell(shareOf(1, 4, 2, '/x'))] },
  ];
  const ids = (sorting: Parameters<typeof sortRows>[1]) => sortRows(rows, sorting).map((row) => row.id);

  it('numbers in words as numbers; withheld last in either direction', () => {
    expect(ids({ column: 0, direction: 'ascending' })).toEqual(['c', 'b', 'a']);
    expect(ids({ column: 1, direction: 'ascending' })).toEqual(['c', 'a', 'b']);
    expect(ids({ column: 1, direction: 'descending' })).toEqual(['a', 'c', 'b']);
    expect(ids(null)).toEqual(['a', 'b', 'c']);
  });

  it('numbers start with the largest, words with the first, and the third press undoes', () => {
    const first = nextSorting(null, 1, true);
    expect(first).toEqual({ column: 1, direction: 'descending' });
    const second = nextSorting(first, 1, true);
    expect(second).toEqual({ column: 1, direction: 'ascending' });
    expect(nextSorting(second, 1, true)).toBeNull();
    expect(nextSorting(second, 0, false)).toEqual({ column: 0, direction: 'ascending' });
  });
});
