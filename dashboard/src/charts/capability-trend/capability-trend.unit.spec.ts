import { describe, expect, it } from 'vitest';
import { capabilityFixture } from '../../testing/fixtures/capability.fixture.js';
import { noShare, shareOf, withheldShare } from '../../testing/fixtures/numbers.fixture.js';
import { unfinishedRemark } from '../time-axis.js';
import { capabilityTrendKey, capabilityTrendOption } from './option.js';
import { prepareCapabilityTrend, trendReading } from './prepare.js';

const trend = prepareCapabilityTrend(capabilityFixture());

interface Series {
  readonly name: string;
  readonly data: readonly { readonly value: number | '-'; readonly symbolSize?: number; readonly label?: object }[];
  readonly connectNulls: boolean;
  readonly lineStyle: { readonly type: string };
  readonly itemStyle: { readonly color: string };
}
const series = capabilityTrendOption(trend).series as unknown as readonly Series[];

describe('capability by month', () => {
  it('says the figure, its change in percentage points, and how much of it was assessed', () => {
    expect(trend.reading).toBe(
      '71.2% of required competences are at or above the rating they need, +2.1 points against three months before. 83.2% of the required competences were assessed recently enough to count on.',
    );
  });

  it('says no change where one side is withheld, and no figure where there is none', () => {
    const now = { capability: shareOf(7, 10, 5, '/x'), coverage: noShare };
    expect(trendReading({ now, before: { capability: withheldShare, coverage: withheldShare } })).toBe(
      '70.0% of required competences are at or above the rating they need.',
    );
    expect(trendReading({ now: { capability: withheldShare, coverage: noShare }, before: now })).toBe(
      'There is no capability figure for this day.',
    );
  });

  it('is described by its ends and its gaps', () => {
    expect(trend.description).toMatch(
      /^Line chart by month from December 2024 to November 2026\. Capability went from \d+\.\d% in December 2024 to 70\.7% in November 2026; coverage from \d+\.\d% to 82\.7%\. Of 24 months, 1 is a gap\.$/,
    );
  });

  it('leaves a month without a figure as a gap', () => {
    expect(series[0]?.data[4]?.value).toBe('-');
    expect(series.every((one) => !one.connectNulls)).toBe(true);
    expect(trend.table.rows.find((row) => row.id === '2025-04')?.cells[1]).toMatchObject({ kind: 'none' });
  });

  it('draws an unfinished month apart: hollow, dotted, and not on the line', () => {
    const [finished, open] = series;
    expect(finished?.data.at(-1)?.value).toBe('-');
    expect(open?.data.at(-1)?.value).toBe(70.7);
    expect(open?.itemStyle.color).toBe('#ffffff');
    expect(open?.lineStyle.type).toBe('dotted');
    expect(open?.data.filter((point) => point.value !== '-')).toHaveLength(2);
    expect(unfinishedRemark(capabilityFixture().trend)).toContain('Nov 2026: the month has not ended');
    expect(unfinishedRemark([{ month: '2026-01', complete: true }])).toBeNull();
  });

  it('moves the labels of two close ends apart', () => {
    const last = (value: number) => shareOf(value, 100, 20, '/x');
    const model = prepareCapabilityTrend({
      ...capabilityFixture(),
      trend: [{ month: '2026-10', complete: true, capability: last(77), coverage: last(80) }],
    });
    const ends = capabilityTrendOption(model).series as unknown as { data: { label: { offset: number[] } }[] }[];
    expect(ends.map((one) => one.data[0]?.label.offset)).toEqual([
      [0, 8],
      [0, -8],
    ]);
  });

  it('tells its lines apart by dash as well as by colour, on an axis from 0 to 100 %', () => {
    expect(capabilityTrendKey(trend).map(({ label, shape }) => `${label}: ${shape}`)).toEqual([
      'Capability: line',
      'Coverage: dashed',
    ]);
    expect(capabilityTrendOption(trend).yAxis).toMatchObject({ min: 0, max: 100 });
  });
});
