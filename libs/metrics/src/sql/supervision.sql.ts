import type { Statement } from '../analytics-reader.js';
import { postParameters, type PostScope } from './headcount.sql.js';
import { POSTS } from './posts.sql.js';
import { FACT_TABLES, IN_SIGHT } from './scope.sql.js';

/**
 * `due`: one row per sample day and worker in post whose supervision agreement has been in force for at least one
 * interval. `held`: the last session was held within the interval that the agreement asks for. A worker whose
 * agreement is younger than its interval is not due yet and not counted. Of several agreements in force, as during a
 * handover, the latest counts.
 */
const DUE = `${POSTS},
agreements AS (
  SELECT worker_id, groupArray(terms) AS all_terms, min(signed_on) AS first_signed
  FROM (
    SELECT
      worker_id,
      supervision_id,
      arraySort(groupArrayIf(
        (effective_at, position, if(kind = 'agreement-ended', 0, interval_days)),
        kind IN ('agreement-signed', 'agreement-changed', 'agreement-ended')
      )) AS terms,
      minIf(effective_at, kind = 'agreement-signed') AS signed_on
    FROM ${FACT_TABLES.supervision}
    WHERE ${IN_SIGHT}
    GROUP BY worker_id, supervision_id
    HAVING countIf(kind = 'agreement-signed') > 0
  )
  GROUP BY worker_id
),
sessions AS (
  SELECT worker_id, arraySort(groupArray((held_on, held_at))) AS held
  FROM (
    SELECT
      worker_id,
      session_id,
      argMaxIf(effective_at, position, kind = 'held') AS held_on,
      maxIf(position, kind = 'held') AS held_at
    FROM ${FACT_TABLES.supervision}
    WHERE ${IN_SIGHT} AND kind IN ('held', 'voided')
    GROUP BY worker_id, supervision_id, session_id
    HAVING countIf(kind = 'voided') = 0
  )
  GROUP BY worker_id
),
due AS (
  SELECT
    posts.day AS day,
    posts.worker_id AS worker_id,
    posts.team.3 AS unit,
    arrayMap(terms -> arrayLast(fact -> fact.1 <= day, terms), agreements.all_terms) AS standing,
    arrayLast(fact -> 1, arraySort(arrayFilter(fact -> fact.3 > 0, standing))) AS agreed,
    arrayLast(fact -> fact.1 <= day, sessions.held) AS last_held,
    last_held.2 > 0 AND last_held.1 >= subtractDays(day, agreed.3) AS is_held
  FROM posts
  INNER JOIN agreements ON agreements.worker_id = posts.worker_id
  LEFT JOIN sessions ON sessions.worker_id = posts.worker_id
  WHERE agreed.3 > 0 AND agreements.first_signed <= subtractDays(day, agreed.3)
)`;

export interface SupervisionRow {
  readonly sample_day: string;
  readonly held: number;
  readonly due: number;
}

export function supervisionHeld(scope: PostScope): Statement {
  return {
    sql: `WITH ${DUE}
SELECT toString(day) AS sample_day, toUInt32(countIf(is_held)) AS held, toUInt32(count()) AS due
FROM due
GROUP BY day
ORDER BY day`,
    parameters: postParameters(scope),
  };
}

export interface SupervisionRecordRow {
  readonly worker_id: string;
  readonly unit: string;
  readonly interval_days: number;
  readonly last_held_on: string;
  readonly held: number;
  readonly positions: readonly string[];
}

export function supervisionRecords(scope: PostScope): Statement {
  return {
    sql: `WITH ${DUE}
SELECT worker_id, unit, agreed.3 AS interval_days, if(last_held.2 = 0, '', toString(last_held.1)) AS last_held_on,
  is_held AS held, arrayMap(at -> toString(at), arrayFilter(at -> at > 0, [agreed.2, last_held.2])) AS positions
FROM due
ORDER BY held, unit, worker_id`,
    parameters: postParameters(scope),
  };
}
