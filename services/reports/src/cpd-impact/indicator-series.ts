import {
  addMonths,
  indicatorDefinition,
  measurements,
  monthOf,
  type IndicatorDefinitionRow,
  type IndicatorMonth,
  type MeasurementRow,
} from '@praxis/metrics';
import { run, type ReportScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

export interface IndicatorSeries {
  readonly unit: string;
  readonly code: string;
  readonly per: number;
  readonly improvement: 'increase' | 'decrease' | 'neutral';
  readonly target: number | null;
  /** One entry a month from the first measured to the last; null where there is no measurement. */
  readonly months: readonly { readonly month: string; readonly measured: MeasurementRow | null }[];
}

/** The indicator's definition and measurements as the scope's two dates see them. Periods are taken by their month. */
export async function indicatorSeries(
  scope: ReportScope,
  ports: ReportPorts,
  unit: string,
  code: string,
): Promise<IndicatorSeries | null> {
  const [definitions, rows] = await Promise.all([
    run<IndicatorDefinitionRow>(ports.analytics, indicatorDefinition(scope, unit, code), 'indicator'),
    run<MeasurementRow>(ports.analytics, measurements(scope, unit, code), 'measurements'),
  ]);
  const definition = definitions[0];
  if (!definition) return null;
  return {
    unit,
    code,
    per: definition.per,
    improvement: definition.improvement,
    target: definition.target_thousandths === null ? null : Number(definition.target_thousandths) / 1000,
    months: byMonth(rows),
  };
}

function byMonth(rows: readonly MeasurementRow[]): IndicatorSeries['months'] {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return [];
  const measured = new Map(rows.map((row) => [monthOf(row.period_start), row]));
  const months: { month: string; measured: MeasurementRow | null }[] = [];
  for (let month = monthOf(first.period_start); month <= monthOf(last.period_start); month = addMonths(month, 1)) {
    months.push({ month, measured: measured.get(month) ?? null });
  }
  return months;
}

/** Numerator over exposure, on the indicator's scale; a plain count stands for itself. */
export function rateOf(measured: MeasurementRow | null, per: number): number | null {
  if (!measured) return null;
  const numerator = Number(measured.numerator);
  return measured.denominator === null ? numerator : (numerator / Number(measured.denominator)) * per;
}

/** In the form that the comparisons take; a plain count has a month as its exposure. */
export function indicatorMonths(series: IndicatorSeries): IndicatorMonth[] {
  return series.months.map(({ month, measured }) => ({
    month,
    numerator: measured ? Number(measured.numerator) : null,
    denominator: measured ? Number(measured.denominator ?? 1) : null,
  }));
}
