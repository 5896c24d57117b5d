import type { Statement } from '../analytics-reader.js';
import { POSTS } from './posts.sql.js';
import { sightParameters, type Sight } from './scope.sql.js';

export interface PostScope extends Sight {
  readonly units: readonly string[];
  readonly days: readonly string[];
}

export interface HeadcountRow {
  readonly sample_day: string;
  readonly people: number;
}

/** Workers in post on each sample day. */
export function headcount(scope: PostScope): Statement {
  return {
    sql: `WITH ${POSTS}
SELECT toString(day) AS sample_day, toUInt32(count()) AS people
FROM posts
GROUP BY day
ORDER BY day`,
    parameters: postParameters(scope),
  };
}

export interface HeadcountRecordRow {
  readonly worker_id: string;
  readonly unit: string;
  readonly leadership_level: string;
  readonly positions: readonly string[];
}

export function headcountRecords(scope: PostScope): Statement {
  return {
    sql: `WITH ${POSTS}
SELECT worker_id, team.3 AS unit, level.3 AS leadership_level,
  arrayMap(at -> toString(at), arrayFilter(at -> at > 0, [employed.2, team.2, level.2])) AS positions
FROM posts
ORDER BY unit, worker_id`,
    parameters: postParameters(scope),
  };
}

export function postParameters(scope: PostScope) {
  return { ...sightParameters(scope), units: scope.units, days: scope.days };
}
