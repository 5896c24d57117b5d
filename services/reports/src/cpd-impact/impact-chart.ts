import { counted } from '@praxis/event-sourcing';
import type { ImprovementReport, SpcPoint } from '@praxis/contracts';
import { chanceFlags, lastDayOf, monthOf, xmr, type XmrChart, type XmrRule } from '@praxis/metrics';
import { recordsPath } from '../frame/figures.js';
import type { ReportScope } from '../frame/report-scope.js';
import { rateOf, type IndicatorSeries } from './indicator-series.js';

type Chart = NonNullable<ImprovementReport['chart']>;

/** From this many points on, limits are no longer trial limits (NHS Making Data Count). */
const FIRM_POINTS = 13;

const RULES: Record<XmrRule, SpcPoint['rule']> = {
  'above-upper-limit': 'outside-limits',
  'below-lower-limit': 'outside-limits',
  'trend-increasing': 'trend',
  'trend-decreasing': 'trend',
  'two-of-three-above': 'two-in-three',
  'two-of-three-below': 'two-in-three',
  'shift-above': 'shift',
  'shift-below': 'shift',
};

/**
 * The indicator as an XmR chart. Where there are enough months before the CPD, limits are set on those and carried
 * on, so that a change after it shows against what was usual before; otherwise they rest on all months.
 */
export function impactChart(
  scope: ReportScope,
  series: IndicatorSeries,
  improvementId: string,
  cpdFrom: string | null,
): Chart | null {
  const values = series.months.map(({ measured }) => rateOf(measured, series.per));
  const before = cpdFrom === null ? 0 : observedBefore(series, cpdFrom);
  const fixed = before >= FIRM_POINTS - 1;
  const chart = xmr(values, {
    improvement: series.improvement,
    ...(fixed ? { fixAfter: before } : {}),
    ...(series.target === null ? {} : { target: series.target }),
  });
  const segment = chart.latest;
  if (!segment?.limits || segment.mean === null) return null;
  const observed = values.filter((value) => value !== null).length;
  return {
    points: chart.points.map((point, index) => pointOf(scope, series, improvementId, point, index)),
    mean: segment.mean,
    ...segment.limits,
    baselinePoints: segment.baseline,
    limitsFrom: fixed
      ? `the ${counted(before, 'month')} before the CPD`
      : `all ${counted(segment.baseline, 'month')} measured`,
    screened: chart.screenOutliers,
    trial: chart.trialLimits,
    assurance: chart.assurance,
    chanceOfFalseFlag: chanceFlags(1, [observed], { screenOutliers: chart.screenOutliers }).atLeastOne,
    summary: describe(chart, series, cpdFrom, fixed ? before : null),
  };
}

function observedBefore(series: IndicatorSeries, cpdFrom: string): number {
  return series.months.filter(({ month, measured }) => measured !== null && lastDayOf(month) < cpdFrom).length;
}

function pointOf(
  scope: ReportScope,
  series: IndicatorSeries,
  improvement: string,
  point: XmrChart['points'][number],
  index: number,
): SpcPoint {
  const { month, measured } = series.months[index]!;
  const periodStart = measured?.period_start ?? `${month}-01`;
  const records = recordsPath(scope, { figure: 'indicator', improvement, period: periodStart });
  return {
    periodStart,
    periodEnd: measured?.period_end ?? lastDayOf(month),
    numerator: measured ? Number(measured.numerator) : null,
    denominator: measured?.denominator == null ? null : Number(measured.denominator),
    value: point.value,
    rule: point.rule ? RULES[point.rule] : 'none',
    variation: point.variation ?? 'common-cause',
    records: measured ? records : null,
  };
}

/**
 * Says what the chart shows, for those who hear it instead.
 *
 * @param meanOf how many months before the CPD the mean is of; null: of all that were measured
 */
function describe(chart: XmrChart, series: IndicatorSeries, cpdFrom: string | null, meanOf: number | null): string {
  const measured = chart.points.filter(({ value }) => value !== null);
  const flagged = (from: string | null, until: string | null) =>
    chart.points.filter(({ rule, index }) => {
      const month = series.months[index]?.month ?? '';
      return rule !== null && (from === null || month > from) && (until === null || month <= until);
    }).length;
  const mean = chart.latest?.mean?.toFixed(2) ?? 'unknown';
  const start = cpdFrom === null ? null : monthOf(cpdFrom);
  const when =
    start === null
      ? `${counted(flagged(null, null), 'of them varies', 'of them vary')} more than usual.`
      : `${flagged(null, start)} of them up to the CPD and ${flagged(start, null)} after it vary more than usual.`;
  const judgedBy =
    meanOf === null ? `around a mean of ${mean}` : `against ${mean}, the mean of the ${meanOf} before the CPD`;
  return `${counted(measured.length, 'month')} ${judgedBy}: ${when}`;
}
