import { capabilityFacts } from './capability-facts/capability-facts.projection.js';
import { checklistFacts } from './checklist-facts/checklist-facts.projection.js';
import { eventIndex } from './event-index/event-index.projection.js';
import { improvementFacts } from './improvement-facts/improvement-facts.projection.js';
import { indicatorFacts } from './indicator-facts/indicator-facts.projection.js';
import { learningFacts } from './learning-facts/learning-facts.projection.js';
import { policyFacts } from './policy-facts/policy-facts.projection.js';
import type { Projection } from './projection.js';
import { requirementFacts } from './requirement-facts/requirement-facts.projection.js';
import { supervisionFacts } from './supervision-facts/supervision-facts.projection.js';
import { unitFacts } from './unit-facts/unit-facts.projection.js';
import { workforceFacts } from './workforce-facts/workforce-facts.projection.js';

/** Every projection there is: the runner fills their tables, `verify` checks them. */
export const PROJECTIONS: readonly Projection[] = [
  workforceFacts,
  unitFacts,
  policyFacts,
  requirementFacts,
  capabilityFacts,
  learningFacts,
  supervisionFacts,
  checklistFacts,
  indicatorFacts,
  improvementFacts,
  eventIndex,
];
