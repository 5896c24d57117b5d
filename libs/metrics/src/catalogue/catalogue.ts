import type { MetricDefinition } from '@praxis/contracts';
import { capability, coverage } from './capability.metric.js';
import { checklistItems, openActions, overdueActions } from './checklist.metric.js';
import { headcount } from './headcount.metric.js';
import { indicatorRate } from './indicator.metric.js';
import { impactRecorded, learningMinutes, learningPerHead, reflection } from './learning.metric.js';
import { supervisionHeld } from './supervision.metric.js';

export type Metric = MetricDefinition;

/** Every metric there is, declared once: reports, records, glossary and documentation read it from here. */
export const CATALOGUE = {
  headcount,
  capability,
  coverage,
  learningMinutes,
  learningPerHead,
  reflection,
  impactRecorded,
  supervisionHeld,
  checklistItems,
  openActions,
  overdueActions,
  indicatorRate,
} as const satisfies Readonly<Record<string, Metric>>;

export function metric(id: string): Metric | undefined {
  return Object.values(CATALOGUE).find((declared) => declared.id === id);
}
