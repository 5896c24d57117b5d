import type { Statement } from '../analytics-reader.js';
import { FACT_TABLES, KNOWN, sightParameters, type Sight } from './scope.sql.js';

const MOST = 2n ** 64n - 1n;

export interface DataToRow {
  readonly last_position: string;
  /** `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
  readonly last_recorded_at: string;
  readonly events: number;
}

/**
 * The last event of the tables that was known by then: its position, and when it was recorded.
 *
 * @param upTo a position that none of the tables in question is behind; the last there can be unless told
 */
export function dataTo(sight: Sight, upTo: bigint = MOST): Statement {
  return {
    sql: `SELECT toString(max(position)) AS last_position, toString(max(recorded_at)) AS last_recorded_at,
  toUInt32(least(count(), 4294967295)) AS events
FROM ${FACT_TABLES.eventIndex}
WHERE ${KNOWN} AND position <= {upTo:UInt64}`,
    parameters: { knownUntil: sightParameters(sight)['knownUntil'] ?? '', upTo: String(upTo) },
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
