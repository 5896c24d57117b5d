import { z } from 'zod';
import { day, month } from './report-query.contract.js';
import { count, reportFrame, share } from './report-frame.contract.js';

const learningMonth = z.object({
  month,
  complete: z.boolean(),
  minutes: count,
  participatoryMinutes: count,
  /** Entries, and how many of them do not say how long they took: these are missing from the minutes, not zero. */
  entries: count,
  entriesWithoutMinutes: count,
  reflection: share,
  impactRecorded: share,
  /** Minutes per person in post on the last day of the month; null when nobody was. */
  minutesPerHead: z.number().nullable(),
});

export const improvementSummary = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.object({ id: z.string(), label: z.string() }),
  stage: z.enum(['proposed', 'started', 'closed']),
  programme: z.string().nullable(),
  indicator: z.object({ unit: z.string(), code: z.string(), title: z.string() }).nullable(),
  cpdFrom: day.nullable(),
  learningEntries: z.number().int(),
  /** Levels with at least one evaluation. */
  evaluatedAt: z.array(z.string()),
  /** In one sentence, with no claim of cause. */
  reading: z.string(),
});

export const cpdImpactReport = z.object({
  frame: reportFrame,
  total: z.object({ minutes: count, entries: count, reflection: share, impactRecorded: share }),
  months: z.array(learningMonth),
  byKind: z.array(z.object({ kind: z.string(), minutes: count, entries: count })),
  improvements: z.array(improvementSummary),
});
export type CpdImpactReport = z.infer<typeof cpdImpactReport>;

const variation = z.enum(['improvement', 'concern', 'neutral-high', 'neutral-low', 'common-cause']);
const rule = z.enum(['outside-limits', 'trend', 'two-in-three', 'shift', 'none']);

export const spcPoint = z.object({
  periodStart: day,
  periodEnd: day,
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** null: not measured, which is a gap and not a zero. */
  value: z.number().nullable(),
  rule,
  variation,
  records: z.string().nullable(),
});

/** One way of comparing before with after. It describes; it never says what caused a difference. */
export const comparison = z.object({
  id: z.enum(['last-two-months', 'six-months-each-side', 'all-months', 'without-trigger-months', 'same-months']),
  title: z.string(),
  monthsBefore: z.number().int(),
  monthsAfter: z.number().int(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** After ÷ before, with its 95 % interval. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  method: z.string(),
  /** What it cannot show. */
  caution: z.string(),
});

export const improvementReport = z.object({
  frame: reportFrame,
  improvement: improvementSummary,
  indicator: z
    .object({
      title: z.string(),
      numerator: z.string(),
      denominator: z.string().nullable(),
      per: z.number(),
      improvement: z.enum(['increase', 'decrease', 'neutral']),
      target: z.number().nullable(),
    })
    .nullable(),
  chart: z
    .object({
      points: z.array(spcPoint),
      mean: z.number(),
      lower: z.number(),
      upper: z.number(),
      nearLower: z.number(),
      nearUpper: z.number(),
      /** Points the limits were computed from. */
      baselinePoints: z.number().int(),
      limitsFrom: z.string(),
      screened: z.boolean(),
      trial: z.boolean(),
      assurance: z.enum(['consistently-passes', 'inconsistent', 'consistently-fails']).nullable(),
      /** How likely a chart like this is to flag something by chance alone. */
      chanceOfFalseFlag: z.number(),
      summary: z.string(),
    })
    .nullable(),
  comparisons: z.array(comparison),
  evaluations: z.array(
    z.object({
      on: day,
      level: z.string(),
      method: z.string(),
      judgedBy: z.string(),
      finding: z.string(),
    }),
  ),
  timeline: z.array(z.object({ on: day, kind: z.string(), label: z.string(), position: z.string() })),
  conclusion: z.string(),
});
export type ImprovementReport = z.infer<typeof improvementReport>;
export type ImprovementSummary = z.infer<typeof improvementSummary>;
export type SpcPoint = z.infer<typeof spcPoint>;
export type Comparison = z.infer<typeof comparison>;
