import type { Statement } from '../analytics-reader.js';
import type { PostScope } from './headcount.sql.js';
import { FACT_TABLES, IN_SIGHT, sightParameters } from './scope.sql.js';

export type ChecklistScope = PostScope;

/** `adopted`: the checklists of the units. `assessed`: per checklist and item, the assessments in order. */
const ITEMS = `adopted AS (
  SELECT unit_id, min(effective_at) AS adopted_on, min(position) AS adopted_at
  FROM ${FACT_TABLES.checklist}
  WHERE ${IN_SIGHT} AND kind = 'adopted' AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id
),
assessed AS (
  SELECT unit_id, item, arraySort(groupArray((effective_at, position, toString(status)))) AS assessments
  FROM ${FACT_TABLES.checklist}
  WHERE ${IN_SIGHT} AND kind IN ('assessed', 'corrected') AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id, item
),
items AS (
  SELECT
    adopted.unit_id AS unit,
    day,
    item_number,
    adopted.adopted_at AS adopted_at,
    arrayLast(fact -> fact.1 <= day, assessed.assessments) AS last,
    if(last.3 = '', 'not-assessed', last.3) AS status,
    arrayFilter(fact -> fact.1 <= day, assessed.assessments) AS assessed_by_then,
    arrayLastIndex(fact -> fact.3 != status, assessed_by_then) + 1 AS first_of_run
  FROM (
    SELECT unit_id, adopted_on, adopted_at, item_number, day
    FROM adopted
    ARRAY JOIN arrayMap(number -> toUInt8(number), range(1, 12)) AS item_number
    ARRAY JOIN arrayMap(text -> toDate32(text), arrayDistinct({days:Array(String)})) AS day
  ) AS adopted
  LEFT JOIN assessed ON assessed.unit_id = adopted.unit_id AND assessed.item = adopted.item_number
  WHERE adopted.adopted_on <= day
)`;

export interface ChecklistCountRow {
  readonly sample_day: string;
  readonly item: number;
  readonly status: string;
  readonly checklists: number;
}

/** How many checklists have each item in each status, on each sample day. */
export function checklistCounts(scope: ChecklistScope): Statement {
  return {
    sql: `WITH ${ITEMS}
SELECT toString(day) AS sample_day, item_number AS item, status, toUInt32(count()) AS checklists
FROM items
GROUP BY day, item_number, status
ORDER BY day, item_number, status`,
    parameters: parametersOf(scope),
  };
}

export interface ChecklistItemRow {
  readonly unit: string;
  readonly item: number;
  readonly status: string;
  readonly since: string;
  readonly positions: readonly string[];
}

/**
 * Every item of every checklist on the scope's days (give one): the status that stands, the first of the assessments
 * in a row that said so, and the event of the last.
 */
export function checklistItems(scope: ChecklistScope): Statement {
  return {
    sql: `WITH ${ITEMS}
SELECT unit, item_number AS item, status, if(last.2 = 0, '', toString(assessed_by_then[first_of_run].1)) AS since,
  [toString(if(last.2 = 0, adopted_at, last.2))] AS positions
FROM items
ORDER BY unit, item`,
    parameters: parametersOf(scope),
  };
}

export interface ChecklistReviewRow {
  readonly unit: string;
  readonly last_reviewed: string;
}

export function checklistReviews(scope: Omit<ChecklistScope, 'days'>): Statement {
  return {
    sql: `SELECT toString(unit_id) AS unit, toString(max(effective_at)) AS last_reviewed
FROM ${FACT_TABLES.checklist}
WHERE ${IN_SIGHT} AND kind = 'reviewed' AND has({units:Array(String)}, unit_id)
GROUP BY unit_id
ORDER BY unit`,
    parameters: { ...sightParameters(scope), units: scope.units },
  };
}

export interface ChecklistActionRow {
  readonly sample_day: string;
  readonly unit: string;
  readonly item: number;
  readonly action_id: string;
  readonly planned_on: string;
  readonly first_due_on: string;
  readonly due_on: string;
  readonly slips: number;
  readonly overdue: number;
  readonly positions: readonly string[];
}

/** `open_actions`: one row per sample day and action that is open on it; `due` as moved by then. */
const OPEN_ACTIONS = `actions AS (
  SELECT
    unit_id,
    action_id,
    anyIf(item, kind = 'action-planned') AS item_number,
    minIf(effective_at, kind = 'action-planned') AS planned,
    arraySort(groupArrayIf((effective_at, position, assumeNotNull(due_on)), kind IN ('action-planned', 'action-slipped'))) AS dues,
    minIf(effective_at, kind IN ('action-completed', 'action-dropped')) AS closed_on,
    countIf(kind IN ('action-completed', 'action-dropped')) > 0 AS is_closed
  FROM ${FACT_TABLES.checklist}
  WHERE ${IN_SIGHT} AND action_id != '' AND has({units:Array(String)}, unit_id)
  GROUP BY unit_id, action_id
),
open_actions AS (
  SELECT *
  FROM (
    SELECT *, day, arrayLast(fact -> fact.1 <= day, dues) AS due
    FROM actions
    ARRAY JOIN arrayMap(text -> toDate32(text), arrayDistinct({days:Array(String)})) AS day
  )
  WHERE planned <= day AND NOT (is_closed AND closed_on <= day)
)`;

/** Actions that are open on each sample day; `overdue` when the day they are due (as moved by then) has passed. */
export function checklistActions(scope: ChecklistScope): Statement {
  return {
    sql: `WITH ${OPEN_ACTIONS}
SELECT
  toString(day) AS sample_day, toString(unit_id) AS unit, item_number AS item, action_id,
  toString(planned) AS planned_on, toString(dues[1].3) AS first_due_on, toString(due.3) AS due_on,
  toUInt32(arrayCount(fact -> fact.1 <= day, dues) - 1) AS slips, due.3 < day AS overdue,
  arrayMap(fact -> toString(fact.2), arrayFilter(fact -> fact.1 <= day, dues)) AS positions
FROM open_actions
ORDER BY sample_day, overdue DESC, due_on, unit, action_id`,
    parameters: parametersOf(scope),
  };
}

export interface OverdueCountRow {
  readonly sample_day: string;
  readonly overdue: number;
}

/** How many open actions are overdue on each sample day; a day without any is left out. */
export function overdueCounts(scope: ChecklistScope): Statement {
  return {
    sql: `WITH ${OPEN_ACTIONS}
SELECT toString(day) AS sample_day, toUInt32(count()) AS overdue
FROM open_actions
WHERE due.3 < day
GROUP BY day
ORDER BY day`,
    parameters: parametersOf(scope),
  };
}

function parametersOf(scope: ChecklistScope) {
  return { ...sightParameters(scope), units: scope.units, days: scope.days };
}
