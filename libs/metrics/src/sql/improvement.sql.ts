import type { Statement } from '../analytics-reader.js';
import { FACT_TABLES, IN_SIGHT, sightParameters, type Sight } from './scope.sql.js';

export interface ImprovementFactRow {
  readonly improvement_id: string;
  readonly unit_id: string;
  readonly kind: string;
  readonly effective_on: string;
  readonly fact_position: string;
  readonly programme_id: string;
  readonly indicator_unit_id: string;
  readonly indicator: string;
  readonly level: string;
  readonly finding: string;
  readonly code: string;
  readonly judged_by: string;
}

/** Everything known of the improvements of the units, or of one: few rows, folded by the report. */
export function improvementFacts(sight: Sight, units: readonly string[], improvement = ''): Statement {
  return {
    sql: `SELECT improvement_id, unit_id, kind, toString(effective_at) AS effective_on, toString(position) AS fact_position,
  programme_id, indicator_unit_id, indicator, level, finding, code, judged_by
FROM ${FACT_TABLES.improvement}
WHERE ${IN_SIGHT} AND has({units:Array(String)}, unit_id)
  AND ({improvement:String} = '' OR improvement_id = {improvement:String})
ORDER BY improvement_id, position, ordinal`,
    parameters: { ...sightParameters(sight), units, improvement },
  };
}

export interface MeasurementRow {
  readonly period_start: string;
  readonly period_end: string;
  /** As text: counts may be larger than a double can hold exactly. */
  readonly numerator: string;
  readonly denominator: string | null;
  readonly positions: readonly string[];
}

/** The measurements of one indicator, each as last corrected. */
export function measurements(sight: Sight, unit: string, indicator: string): Statement {
  return {
    sql: `SELECT
  toString(period_start) AS period_start, toString(period_end) AS period_end,
  toString(last.1) AS numerator, if(isNull(last.2), NULL, toString(last.2)) AS denominator, positions
FROM (
  SELECT period_start, period_end, argMax((numerator, denominator), position) AS last,
    arrayMap(at -> toString(at), arraySort(groupArray(position))) AS positions
  FROM ${FACT_TABLES.indicator}
  WHERE ${IN_SIGHT} AND unit_id = {unit:String} AND indicator = {indicator:String} AND kind IN ('measured', 'corrected')
  GROUP BY period_start, period_end
)
ORDER BY period_start`,
    parameters: { ...sightParameters(sight), unit, indicator },
  };
}

export interface IndicatorDefinitionRow {
  readonly per: number;
  readonly improvement: 'increase' | 'decrease' | 'neutral';
  readonly target_thousandths: string | null;
}

export function indicatorDefinition(sight: Sight, unit: string, indicator: string): Statement {
  return {
    sql: `SELECT per, improvement, if(isNull(target_thousandths), NULL, toString(target_thousandths)) AS target_thousandths
FROM ${FACT_TABLES.indicator}
WHERE ${IN_SIGHT} AND unit_id = {unit:String} AND indicator = {indicator:String} AND kind = 'defined'
ORDER BY position DESC
LIMIT 1`,
    parameters: { ...sightParameters(sight), unit, indicator },
  };
}
