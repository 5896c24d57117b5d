-- asAt = "2026-03-31"
-- indicator = "falls"
-- knownUntil = "2026-04-16 00:00:00.000"
-- unit = "north"
SELECT
  toString(period_start) AS period_start, toString(period_end) AS period_end,
  toString(last.1) AS numerator, if(isNull(last.2), NULL, toString(last.2)) AS denominator, positions
FROM (
  SELECT period_start, period_end, argMax((numerator, denominator), position) AS last,
    arrayMap(at -> toString(at), arraySort(groupArray(position))) AS positions
  FROM indicator_facts_v1
  WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND unit_id = {unit:String} AND indicator = {indicator:String} AND kind IN ('measured', 'corrected')
  GROUP BY period_start, period_end
)
ORDER BY period_start
