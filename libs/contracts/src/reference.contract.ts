import { z } from 'zod';
import { day } from './report-query.contract.js';
import { metricDefinition } from './report-frame.contract.js';

export const unitNode = z.object({
  id: z.string(),
  label: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(['service', 'team']),
  closedOn: day.nullable(),
});
export type UnitNode = z.infer<typeof unitNode>;

/** `GET /api/reports/reference`: what filters and labels need. */
export const reference = z.object({
  organisation: z.string(),
  units: z.array(unitNode),
  dimensions: z.array(z.object({ code: z.string(), label: z.string() })),
  elements: z.array(z.object({ code: z.string(), label: z.string(), dimension: z.string() })),
  levels: z.array(z.object({ code: z.string(), label: z.string() })),
  checklistItems: z.array(z.object({ item: z.number().int(), label: z.string() })),
  definitions: z.array(metricDefinition),
  today: day,
});
export type Reference = z.infer<typeof reference>;

/** `GET /api/status`. */
export const systemStatus = z.object({
  version: z.string(),
  eventStore: z.string(),
  analyticsStore: z.string(),
  /** Position of the log's last event; null while the log cannot say. */
  head: z.string().nullable(),
  applied: z.string(),
  /** Positions from `applied` to `head`; null while that is not known. */
  lag: z.number().nullable(),
  /**
   * `held`: the log or the tables cannot be reached at the moment, so that nobody knows what is new. `damaged`: all of
   * the log is in the tables, and the log is not what was recorded.
   */
  state: z.enum(['catching-up', 'live', 'damaged', 'held', 'stopped']),
  /** Why a projection does not go on, and where: shown as a banner. */
  problem: z.object({ projection: z.string(), position: z.string(), error: z.string() }).nullable(),
  log: z.object({
    /** Position up to which the log has been compared with what was recorded, in the present round. */
    checked: z.string(),
    /** When all of it, as far as it then went, had last been compared and nothing found; null: never yet. */
    wholeAt: z.string().nullable(),
    /** Set when the log is not the one that the tables were filled from: no figures then, and nothing is recorded. */
    mismatch: z.object({ message: z.string(), remedy: z.string() }).nullable(),
    /** Where the log is not what was recorded. */
    damage: z.array(z.object({ position: z.string().nullable(), stream: z.string().nullable(), what: z.string() })),
    /** For whoever keeps the server, such as a clock that is behind. */
    warnings: z.array(z.string()),
  }),
});
export type SystemStatus = z.infer<typeof systemStatus>;
