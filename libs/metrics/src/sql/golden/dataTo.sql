-- knownUntil = "2026-04-16 00:00:00.000"
SELECT toString(max(position)) AS position, toString(max(recorded_at)) AS last_recorded_at,
  toUInt32(least(count(), 4294967295)) AS events
FROM event_index_v1
WHERE marker = 0 AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}
