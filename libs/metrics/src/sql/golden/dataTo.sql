-- knownUntil = "2026-04-16 00:00:00.000"
-- upTo = "18446744073709551615"
SELECT toString(max(position)) AS last_position, toString(max(recorded_at)) AS last_recorded_at,
  toUInt32(least(count(), 4294967295)) AS events
FROM event_index_v2
WHERE marker = 0 AND recorded_at < {knownUntil:DateTime64(3, 'UTC')} AND position <= {upTo:UInt64}
