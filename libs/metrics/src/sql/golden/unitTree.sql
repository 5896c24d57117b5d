-- asAt = "2026-03-31"
-- knownUntil = "2026-04-16 00:00:00.000"
SELECT
  toString(unit_id) AS unit_id,
  argMaxIf(toString(parent_id), (effective_at, position), kind IN ('opened', 'moved')) AS parent_id,
  anyIf(toString(unit_kind), kind = 'opened') AS unit_kind,
  if(countIf(kind = 'closed') = 0, '', toString(maxIf(effective_at, kind = 'closed'))) AS closed_on
FROM unit_facts_v2
WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}
GROUP BY unit_id
ORDER BY unit_id
