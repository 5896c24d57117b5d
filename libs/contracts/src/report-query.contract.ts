import { z } from 'zod';

/** What the tables can hold (ClickHouse's Date32); anything outside is a slip of the pen. */
export const FIRST_DAY = '1900-01-01';
export const LAST_DAY = '2299-12-31';

export const day = z.iso.date();
/** `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-03');

/** A day that somebody asks with. */
export const askedDay = z.iso
  .date({ error: 'is not a day', abort: true })
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY, {
    error: 'lies outside the years 1900 to 2299',
    params: { remedy: `Give a day from ${FIRST_DAY} to ${LAST_DAY}; look at the year.` },
  });
const askedMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month such as 2026-03', abort: true })
  .refine((text) => text >= FIRST_DAY.slice(0, 7) && text <= LAST_DAY.slice(0, 7), {
    error: 'lies outside the years 1900 to 2299',
    params: { remedy: 'Give a month from 1900-01 to 2299-12; look at the year.' },
  });

/** What every report takes. All optional: the whole organisation, the last 24 months, as at and known by today. */
export const reportQuery = z.strictObject({
  /** The unit and everything below it; the whole organisation when left out. */
  unit: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be the id of a unit, such as meadow-view')
    .optional(),
  from: askedMonth.optional(),
  to: askedMonth.optional(),
  /** What was true on this day: today or earlier. */
  asAt: askedDay.optional(),
  /** What had been recorded by the end of this day: today or earlier. */
  knownBy: askedDay.optional(),
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
  month: askedMonth.optional(),
  dimension: z.string().max(40).optional(),
  level: z.string().max(40).optional(),
  element: z.string().max(40).optional(),
  item: z.coerce.number().int().min(1).max(11).optional(),
  status: z.string().max(40).optional(),
  improvement: z.string().max(80).optional(),
  /** Kind of learning. */
  kind: z.string().max(40).optional(),
  period: askedDay.optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type RecordsQuery = z.infer<typeof recordsQuery>;
