-- asAt = "2026-03-31"
-- knownUntil = "2026-04-16 00:00:00.000"
-- units = ["north","north-day"]
SELECT toString(unit_id) AS unit, toString(max(effective_at)) AS last_reviewed
FROM checklist_facts_v2
WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND kind = 'reviewed' AND has({units:Array(String)}, unit_id)
GROUP BY unit_id
ORDER BY unit
