import type { SqlParameter } from '../analytics-reader.js';

/** The physical tables that the catalogue is written for; checked against the projections by a test. */
export const FACT_TABLES = {
  workforce: 'workforce_facts_v1',
  unit: 'unit_facts_v2',
  policy: 'policy_facts_v2',
  requirement: 'requirement_facts_v1',
  capability: 'capability_facts_v1',
  learning: 'learning_facts_v1',
  supervision: 'supervision_facts_v1',
  checklist: 'checklist_facts_v2',
  indicator: 'indicator_facts_v1',
  improvement: 'improvement_facts_v1',
  eventIndex: 'event_index_v2',
} as const;

/** Both dates of every report. */
export interface Sight {
  /** What was true on this day. */
  readonly asAt: string;
  /** What had been recorded by the end of this day. */
  readonly knownBy: string;
  /** ISO instant at which that day ends where the organisation is; at midnight UTC unless told. */
  readonly knownUntil?: string;
}

/** The predicate that makes a report bitemporal: no marker rows, nothing later, nothing recorded later. */
export const IN_SIGHT =
  "marker = 0 AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}";

/** As {@link IN_SIGHT} for facts that plan ahead: what was recorded counts, whenever it takes effect. */
export const KNOWN = "marker = 0 AND recorded_at < {knownUntil:DateTime64(3, 'UTC')}";

export function sightParameters(sight: Sight): Record<string, SqlParameter> {
  const until = sight.knownUntil ?? midnightAfter(sight.knownBy);
  return { asAt: sight.asAt, knownUntil: until.replace('T', ' ').replace('Z', '') };
}

function midnightAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}
