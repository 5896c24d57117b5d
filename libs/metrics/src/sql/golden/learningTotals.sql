-- asAt = "2026-03-31"
-- from = "2026-01-01"
-- knownUntil = "2026-04-16 00:00:00.000"
-- programme = ""
-- to = "2026-03-31"
-- units = ["north","north-day"]
WITH logged AS (
  SELECT
    worker_id,
    entry_id,
    max(kind = 'logged') AS is_logged,
    max(kind = 'voided') AS is_voided,
    max(kind = 'reflection') AS is_reflected,
    max(kind = 'reflection' AND impact_recorded = 1) AS has_impact,
    argMaxIf((effective_at, minutes, participatory_minutes), position, kind IN ('logged', 'corrected')) AS last,
    anyIf(toString(learning_kind), kind = 'logged') AS entry_kind,
    anyIf(toString(programme_id), kind = 'logged') AS programme,
    arraySort(groupArrayIf(position, kind != 'voided')) AS positions
  FROM learning_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('logged', 'reflection', 'corrected', 'voided')
  GROUP BY worker_id, entry_id
  HAVING is_logged AND NOT is_voided AND last.1 BETWEEN {from:Date32} AND {to:Date32}
    AND ({programme:String} = '' OR programme = {programme:String})
),
teams AS (
  SELECT worker_id, arraySort(groupArray((effective_at, position, toString(unit_id)))) AS assigned
  FROM workforce_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind = 'team'
  GROUP BY worker_id
),
entries AS (
  SELECT
    worker_id, entry_id, last.1 AS on_day, programme, last.2 AS minutes, last.3 AS participatory, entry_kind,
    is_reflected, has_impact, positions, arrayLast(fact -> fact.1 <= on_day, teams.assigned).3 AS unit
  FROM logged
  LEFT JOIN teams USING (worker_id)
  WHERE has({units:Array(String)}, unit)
)
SELECT
  multiIf(grouping(month) = 0, 'month', grouping(kind) = 0, 'kind', 'total') AS grain, month, kind,
  toUInt64(sum(known_minutes)) AS minutes, toUInt64(sum(known_participatory)) AS participatory,
  toUInt32(count()) AS entries, toUInt32(sum(is_without)) AS without_minutes,
  toUInt32(countIf(is_reflected)) AS reflected, toUInt32(countIf(has_impact)) AS with_impact,
  toUInt32(uniqExact(worker_id)) AS people,
  toUInt32(uniqExactIf(worker_id, known_minutes > 0)) AS people_timed,
  toUInt32(uniqExactIf(worker_id, known_participatory > 0)) AS people_participating,
  toUInt32(uniqExactIf(worker_id, is_without)) AS people_untimed
FROM (
  SELECT substring(toString(on_day), 1, 7) AS month, entry_kind AS kind, worker_id, is_reflected, has_impact,
    ifNull(minutes, 0) AS known_minutes, ifNull(participatory, 0) AS known_participatory, isNull(minutes) AS is_without
  FROM entries
)
GROUP BY GROUPING SETS ((month), (kind), ())
ORDER BY grain, month, kind
