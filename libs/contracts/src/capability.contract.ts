import { z } from 'zod';
import { month } from './report-query.contract.js';
import { reportFrame, share } from './report-frame.contract.js';

/**
 * Capability: of the cells (worker in post × element their role profile requires) that apply, how many are rated at or
 * above the required rating. Coverage: how many were rated at all within the validity that policy gives. A cell that
 * was not rated counts as not met, never as zero; a cell agreed as not applicable is not counted.
 */
const pair = z.object({ capability: share, coverage: share });

export const capabilityReport = z.object({
  frame: reportFrame,
  /** At the as-at day. */
  now: pair,
  /** Three months before. */
  before: pair,
  trend: z.array(pair.extend({ month, complete: z.boolean() })),
  byUnit: z.array(pair.extend({ id: z.string(), label: z.string(), before: share })),
  byDimension: z.array(pair.extend({ code: z.string(), label: z.string(), before: share })),
  byLevel: z.array(pair.extend({ code: z.string(), label: z.string(), before: share })),
  /** Elements with the lowest capability first. */
  byElement: z.array(pair.extend({ code: z.string(), label: z.string(), dimension: z.string() })),
  /** Units below the chosen one × dimensions. */
  matrix: z.array(
    z.object({
      unit: z.string(),
      label: z.string(),
      cells: z.array(z.object({ dimension: z.string(), capability: share })),
    }),
  ),
});
export type CapabilityReport = z.infer<typeof capabilityReport>;
