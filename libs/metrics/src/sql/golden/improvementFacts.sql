-- asAt = "2026-03-31"
-- improvement = "safer-moving"
-- knownUntil = "2026-04-16 00:00:00.000"
-- units = ["north","north-day"]
SELECT improvement_id, unit_id, kind, toString(effective_at) AS effective_on, toString(position) AS fact_position,
  programme_id, indicator_unit_id, indicator, level, finding, code, judged_by
FROM improvement_facts_v1
WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND has({units:Array(String)}, unit_id)
  AND ({improvement:String} = '' OR improvement_id = {improvement:String})
ORDER BY improvement_id, position, ordinal
