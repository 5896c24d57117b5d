import { z } from 'zod';
import { day, month } from './report-query.contract.js';
import { count, reportFrame } from './report-frame.contract.js';

export const checklistStatus = z.enum(['not-assessed', 'not-started', 'some-progress', 'in-place', 'not-applicable']);
export type ChecklistStatusName = z.infer<typeof checklistStatus>;

const statusCounts = z.object({
  'in-place': count,
  'some-progress': count,
  'not-started': count,
  'not-applicable': count,
  'not-assessed': count,
});

export const checklistReport = z.object({
  frame: reportFrame,
  /** Checklists adopted by the as-at day: each has eleven items. */
  checklists: z.number().int(),
  now: statusCounts,
  /** Eleven items × checklists, by status, at the end of each month. */
  trend: z.array(statusCounts.extend({ month, complete: z.boolean() })),
  items: z.array(
    z.object({
      item: z.number().int(),
      label: z.string(),
      now: statusCounts,
      /** The status that most checklists have, month by month; for one checklist its own. */
      history: z.array(z.object({ month, inPlace: z.number().int(), of: z.number().int() })),
      /** In progress without an open action: a gap in the plan. */
      gaps: z.number().int(),
    }),
  ),
  /** One row a checklist. */
  units: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      lastReviewed: day.nullable(),
      items: z.array(
        z.object({
          item: z.number().int(),
          status: checklistStatus,
          since: day.nullable(),
          records: z.string().nullable(),
        }),
      ),
    }),
  ),
  actions: z.object({
    open: count,
    overdue: count,
    slipped: count,
    list: z.array(
      z.object({
        id: z.string(),
        unit: z.string(),
        unitLabel: z.string(),
        item: z.number().int(),
        plannedOn: day,
        dueOn: day,
        firstDueOn: day,
        slips: z.number().int(),
        state: z.enum(['open', 'overdue']),
        daysOverdue: z.number().int(),
      }),
    ),
  }),
});
export type ChecklistReport = z.infer<typeof checklistReport>;
