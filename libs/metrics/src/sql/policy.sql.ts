import type { Statement } from '../analytics-reader.js';
import { FACT_TABLES, IN_SIGHT, sightParameters, type Sight } from './scope.sql.js';

export interface PolicyRow {
  readonly kind: string;
  readonly value: number | null;
}

/** The organisation-wide policies in force on the as-at day: of each kind the latest. */
export function policiesInForce(sight: Sight): Statement {
  return {
    sql: `SELECT kind, argMax((value, position), (effective_at, position)).1 AS value
FROM ${FACT_TABLES.policy}
WHERE ${IN_SIGHT} AND role_profile_id = '' AND topic = ''
GROUP BY kind
ORDER BY kind`,
    parameters: sightParameters(sight),
  };
}

export interface UnitRow {
  readonly unit_id: string;
  readonly parent_id: string;
  readonly unit_kind: string;
  readonly closed_on: string;
}

/** The organisation tree as at the day: each unit that was opened, where it stands, and since when it is closed. */
export function unitTree(sight: Sight): Statement {
  return {
    sql: `SELECT
  toString(unit_id) AS unit_id,
  argMaxIf(toString(parent_id), (effective_at, position), kind IN ('opened', 'moved')) AS parent_id,
  anyIf(toString(unit_kind), kind = 'opened') AS unit_kind,
  if(countIf(kind = 'closed') = 0, '', toString(maxIf(effective_at, kind = 'closed'))) AS closed_on
FROM ${FACT_TABLES.unit}
WHERE ${IN_SIGHT}
GROUP BY unit_id
ORDER BY unit_id`,
    parameters: sightParameters(sight),
  };
}
