import { BEGINNING, type Day, day } from '../calendar.js';
import type { RoleId } from './role-profiles.js';

export interface Policy {
  readonly kind: string;
  readonly role?: RoleId;
  /** ASC-WDS training category code. */
  readonly topic?: number;
  readonly value: number;
  readonly from: Day;
}

/** The day on which supervision became more frequent, and existing agreements had to be changed. */
export const SUPERVISION_CHANGED = day('2024-04-01');

const set = (kind: string, value: number, more: Partial<Policy> = {}): Policy => ({
  kind,
  value,
  from: BEGINNING,
  ...more,
});

export const MANDATORY = [
  { topic: 6, months: 12, name: 'Fire safety awareness' },
  { topic: 20, months: 24, name: 'Safeguarding adults' },
  { topic: 10, months: 12, name: 'Infection prevention and control' },
  { topic: 15, months: 12, name: 'Moving and assisting people', care: true },
  { topic: 13, months: 12, name: 'Safe handling of medicines', care: true },
  { topic: 7, months: 36, name: 'First aid and basic life support' },
] as const;
export const CHILD_PROTECTION = { topic: 25, months: 24, name: 'Protecting children and young people' } as const;

export const POLICIES: readonly Policy[] = [
  set('supervision-interval-days', 56),
  set('supervision-interval-days', 42, { from: SUPERVISION_CHANGED }),
  set('supervision-interval-days', 28, { role: 'residential-child-care-worker' }),
  set('supervision-interval-days', 42, { role: 'registered-nurse' }),
  set('supervision-interval-days', 28, { role: 'registered-nurse', from: SUPERVISION_CHANGED }),
  set('record-timescale-days', 10),
  set('record-timescale-days', 7, { from: day('2025-01-01') }),
  set('appraisal-interval-months', 12),
  set('assessment-validity-months', 12),
  set('suppression-threshold-people', 5),
  ...MANDATORY.map(({ topic, months }) => set('mandatory-topic-months', months, { topic })),
  set('mandatory-topic-months', CHILD_PROTECTION.months, {
    topic: CHILD_PROTECTION.topic,
    role: 'residential-child-care-worker',
  }),
  set('mandatory-topic-months', 36, { topic: 42, from: day('2025-09-01') }),
];

/** The value in force on a day: one set for the role goes before one set for everybody. */
export function policyOn(kind: string, on: Day, role: RoleId): number {
  const inForce = (of: RoleId | undefined): Policy | undefined =>
    POLICIES.findLast((policy) => policy.kind === kind && policy.role === of && policy.from <= on);
  const policy = inForce(role) ?? inForce(undefined);
  if (policy === undefined) throw new Error(`No policy ${kind} is in force`);
  return policy.value;
}
