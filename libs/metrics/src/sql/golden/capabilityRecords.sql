-- asAt = "2026-03-31"
-- days = ["2026-02-28","2026-03-31"]
-- dimension = "3"
-- element = "3.3"
-- knownUntil = "2026-04-16 00:00:00.000"
-- level = "front-line-worker"
-- units = ["north","north-day"]
-- validityMonths = 12
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
requirements AS (
  SELECT
    role_profile_id,
    framework_id,
    element,
    any(dimension) AS dimension_code,
    arraySort(groupArray((effective_at, position, if(kind = 'required', rating, 0)))) AS required
  FROM requirement_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('required', 'not-required')
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
  FROM capability_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('rated', 'corrected', 'voided') AND source = 'agreed'
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
  FROM capability_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('applicable', 'not-applicable')
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
)
SELECT
  worker_id, team.3 AS unit, level, element_code AS element, requirement.3 AS required, rating.3 AS rated,
  if(rating.3 = 0, '', toString(rating.1)) AS rated_on, is_met AS met, is_assessed AS assessed,
  arrayMap(at -> toString(at), arrayFilter(at -> at > 0, [team.2, role_profile.2, requirement.2, rating.2])) AS positions
FROM cells
WHERE {element:String} = '' OR element_code = {element:String}
ORDER BY unit, worker_id, element
