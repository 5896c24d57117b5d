import { z } from 'zod';
import { day, month } from './report-query.contract.js';

export const metricDefinition = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  /** One or two sentences a director can read. */
  description: z.string(),
  numerator: z.string(),
  denominator: z.string().nullable(),
  exclusions: z.string(),
  unit: z.enum(['percent', 'minutes', 'count', 'rate']),
  additive: z.boolean(),
  /** What a month without records means. */
  missing: z.enum(['zero', 'gap']),
  directionOfGood: z.enum(['increase', 'decrease', 'neutral']),
  source: z.string(),
});
export type MetricDefinition = z.infer<typeof metricDefinition>;

/** What every report answers with, beside its figures. */
export const reportFrame = z.object({
  unit: z.object({ id: z.string().nullable(), label: z.string() }),
  period: z.object({ from: month, to: month }),
  asAt: day,
  knownBy: day,
  /** False when either date lies before today: the page then says so. */
  latest: z.boolean(),
  /**
   * Position of the last event known by then that every table has which the answer was read from: a table that stands
   * still keeps it back. Decimal, as it does not fit a double.
   */
  logPosition: z.string(),
  /** Day on which the newest of those events was recorded; null when there is none. */
  dataTo: day.nullable(),
  definitions: z.array(metricDefinition),
  suppression: z.object({
    threshold: z.number().int(),
    /** Figures withheld in this answer. */
    withheld: z.number().int(),
    note: z.string(),
  }),
});
export type ReportFrame = z.infer<typeof reportFrame>;

/**
 * A share. `value` is numerator ÷ denominator from 0 to 1. `none`: the denominator is zero. `suppressed`: withheld
 * because too few people stand behind it, or because it would give such a figure away; all its numbers are then null.
 */
export const share = z.object({
  status: z.enum(['ok', 'none', 'suppressed']),
  value: z.number().nullable(),
  numerator: z.number().int().nullable(),
  denominator: z.number().int().nullable(),
  /** 95 % Wilson interval, 0 to 1. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** People behind it. */
  n: z.number().int().nullable(),
  /** Path and query of the records behind it; null when there are none to show. */
  records: z.string().nullable(),
});
export type Share = z.infer<typeof share>;

export const count = z.object({
  status: z.enum(['ok', 'none', 'suppressed']),
  value: z.number().nullable(),
  records: z.string().nullable(),
});
export type Count = z.infer<typeof count>;

export const eventReference = z.object({
  position: z.string(),
  stream: z.string(),
  revision: z.string(),
  type: z.string(),
  effectiveAt: day,
  recordedAt: z.string(),
  /** Pseudonym and role of who recorded it. */
  recordedBy: z.string(),
  recordedByRole: z.string(),
  source: z.string(),
});
export type EventReference = z.infer<typeof eventReference>;

/** One thing that was counted (a worker × element cell, a learning entry, a checklist item, a measurement). */
export const figureRecord = z.object({
  key: z.string(),
  /** Column name to value, in the order of `columns`. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  inNumerator: z.boolean(),
  inDenominator: z.boolean(),
  /** What it adds to the figure: 1 for a count, minutes for minutes, the numerator for a measurement. */
  amount: z.number(),
  events: z.array(eventReference),
});

export const figureRecords = z.object({
  frame: reportFrame,
  figure: z.object({
    id: z.string(),
    title: z.string(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
  }),
  columns: z.array(z.object({ name: z.string(), label: z.string() })),
  total: z.number().int(),
  offset: z.number().int(),
  /** Every event behind the records of this page was found. The figure above is the sum of all records, not of a page. */
  reconciles: z.boolean(),
  records: z.array(figureRecord),
});
export type FigureRecords = z.infer<typeof figureRecords>;

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** What to do about it. */
  remedy: z.string().optional(),
  /** Where in the request. */
  errors: z.array(z.object({ field: z.string(), reason: z.string(), remedy: z.string().optional() })).optional(),
});
export type Problem = z.infer<typeof problem>;
