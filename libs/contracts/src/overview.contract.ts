import { z } from 'zod';
import { month } from './report-query.contract.js';
import { count, reportFrame, share } from './report-frame.contract.js';

/** A headline: a figure now, the same three months before, and a line. */
const headline = z.object({
  id: z.enum([
    'headcount',
    'capability',
    'coverage',
    'supervision-held',
    'learning-minutes-per-head',
    'checklist-in-place',
    'actions-overdue',
  ]),
  title: z.string(),
  unit: z.enum(['percent', 'minutes', 'count']),
  directionOfGood: z.enum(['increase', 'decrease', 'neutral']),
  share: share.nullable(),
  count: count.nullable(),
  before: z.number().nullable(),
  series: z.array(z.object({ month, value: z.number().nullable() })),
  /** Plain words on what changed; "within usual variation" unless a rule fires. */
  reading: z.string(),
  page: z.enum(['capability', 'cpd', 'checklist']).nullable(),
});

export const overviewReport = z.object({
  frame: reportFrame,
  headlines: z.array(headline),
  /** What needs a decision, worst first. */
  attention: z.array(z.object({ text: z.string(), page: z.string(), search: z.record(z.string(), z.string()) })),
});
export type OverviewReport = z.infer<typeof overviewReport>;
export type Headline = z.infer<typeof headline>;
