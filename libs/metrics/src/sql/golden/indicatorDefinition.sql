-- asAt = "2026-03-31"
-- indicator = "falls"
-- knownUntil = "2026-04-16 00:00:00.000"
-- unit = "north"
SELECT per, improvement, if(isNull(target_thousandths), NULL, toString(target_thousandths)) AS target_thousandths
FROM indicator_facts_v1
WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND unit_id = {unit:String} AND indicator = {indicator:String} AND kind = 'defined'
ORDER BY position DESC
LIMIT 1
