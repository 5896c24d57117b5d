import { describe, expect, it } from 'vitest';
import { capabilityFixture } from '../../testing/fixtures/capability.fixture.js';
import { noShare, shareOf, withheldShare } from '../../testing/fixtures/numbers.fixture.js';
import { nowAndBeforeHeight, nowAndBeforeOption } from './option.js';
import { prepareNowAndBefore } from './prepare.js';

const model = prepareNowAndBefore(capabilityFixture().byUnit, 'unit');

describe('now and three months before', () => {
  it('names both ends, and how the lower one moved', () => {
    expect(model.reading).toBe('From 58.0% (Willow Court, −6.0 points in three months) to 78.0% (Oak House).');
    expect(model.description).toContain('Dot plot of capability by unit');
    expect(model.description).toContain('1 row withheld.');
  });

  it('marks a withheld row, draws nothing of it, and gives no change away', () => {
    const option = nowAndBeforeOption(model) as unknown as {
      yAxis: { data: string[] };
      series: { data: { value: unknown[] }[] }[];
    };
    expect(option.yAxis.data.at(-1)).toBe('Shared lives *');
    expect(option.series[2]?.data.at(-1)?.value[0]).toBe('-');
    expect(
      model.table.rows
        .at(-1)
        ?.cells.slice(1)
        .map((cell) => cell.text),
    ).toEqual(['*', '*', '*', '*', '*', '*']);
  });

  it('has nothing to compare with where nobody was counted before', () => {
    const now = shareOf(3, 4, 4, '/x');
    const only = prepareNowAndBefore(
      [{ id: 'a', label: 'A', capability: now, coverage: now, before: noShare }],
      'unit',
    );
    expect(only.table.rows[0]?.cells[3]).toMatchObject({ kind: 'none', word: 'nothing to compare' });
    expect(only.reading).toBe('A: 75.0%.');
  });

  it('says so when no row has a figure', () => {
    const none = { id: 'a', label: 'A', capability: withheldShare, coverage: withheldShare, before: withheldShare };
    expect(prepareNowAndBefore([none], 'unit').reading).toBe('There is no figure for any unit.');
  });

  it('grows with its rows', () => {
    expect(nowAndBeforeHeight(model)).toBe(5 * 36 + 48);
  });
});
