import type { CapabilityReport, Share } from '@praxis/contracts';
import { longMonth } from '../../format/date.format.js';
import { counted, percent, percentNumber, shareChange, shareText } from '../../format/figure.format.js';
import {
  intervalCell,
  outOfCell,
  peopleCell,
  shareCell,
  textCell,
  type Cell,
  type TableModel,
} from '../../figures/table.model.js';

export interface TrendPoint {
  /** Per cent with one decimal; null is a gap. */
  readonly value: number | null;
  readonly records: string | null;
}
export interface CapabilityTrend {
  readonly months: readonly string[];
  readonly complete: readonly boolean[];
  readonly capability: readonly TrendPoint[];
  readonly coverage: readonly TrendPoint[];
  readonly reading: string;
  readonly description: string;
  readonly table: TableModel;
}

const point = (share: Share): TrendPoint => ({
  value: share.value === null ? null : percentNumber(share.value),
  records: share.records,
});

/** What the two headline shares say, without a claim that one moved the other. */
export function trendReading({ now, before }: Pick<CapabilityReport, 'now' | 'before'>): string {
  if (now.capability.value === null) return 'There is no capability figure for this day.';
  const change = shareChange(now.capability, before.capability);
  const moved = change === null ? '' : `, ${change} against three months before`;
  const covered =
    now.coverage.value === null
      ? ''
      : ` ${percent(now.coverage.value)} of the required competences were assessed recently enough to count on.`;
  return `${percent(now.capability.value)} of required competences are at or above the rating they need${moved}.${covered}`;
}

function describe(report: CapabilityReport): string {
  const known = report.trend.filter((entry) => entry.capability.value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return 'Line chart by month without a figure to draw.';
  const gaps = report.trend.length - known.length;
  return [
    `Line chart by month from ${longMonth(report.trend[0]?.month ?? first.month)} to ${longMonth(report.trend.at(-1)?.month ?? last.month)}.`,
    `Capability went from ${shareText(first.capability)} in ${longMonth(first.month)} to ${shareText(last.capability)} in ${longMonth(last.month)};`,
    `coverage from ${shareText(first.coverage)} to ${shareText(last.coverage)}.`,
    ...(gaps === 0 ? [] : [`Of ${counted(report.trend.length, 'month')}, ${counted(gaps, 'is a gap', 'are gaps')}.`]),
  ].join(' ');
}

function trendTable(report: CapabilityReport): TableModel {
  return {
    caption: 'Capability and coverage by month',
    columns: [
      { id: 'month', header: 'Month' },
      { id: 'capability', header: 'Capability', numeric: true },
      { id: 'interval', header: '95% interval, %', numeric: true },
      { id: 'cells', header: 'Competences met', numeric: true },
      { id: 'coverage', header: 'Coverage', numeric: true },
      { id: 'people', header: 'People', numeric: true },
    ],
    rows: report.trend.toReversed().map(({ month, complete, capability, coverage }): { id: string; cells: Cell[] } => ({
      id: month,
      cells: [
        textCell(complete ? longMonth(month) : `${longMonth(month)} (not ended)`, month),
        shareCell(capability),
        intervalCell(capability),
        outOfCell(capability),
        shareCell(coverage),
        peopleCell(capability),
      ],
    })),
  };
}

export function prepareCapabilityTrend(report: CapabilityReport): CapabilityTrend {
  return {
    months: report.trend.map((entry) => entry.month),
    complete: report.trend.map((entry) => entry.complete),
    capability: report.trend.map((entry) => point(entry.capability)),
    coverage: report.trend.map((entry) => point(entry.coverage)),
    reading: trendReading(report),
    description: describe(report),
    table: trendTable(report),
  };
}
