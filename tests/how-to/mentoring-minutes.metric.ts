import type { MetricDefinition } from '@praxis/contracts';
import type { Statement } from '@praxis/metrics';

// #region metric
export const mentoringMinutes: MetricDefinition = {
  id: 'mentoring-minutes',
  version: 1,
  title: 'Mentoring time',
  description: 'Minutes of mentoring, by the month of the meeting.',
  numerator: 'Sum of the minutes of meetings held',
  denominator: null,
  exclusions: 'None.',
  unit: 'minutes',
  additive: true,
  missing: 'zero',
  directionOfGood: 'neutral',
  source: 'Mentoring records',
};
// #endregion

// #region statement
/** Minutes by month, as true on a day and as known by another. Every value is a typed parameter. */
export function mentoringMinutesByMonth(asked: { readonly asAt: string; readonly knownUntil: string }): Statement {
  return {
    sql: `SELECT toString(toStartOfMonth(effective_at)) AS month, sum(assumeNotNull(minutes)) AS minutes
FROM mentoring_facts_v1
WHERE marker = 0 AND kind = 'held' AND effective_at <= {asAt:Date32} AND recorded_at < {knownUntil:DateTime64(3)}
GROUP BY month
ORDER BY month`,
    parameters: { ...asked },
  };
}
// #endregion
