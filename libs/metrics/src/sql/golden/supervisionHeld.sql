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
),
agreements AS (
  SELECT worker_id, groupArray(terms) AS all_terms, min(signed_on) AS first_signed
  FROM (
    SELECT
      worker_id,
      supervision_id,
      arraySort(groupArrayIf(
        (effective_at, position, if(kind = 'agreement-ended', 0, interval_days)),
        kind IN ('agreement-signed', 'agreement-changed', 'agreement-ended')
      )) AS terms,
      minIf(effective_at, kind = 'agreement-signed') AS signed_on
    FROM supervision_facts_v1
    WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}
    GROUP BY worker_id, supervision_id
    HAVING countIf(kind = 'agreement-signed') > 0
  )
  GROUP BY worker_id
),
sessions AS (
  SELECT worker_id, arraySort(groupArray((held_on, held_at))) AS held
  FROM (
    SELECT
      worker_id,
      session_id,
      argMaxIf(effective_at, position, kind = 'held') AS held_on,
      maxIf(position, kind = 'held') AS held_at
    FROM supervision_facts_v1
    WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('held', 'voided')
    GROUP BY worker_id, supervision_id, session_id
    HAVING countIf(kind = 'voided') = 0
  )
  GROUP BY worker_id
),
due AS (
  SELECT
    posts.day AS day,
    posts.worker_id AS worker_id,
    posts.team.3 AS unit,
    arrayMap(terms -> arrayLast(fact -> fact.1 <= day, terms), agreements.all_terms) AS standing,
    arrayLast(fact -> 1, arraySort(arrayFilter(fact -> fact.3 > 0, standing))) AS agreed,
    arrayLast(fact -> fact.1 <= day, sessions.held) AS last_held,
    last_held.2 > 0 AND last_held.1 >= subtractDays(day, agreed.3) AS is_held
  FROM posts
  INNER JOIN agreements ON agreements.worker_id = posts.worker_id
  LEFT JOIN sessions ON sessions.worker_id = posts.worker_id
  WHERE agreed.3 > 0 AND agreements.first_signed <= subtractDays(day, agreed.3)
)
SELECT toString(day) AS sample_day, toUInt32(countIf(is_held)) AS held, toUInt32(count()) AS due
FROM due
GROUP BY day
ORDER BY day
