import type { Aggregate, EventDefinition, EventOf } from '@praxis/event-sourcing';
import { organisation } from './organisation/organisation.aggregate.js';
import { ORGANISATION_EVENTS } from './organisation/organisation.events.js';
import { framework } from './framework/framework.aggregate.js';
import { FRAMEWORK_EVENTS } from './framework/framework.events.js';
import { roleProfile } from './role-profile/role-profile.aggregate.js';
import { ROLE_PROFILE_EVENTS } from './role-profile/role-profile.events.js';
import { worker } from './worker/worker.aggregate.js';
import { WORKER_EVENTS } from './worker/worker.events.js';
import { learningLog } from './learning-log/learning-log.aggregate.js';
import { LEARNING_LOG_EVENTS } from './learning-log/learning-log.events.js';
import { supervision } from './supervision/supervision.aggregate.js';
import { SUPERVISION_EVENTS } from './supervision/supervision.events.js';
import { performanceReview } from './performance-review/performance-review.aggregate.js';
import { PERFORMANCE_REVIEW_EVENTS } from './performance-review/performance-review.events.js';
import { checklist } from './checklist/checklist.aggregate.js';
import { CHECKLIST_EVENTS } from './checklist/checklist.events.js';
import { improvement } from './improvement/improvement.aggregate.js';
import { IMPROVEMENT_EVENTS } from './improvement/improvement.events.js';
import { indicator } from './indicator/indicator.aggregate.js';
import { INDICATOR_EVENTS } from './indicator/indicator.events.js';

/** Every aggregate there is. Routes, OpenAPI and the event codec follow from this list. */
export const AGGREGATES: readonly Aggregate[] = [
  organisation,
  framework,
  roleProfile,
  worker,
  learningLog,
  supervision,
  performanceReview,
  checklist,
  improvement,
  indicator,
];

/** Every event there is, of every aggregate. */
export const ALL_EVENTS = [
  ...ORGANISATION_EVENTS,
  ...FRAMEWORK_EVENTS,
  ...ROLE_PROFILE_EVENTS,
  ...WORKER_EVENTS,
  ...LEARNING_LOG_EVENTS,
  ...SUPERVISION_EVENTS,
  ...PERFORMANCE_REVIEW_EVENTS,
  ...CHECKLIST_EVENTS,
  ...IMPROVEMENT_EVENTS,
  ...INDICATOR_EVENTS,
] as const satisfies readonly EventDefinition[];

/** Any event of the domain: a projection that switches over it does not compile until it says what a new one means. */
export type PraxisEvent = EventOf<typeof ALL_EVENTS>;
