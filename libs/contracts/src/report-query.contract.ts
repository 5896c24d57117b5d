import { z } from 'zod';

export const day = z.iso.date();
/** `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-03');

/** What every report takes. All optional: the whole organisation, the last 24 months, as at and known by today. */
export const reportQuery = z.strictObject({
  /** The unit and everything below it; the whole organisation when left out. */
  unit: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
    .optional(),
  from: month.optional(),
  to: month.optional(),
  /** What was true on this day. */
  asAt: day.optional(),
  /** What had been recorded by the end of this day. */
  knownBy: day.optional(),
});
export type ReportQuery = z.infer<typeof reportQuery>;

export const capabilityQuery = reportQuery.extend({
  dimension: z.string().max(40).optional(),
  level: z.string().max(40).optional(),
});
export type CapabilityQuery = z.infer<typeof capabilityQuery>;

/** Which figure of a report the records are wanted for. Every figure carries a link with these filled in. */
export const recordsQuery = reportQuery.extend({
  figure: z.string().max(60),
  month: month.optional(),
  dimension: z.string().max(40).optional(),
  level: z.string().max(40).optional(),
  element: z.string().max(40).optional(),
  item: z.coerce.number().int().min(1).max(11).optional(),
  status: z.string().max(40).optional(),
  improvement: z.string().max(80).optional(),
  /** Kind of learning. */
  kind: z.string().max(40).optional(),
  period: day.optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type RecordsQuery = z.infer<typeof recordsQuery>;
