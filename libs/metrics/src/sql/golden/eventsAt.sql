-- positions = ["17","18446744073709551615"]
SELECT toString(position) AS event_position, stream_id, toString(revision) AS event_revision, event_type,
  toString(effective_at) AS effective_on, formatDateTime(recorded_at, '%FT%TZ') AS recorded, actor_id, actor_role, source
FROM event_index_v2
WHERE marker = 0 AND position IN (SELECT toUInt64(arrayJoin({positions:Array(String)})))
ORDER BY position
