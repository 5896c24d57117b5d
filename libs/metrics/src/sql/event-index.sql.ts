import type { Statement } from '../analytics-reader.js';
import { FACT_TABLES, KNOWN, sightParameters, type Sight } from './scope.sql.js';

export interface DataToRow {
  readonly position: string;
  /** `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
  readonly last_recorded_at: string;
  readonly events: number;
}

/** The last event of the tables that was known by then: its position, and when it was recorded. */
export function dataTo(sight: Sight): Statement {
  return {
    sql: `SELECT toString(max(position)) AS position, toString(max(recorded_at)) AS last_recorded_at,
  toUInt32(least(count(), 4294967295)) AS events
FROM ${FACT_TABLES.eventIndex}
WHERE ${KNOWN}`,
    parameters: { knownUntil: sightParameters(sight)['knownUntil'] ?? '' },
  };
}

export interface EventReferenceRow {
  readonly event_position: string;
  readonly stream_id: string;
  readonly event_revision: string;
  readonly event_type: string;
  readonly effective_on: string;
  readonly recorded: string;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly source: string;
}

/** What the index says of events, by position. */
export function eventsAt(positions: readonly string[]): Statement {
  return {
    sql: `SELECT toString(position) AS event_position, stream_id, toString(revision) AS event_revision, event_type,
  toString(effective_at) AS effective_on, formatDateTime(recorded_at, '%FT%TZ') AS recorded, actor_id, actor_role, source
FROM ${FACT_TABLES.eventIndex}
WHERE marker = 0 AND position IN (SELECT toUInt64(arrayJoin({positions:Array(String)})))
ORDER BY position`,
    parameters: { positions },
  };
}
