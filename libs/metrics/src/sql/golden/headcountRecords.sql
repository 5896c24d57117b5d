-- asAt = "2026-03-31"
-- days = ["2026-02-28","2026-03-31"]
-- knownUntil = "2026-04-16 00:00:00.000"
-- units = ["north","north-day"]
WITH worker_history AS (
  SELECT
    worker_id,
    arraySort(groupArrayIf((effective_at, position, toString(unit_id)), kind = 'team')) AS teams,
    arraySort(groupArrayIf((effective_at, position, toString(role_profile_id)), kind = 'role-profile')) AS role_profiles,
    arraySort(groupArrayIf((effective_at, position, toString(leadership_level)), kind = 'level')) AS levels,
    arraySort(groupArrayIf(
      (effective_at, position, kind != 'left'),
      kind IN ('joined', 'returned', 'left', 'leaving-voided')
    )) AS employment
  FROM workforce_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}
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
)
SELECT worker_id, team.3 AS unit, level.3 AS leadership_level,
  arrayMap(at -> toString(at), arrayFilter(at -> at > 0, [employed.2, team.2, level.2])) AS positions
FROM posts
ORDER BY unit, worker_id
