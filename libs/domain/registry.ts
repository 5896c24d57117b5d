import type { Aggregate, EventDefinition, EventOf, ReferenceAnswer } from '@praxis/event-sourcing';
import { checklist } from './checklist/checklist.aggregate.js';
import { REFERENCE_KINDS, ROLES, type ReferenceKind } from './declarations.js';
import { framework } from './framework/framework.aggregate.js';
import { improvement } from './improvement/improvement.aggregate.js';
import { indicator } from './indicator/indicator.aggregate.js';
import { learningLog } from './learning-log/learning-log.aggregate.js';
import { organisation } from './organisation/organisation.aggregate.js';
import { performanceReview } from './performance-review/performance-review.aggregate.js';
import { roleProfile } from './role-profile/role-profile.aggregate.js';
import { supervision } from './supervision/supervision.aggregate.js';
import { worker } from './worker/worker.aggregate.js';

/** The one list. An aggregate that is not in it does not exist: a spec finds its folder and says so. */
const AGGREGATES = [
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
] as const;

export type AggregateName = (typeof AGGREGATES)[number]['name'];

/** Any event of the domain: a projection that switches over it does not compile until it says what a new one means. */
export type PraxisEvent = EventOf<(typeof AGGREGATES)[number]['events']>;

/** An aggregate that answers for a kind of reference, and how it does. */
export interface Answering {
  readonly aggregate: Aggregate;
  readonly answer: ReferenceAnswer<unknown>;
}

/**
 * The domain as one registry. Routes, handlers, OpenAPI, the event codec, the reference check, generated documents and
 * the specs that run over everything are derived from it, so that what is added to an aggregate cannot be forgotten
 * elsewhere.
 */
export const DOMAIN = {
  aggregates: AGGREGATES as readonly Aggregate[],
  /** Every event there is, of every aggregate. */
  events: AGGREGATES.flatMap((aggregate): readonly EventDefinition[] => aggregate.events),
  aggregateOfEvent: new Map<string, AggregateName>(
    AGGREGATES.flatMap(({ name, events }) => events.map(({ type }) => [type, name] as const)),
  ) as ReadonlyMap<string, AggregateName>,
  roles: ROLES,
  answers: answering(AGGREGATES),
} as const;

/** The aggregate of a name. @throws {Error} there is none */
export function aggregateNamed(name: string): Aggregate {
  const found = DOMAIN.aggregates.find((aggregate) => aggregate.name === name);
  if (!found) throw new Error(`There is no aggregate ${name}`);
  return found;
}

function answering(aggregates: readonly Aggregate[]): Readonly<Record<ReferenceKind, Answering>> {
  const found = new Map<string, Answering>();
  for (const aggregate of aggregates) {
    for (const [kind, answer] of Object.entries(aggregate.answers ?? {})) {
      if (found.has(kind)) throw new Error(`Two aggregates answer for ${kind}: leave it to one of them`);
      found.set(kind, { aggregate, answer });
    }
  }
  const silent = REFERENCE_KINDS.filter((kind) => !found.has(kind));
  if (silent.length > 0) throw new Error(`No aggregate answers for ${silent.join(', ')}: give one an entry in answers`);
  const undeclared = [...found.keys()].filter((kind) => !(REFERENCE_KINDS as readonly string[]).includes(kind));
  if (undeclared.length > 0) throw new Error(`${undeclared.join(', ')} is missing in REFERENCE_KINDS`);
  return Object.fromEntries(found) as Record<ReferenceKind, Answering>;
}
