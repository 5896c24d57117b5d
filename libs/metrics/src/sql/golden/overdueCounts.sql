-- asAt = "2026-03-31"
-- days = ["2026-02-28","2026-03-31"]
-- knownUntil = "2026-04-16 00:00:00.000"
-- units = ["north","north-day"]
WITH actions AS (
  SELECT
    unit_id,
    action_id,
    anyIf(item, kind = 'action-planned') AS item_number,
    minIf(effective_at, kind = 'action-planned') AS planned,
    arraySort(groupArrayIf((effective_at, position, assumeNotNull(due_on)), kind IN ('action-planned', 'action-slipped'))) AS dues,
    minIf(effective_at, kind IN ('action-completed', 'action-dropped')) AS closed_on,
    countIf(kind IN ('action-completed', 'action-dropped')) > 0 AS is_closed
  FROM checklist_facts_v2
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND action_id != '' AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id, action_id
),
open_actions AS (
  SELECT *
  FROM (
    SELECT *, day, arrayLast(fact -> fact.1 <= day, dues) AS due
    FROM actions
    ARRAY JOIN arrayMap(text -> toDate32(text), arrayDistinct({days:Array(String)})) AS day
  )
  WHERE planned <= day AND NOT (is_closed AND closed_on <= day)
)
SELECT toString(day) AS sample_day, toUInt32(count()) AS overdue
FROM open_actions
WHERE due.3 < day
GROUP BY day
ORDER BY day
