import type { SqlParameter, Statement } from '../analytics-reader.js';
import { FACT_TABLES, IN_SIGHT, sightParameters, type Sight } from './scope.sql.js';
import { POSTS } from './posts.sql.js';

/** What the capability figures are asked of. */
export interface CapabilityScope extends Sight {
  /** The units counted, the chosen one and all below it. */
  readonly units: readonly string[];
  /** Days on which to look. */
  readonly days: readonly string[];
  /** How long an assessment counts for coverage. [policy] */
  readonly validityMonths: number;
  readonly dimension?: string | undefined;
  readonly level?: string | undefined;
}

/**
 * `cells`: one row per sample day, worker in post and element that the role profile requires on that day and that was
 * not agreed as not applicable. `rating`: the latest agreed rating by then, 0 when there is none. A corrected rating
 * stands in place of the one it corrects; a voided one leaves the rating before it standing.
 */
const CELLS = `${POSTS},
requirements AS (
  SELECT
    role_profile_id,
    framework_id,
    element,
    any(dimension) AS dimension_code,
    arraySort(groupArray((effective_at, position, if(kind = 'required', rating, 0)))) AS required
  FROM ${FACT_TABLES.requirement}
  WHERE ${IN_SIGHT} AND kind IN ('required', 'not-required')
    AND ({dimension:String} = '' OR dimension = {dimension:String})
  GROUP BY role_profile_id, framework_id, element
),
standing AS (
  SELECT
    worker_id,
    framework_id,
    element,
    review_id,
    effective_at AS rated_on,
    max(position) AS rated_at,
    argMax((kind, rating), position) AS last
  FROM ${FACT_TABLES.capability}
  WHERE ${IN_SIGHT} AND kind IN ('rated', 'corrected', 'voided') AND source = 'agreed'
  GROUP BY worker_id, framework_id, element, review_id, effective_at
),
ratings AS (
  SELECT
    worker_id,
    framework_id,
    element,
    arraySort(groupArray((rated_on, rated_at, ifNull(last.2, 0)))) AS rated
  FROM standing
  WHERE last.1 != 'voided'
  GROUP BY worker_id, framework_id, element
),
applicability AS (
  SELECT
    worker_id,
    framework_id,
    element,
    arraySort(groupArray((effective_at, position, kind = 'not-applicable'))) AS agreed
  FROM ${FACT_TABLES.capability}
  WHERE ${IN_SIGHT} AND kind IN ('applicable', 'not-applicable')
  GROUP BY worker_id, framework_id, element
  HAVING arrayExists(fact -> fact.3, agreed)
),
cells AS (
  SELECT
    posts.day AS day,
    posts.worker_id AS worker_id,
    posts.team AS team,
    posts.role_profile AS role_profile,
    posts.level.3 AS level,
    requirements.framework_id AS framework,
    requirements.element AS element_code,
    requirements.dimension_code AS dimension_code,
    arrayLast(fact -> fact.1 <= day, requirements.required) AS requirement,
    arrayLast(fact -> fact.1 <= day, ratings.rated) AS rating,
    arrayLast(fact -> fact.1 <= day, applicability.agreed).3 AS not_applicable,
    rating.3 >= requirement.3 AS is_met,
    rating.3 > 0 AND rating.1 > subtractMonths(day, {validityMonths:UInt16}) AS is_assessed
  FROM posts
  INNER JOIN requirements ON requirements.role_profile_id = posts.role_profile.3
  LEFT JOIN ratings
    ON ratings.worker_id = posts.worker_id
    AND ratings.framework_id = requirements.framework_id AND ratings.element = requirements.element
  LEFT JOIN applicability
    ON applicability.worker_id = posts.worker_id
    AND applicability.framework_id = requirements.framework_id AND applicability.element = requirements.element
  WHERE requirement.3 > 0 AND NOT not_applicable AND ({level:String} = '' OR level = {level:String})
)`;

export interface CapabilityCount {
  readonly met: number;
  readonly assessed: number;
  readonly applicable: number;
  readonly people: number;
}

export interface CapabilityTrendRow extends CapabilityCount {
  readonly sample_day: string;
}

const COUNTS = `toUInt32(countIf(is_met)) AS met, toUInt32(countIf(is_assessed)) AS assessed,
  toUInt32(count()) AS applicable, toUInt32(uniqExact(worker_id)) AS people`;

export function capabilityTrend(scope: CapabilityScope): Statement {
  return {
    sql: `WITH ${CELLS}
SELECT toString(day) AS sample_day, ${COUNTS}
FROM cells
GROUP BY day
ORDER BY day`,
    parameters: parametersOf(scope),
  };
}

export interface CapabilityBreakdownRow extends CapabilityCount {
  readonly sample_day: string;
  readonly grain: 'unit' | 'dimension' | 'level' | 'element' | 'unit-dimension';
  readonly unit: string;
  readonly dimension: string;
  readonly level: string;
  readonly element: string;
}

/**
 * By unit, dimension, level, element and unit × dimension, at each sample day, in one pass. `groups` maps each unit to
 * the one it is shown under (a child of the chosen unit, or itself).
 */
export function capabilityBreakdown(scope: CapabilityScope, groups: ReadonlyMap<string, string>): Statement {
  return {
    sql: `WITH ${CELLS},
placed AS (
  SELECT day, worker_id, transform(team.3, {units:Array(String)}, {groups:Array(String)}, '') AS unit,
    dimension_code AS dimension, level, element_code AS element, is_met, is_assessed
  FROM cells
)
SELECT
  toString(day) AS sample_day,
  multiIf(
    grouping(unit) = 0 AND grouping(dimension) = 0, 'unit-dimension',
    grouping(unit) = 0, 'unit',
    grouping(level) = 0, 'level',
    grouping(element) = 0, 'element',
    'dimension'
  ) AS grain,
  unit, dimension, level, element,
  ${COUNTS}
FROM placed
GROUP BY GROUPING SETS (
  (day, unit), (day, dimension), (day, level), (day, dimension, element), (day, unit, dimension)
)
ORDER BY day, grain, unit, dimension, level, element`,
    parameters: { ...parametersOf(scope), groups: scope.units.map((unit) => groups.get(unit) ?? '') },
  };
}

export interface CapabilityRecordRow {
  readonly worker_id: string;
  readonly unit: string;
  readonly level: string;
  readonly element: string;
  readonly required: number;
  readonly rated: number;
  readonly rated_on: string;
  readonly met: number;
  readonly assessed: number;
  /** Positions of the events behind the cell, as text: employment, team, role profile, requirement, rating. */
  readonly positions: readonly string[];
}

/** Every cell of one day, with the events that make it: the records behind any capability figure. */
export function capabilityRecords(scope: CapabilityScope, element = ''): Statement {
  return {
    sql: `WITH ${CELLS}
SELECT
  worker_id, team.3 AS unit, level, element_code AS element, requirement.3 AS required, rating.3 AS rated,
  if(rating.3 = 0, '', toString(rating.1)) AS rated_on, is_met AS met, is_assessed AS assessed,
  arrayMap(at -> toString(at), arrayFilter(at -> at > 0, [team.2, role_profile.2, requirement.2, rating.2])) AS positions
FROM cells
WHERE {element:String} = '' OR element_code = {element:String}
ORDER BY unit, worker_id, element`,
    parameters: { ...parametersOf(scope), element },
  };
}

function parametersOf(scope: CapabilityScope): Record<string, SqlParameter> {
  return {
    ...sightParameters(scope),
    units: scope.units,
    days: scope.days,
    validityMonths: scope.validityMonths,
    dimension: scope.dimension ?? '',
    level: scope.level ?? '',
  };
}
