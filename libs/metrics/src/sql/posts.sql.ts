import { FACT_TABLES, IN_SIGHT } from './scope.sql.js';

/**
 * Two common table expressions. `worker_history`: per worker, sorted lists of (day, position, value) for team, role
 * profile, level and employment. `posts`: one row per worker in post and sample day, in the units asked for.
 *
 * A voided leaving has the leaving's own day and a later position, so the last of the day says "still here".
 * A day asked for twice counts once. Parameters: asAt, knownUntil, `days` and `units` (arrays of strings).
 */
export const POSTS = `worker_history AS (
  SELECT
    worker_id,
    arraySort(groupArrayIf((effective_at, position, toString(unit_id)), kind = 'team')) AS teams,
    arraySort(groupArrayIf((effective_at, position, toString(role_profile_id)), kind = 'role-profile')) AS role_profiles,
    arraySort(groupArrayIf((effective_at, position, toString(leadership_level)), kind = 'level')) AS levels,
    arraySort(groupArrayIf(
      (effective_at, position, kind != 'left'),
      kind IN ('joined', 'returned', 'left', 'leaving-voided')
    )) AS employment
  FROM ${FACT_TABLES.workforce}
  WHERE ${IN_SIGHT}
  GROUP BY worker_id
),
posts AS (
  SELECT
    worker_id,
    day,
    arrayLast(fact -> fact.1 <= day, teams) AS team,
    arrayLast(fact -> fact.1 <= day, role_profiles) AS role_profile,
    arrayLast(fact -> fact.1 <= day, levels) AS level,
    arrayLast(fact -> fact.1 <= day, employment) AS employed
  FROM worker_history
  ARRAY JOIN arrayMap(text -> toDate32(text), arrayDistinct({days:Array(String)})) AS day
  WHERE employed.3 AND has({units:Array(String)}, team.3)
)`;
