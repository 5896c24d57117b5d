import type { ImprovementReport, SpcPoint } from '@praxis/contracts';
import { numberCell, textCell, type Cell, type TableModel } from '../../figures/table.model.js';
import { longDay, longMonth } from '../../format/date.format.js';
import { counted, twoDecimals, whole } from '../../format/figure.format.js';

export type SpcChart = NonNullable<ImprovementReport['chart']>;
type Variation = SpcPoint['variation'];

/** What a rule that fired means, in the words of NHS Making Data Count. */
export const RULES: Readonly<Record<SpcPoint['rule'], string>> = {
  'outside-limits': 'Outside the limits',
  trend: 'Trend of seven',
  'two-in-three': 'Two of three near a limit',
  shift: 'Seven on one side of the mean',
  none: 'None',
};
export const VARIATIONS: Readonly<Record<Variation, string>> = {
  improvement: 'Special: improvement',
  concern: 'Special: concern',
  'neutral-high': 'Special: high',
  'neutral-low': 'Special: low',
  'common-cause': 'Usual variation',
};
const ASSURANCES: Readonly<Record<NonNullable<SpcChart['assurance']>, string>> = {
  'consistently-passes': 'The target is met in ordinary variation: it will be met unless something changes.',
  inconsistent: 'The target lies within ordinary variation: some months will meet it, some will not.',
  'consistently-fails': 'The target lies outside ordinary variation: it will not be met unless something changes.',
};

export interface Xmr {
  readonly months: readonly string[];
  readonly points: readonly {
    readonly value: number | null;
    readonly variation: Variation;
    readonly records: string | null;
  }[];
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
  readonly target: number | null;
  /** Index of the month in which the CPD began; null when it is not within the chart. */
  readonly cpdAt: number | null;
  /** Index of the last point that the limits were computed from. */
  readonly baselineTo: number | null;
  readonly shown: readonly Variation[];
  readonly reading: string;
  readonly description: string;
  readonly remarks: readonly string[];
  readonly table: TableModel;
}

/** A rate as charts draw it and tables print it: two decimals. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

const monthOf = (point: SpcPoint): string => point.periodStart.slice(0, 7);

function baselineEnd(chart: SpcChart): number | null {
  let seen = 0;
  for (const [index, point] of chart.points.entries()) {
    if (point.value !== null) seen += 1;
    if (seen === chart.baselinePoints) return index;
  }
  return null;
}

function pointRow(point: SpcPoint, chart: SpcChart): { id: string; cells: Cell[] } {
  return {
    id: point.periodStart,
    cells: [
      textCell(longMonth(monthOf(point)), point.periodStart),
      numberCell(point.value === null ? null : rounded(point.value), twoDecimals, 'not measured', point.records),
      numberCell(point.numerator, whole, 'not measured'),
      numberCell(point.denominator, whole, 'not measured'),
      textCell(twoDecimals(rounded(chart.mean)), chart.mean),
      textCell(`${twoDecimals(rounded(chart.lower))} to ${twoDecimals(rounded(chart.upper))}`, chart.lower),
      textCell(RULES[point.rule]),
      textCell(VARIATIONS[point.variation]),
    ],
  };
}

function remarksOn(chart: SpcChart): string[] {
  const percentOfFalse = Math.round(chart.chanceOfFalseFlag * 100);
  return [
    `Limits from: ${chart.limitsFrom} (${counted(chart.baselinePoints, 'point')}), ${chart.screened ? 'after setting aside unusually large moving ranges' : 'with no month set aside'}.`,
    ...(chart.trial ? ['Fewer than twelve points stand behind the limits: they are trial limits.'] : []),
    `About ${percentOfFalse} in 100 charts like this one would flag something by chance alone.`,
    ...(chart.assurance === null ? [] : [ASSURANCES[chart.assurance]]),
  ];
}

function describe(chart: SpcChart, title: string, cpdFrom: string | null): string {
  const known = chart.points.filter((point) => point.value !== null);
  const special = known.filter((point) => point.variation !== 'common-cause').length;
  const gaps = chart.points.length - known.length;
  return [
    `XmR chart of ${title}, ${counted(known.length, 'month')} with a measurement.`,
    `Mean ${twoDecimals(rounded(chart.mean))}, limits ${twoDecimals(rounded(chart.lower))} to ${twoDecimals(rounded(chart.upper))}.`,
    special === 0
      ? 'No point shows special variation.'
      : `${counted(special, 'point shows', 'points show')} special variation.`,
    ...(cpdFrom === null ? [] : [`The CPD began on ${longDay(cpdFrom)}.`]),
    ...(gaps === 0 ? [] : [`${counted(gaps, 'month is a gap', 'months are gaps')}.`]),
    chart.summary,
  ].join(' ');
}

/** @param title what is measured, as its owner named it. */
export function prepareXmr(chart: SpcChart, title: string, cpdFrom: string | null, target: number | null): Xmr {
  const months = chart.points.map(monthOf);
  const cpdAt = cpdFrom === null ? -1 : months.indexOf(cpdFrom.slice(0, 7));
  return {
    months,
    points: chart.points.map(({ value, variation, records }) => ({
      value: value === null ? null : rounded(value),
      variation,
      records,
    })),
    mean: rounded(chart.mean),
    lower: rounded(chart.lower),
    upper: rounded(chart.upper),
    nearLower: rounded(chart.nearLower),
    nearUpper: rounded(chart.nearUpper),
    target,
    cpdAt: cpdAt < 0 ? null : cpdAt,
    baselineTo: baselineEnd(chart),
    shown: [...new Set(chart.points.filter((point) => point.value !== null).map((point) => point.variation))],
    reading: chart.summary,
    description: describe(chart, title, cpdFrom),
    remarks: remarksOn(chart),
    table: {
      caption: `${title}, month by month`,
      columns: [
        { id: 'month', header: 'Month' },
        { id: 'value', header: 'Rate', numeric: true },
        { id: 'numerator', header: 'Counted', numeric: true },
        { id: 'denominator', header: 'Out of', numeric: true },
        { id: 'mean', header: 'Mean', numeric: true },
        { id: 'limits', header: 'Limits', numeric: true },
        { id: 'rule', header: 'Rule' },
        { id: 'variation', header: 'Variation' },
      ],
      rows: chart.points.toReversed().map((point) => pointRow(point, chart)),
    },
  };
}
