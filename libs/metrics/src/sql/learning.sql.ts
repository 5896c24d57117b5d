import type { Statement } from '../analytics-reader.js';
import { FACT_TABLES, IN_SIGHT, sightParameters, type Sight } from './scope.sql.js';

export interface LearningScope extends Sight {
  readonly units: readonly string[];
  /** First and last day of the period. */
  readonly from: string;
  readonly to: string;
  readonly programme?: string | undefined;
}

/**
 * `entries`: one row per entry of a learning log that was not voided, with what was last said of its day and time,
 * and the team its worker was in on that day. Certificates are not entries of time.
 */
const ENTRIES = `logged AS (
  SELECT
    worker_id,
    entry_id,
    max(kind = 'logged') AS is_logged,
    max(kind = 'voided') AS is_voided,
    max(kind = 'reflection') AS is_reflected,
    max(kind = 'reflection' AND impact_recorded = 1) AS has_impact,
    argMaxIf((effective_at, minutes, participatory_minutes), position, kind IN ('logged', 'corrected')) AS last,
    anyIf(toString(learning_kind), kind = 'logged') AS entry_kind,
    anyIf(toString(programme_id), kind = 'logged') AS programme,
    arraySort(groupArrayIf(position, kind != 'voided')) AS positions
  FROM ${FACT_TABLES.learning}
  WHERE ${IN_SIGHT} AND kind IN ('logged', 'reflection', 'corrected', 'voided')
  GROUP BY worker_id, entry_id
  HAVING is_logged AND NOT is_voided AND last.1 BETWEEN {from:Date32} AND {to:Date32}
    AND ({programme:String} = '' OR programme = {programme:String})
),
teams AS (
  SELECT worker_id, arraySort(groupArray((effective_at, position, toString(unit_id)))) AS assigned
  FROM ${FACT_TABLES.workforce}
  WHERE ${IN_SIGHT} AND kind = 'team'
  GROUP BY worker_id
),
entries AS (
  SELECT
    worker_id, entry_id, last.1 AS on_day, programme, last.2 AS minutes, last.3 AS participatory, entry_kind,
    is_reflected, has_impact, positions, arrayLast(fact -> fact.1 <= on_day, teams.assigned).3 AS unit
  FROM logged
  LEFT JOIN teams USING (worker_id)
  WHERE has({units:Array(String)}, unit)
)`;

export interface LearningCount {
  /** Minutes of entries that say how long they took. */
  readonly minutes: string;
  readonly participatory: string;
  readonly entries: number;
  readonly without_minutes: number;
  readonly reflected: number;
  readonly with_impact: number;
  /** Behind the entries; below, behind those with a time, with participatory time, and without a time. */
  readonly people: number;
  readonly people_timed: number;
  readonly people_participating: number;
  readonly people_untimed: number;
}

export interface LearningRow extends LearningCount {
  readonly grain: 'month' | 'kind' | 'total';
  readonly month: string;
  readonly kind: string;
}

/** By month, by kind of learning, and in all. */
export function learningTotals(scope: LearningScope): Statement {
  return {
    sql: `WITH ${ENTRIES}
SELECT
  multiIf(grouping(month) = 0, 'month', grouping(kind) = 0, 'kind', 'total') AS grain, month, kind,
  toUInt64(sum(known_minutes)) AS minutes, toUInt64(sum(known_participatory)) AS participatory,
  toUInt32(count()) AS entries, toUInt32(sum(is_without)) AS without_minutes,
  toUInt32(countIf(is_reflected)) AS reflected, toUInt32(countIf(has_impact)) AS with_impact,
  toUInt32(uniqExact(worker_id)) AS people,
  toUInt32(uniqExactIf(worker_id, known_minutes > 0)) AS people_timed,
  toUInt32(uniqExactIf(worker_id, known_participatory > 0)) AS people_participating,
  toUInt32(uniqExactIf(worker_id, is_without)) AS people_untimed
FROM (
  SELECT substring(toString(on_day), 1, 7) AS month, entry_kind AS kind, worker_id, is_reflected, has_impact,
    ifNull(minutes, 0) AS known_minutes, ifNull(participatory, 0) AS known_participatory, isNull(minutes) AS is_without
  FROM entries
)
GROUP BY GROUPING SETS ((month), (kind), ())
ORDER BY grain, month, kind`,
    parameters: learningParameters(scope),
  };
}

export interface LearningRecordRow {
  readonly worker_id: string;
  readonly entry_id: string;
  readonly unit: string;
  readonly on_day: string;
  readonly kind: string;
  readonly minutes: number | null;
  readonly participatory: number | null;
  readonly reflected: number;
  readonly with_impact: number;
  readonly positions: readonly string[];
}

export function learningRecords(scope: LearningScope): Statement {
  return {
    sql: `WITH ${ENTRIES}
SELECT worker_id, entry_id, unit, toString(on_day) AS on_day, entry_kind AS kind, minutes, participatory,
  is_reflected AS reflected, has_impact AS with_impact, arrayMap(at -> toString(at), positions) AS positions
FROM entries
ORDER BY on_day, worker_id, entry_id`,
    parameters: learningParameters(scope),
  };
}

export interface ProgrammeRow {
  readonly programme: string;
  readonly entries: number;
}

/** Entries of each programme in the units, up to the as-at day. */
export function programmeEntries(scope: Omit<LearningScope, 'from' | 'to' | 'programme'>): Statement {
  return {
    sql: `WITH ${ENTRIES}
SELECT programme, toUInt32(count()) AS entries
FROM entries
WHERE programme != ''
GROUP BY programme
ORDER BY programme`,
    parameters: learningParameters({ ...scope, from: '1970-01-01', to: scope.asAt }),
  };
}

function learningParameters(scope: LearningScope) {
  return {
    ...sightParameters(scope),
    units: scope.units,
    from: scope.from,
    to: scope.to,
    programme: scope.programme ?? '',
  };
}
