-- asAt = "2026-03-31"
-- knownUntil = "2026-04-16 00:00:00.000"
SELECT kind, argMax((value, position), (effective_at, position)).1 AS value
FROM policy_facts_v2
WHERE marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND role_profile_id = '' AND topic = ''
GROUP BY kind
ORDER BY kind
