-- asAt = "2026-03-31"
-- days = ["2026-02-28","2026-03-31"]
-- knownUntil = "2026-04-16 00:00:00.000"
-- units = ["north","north-day"]
WITH adopted AS (
  SELECT unit_id, min(effective_at) AS adopted_on, min(position) AS adopted_at
  FROM checklist_facts_v2
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind = 'adopted' AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id
),
assessed AS (
  SELECT unit_id, item, arraySort(groupArray((effective_at, position, toString(status)))) AS assessments
  FROM checklist_facts_v2
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind IN ('assessed', 'corrected') AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id, item
),
items AS (
  SELECT
    adopted.unit_id AS unit,
    day,
    item_number,
    adopted.adopted_at AS adopted_at,
    arrayLast(fact -> fact.1 <= day, assessed.assessments) AS last,
    if(last.3 = '', 'not-assessed', last.3) AS status,
    arrayFilter(fact -> fact.1 <= day, assessed.assessments) AS assessed_by_then,
    arrayLastIndex(fact -> fact.3 != status, assessed_by_then) + 1 AS first_of_run
  FROM (
    SELECT unit_id, adopted_on, adopted_at, item_number, day
    FROM adopted
    ARRAY JOIN arrayMap(number -> toUInt8(number), range(1, 12)) AS item_number
    ARRAY JOIN arrayMap(text -> toDate32(text), arrayDistinct({days:Array(String)})) AS day
  ) AS adopted
  LEFT JOIN assessed ON assessed.unit_id = adopted.unit_id AND assessed.item = adopted.item_number
  WHERE adopted.adopted_on <= day
)
SELECT toString(day) AS sample_day, item_number AS item, status, toUInt32(count()) AS checklists
FROM items
GROUP BY day, item_number, status
ORDER BY day, item_number, status
