import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { code, count, id, label } from '../fields.js';

export const POLICY_KINDS = [
  'supervision-interval-days',
  'record-timescale-days',
  'appraisal-interval-months',
  'assessment-validity-months',
  'mandatory-topic-months',
  'suppression-threshold-people',
] as const;

export const OrganisationRegistered = defineEvent('OrganisationRegistered', {
  schema: z.strictObject({ name: label() }),
});

export const UnitOpened = defineEvent('UnitOpened', {
  schema: z.strictObject({
    unitId: id(),
    /** null: directly under the organisation. */
    parentId: id().nullable(),
    kind: z.enum(['service', 'team']),
    name: label(),
    serviceType: code().nullable(),
    regulator: code().nullable(),
    registrationNumber: code().nullable(),
    /** Pseudonym of the id under which uploads know it; absent where it was not opened by one. */
    workplaceId: id().optional(),
    /** Nobody said since when: the day is the first that anything spoke of, and moves back when something earlier does. */
    openingInferred: z.boolean().optional(),
  }),
});

/** An opening of which nobody said the day was, as is known now, on `effectiveAt` or before. Parent and kind as opened. */
export const UnitOpeningMovedBack = defineEvent('UnitOpeningMovedBack', {
  schema: z.strictObject({ unitId: id(), parentId: id().nullable(), kind: UnitOpened.schema.shape.kind }),
});

export const UnitMoved = defineEvent('UnitMoved', {
  schema: z.strictObject({ unitId: id(), parentId: id().nullable() }),
});

export const UnitRenamed = defineEvent('UnitRenamed', { schema: z.strictObject({ unitId: id(), name: label() }) });

export const UnitClosed = defineEvent('UnitClosed', { schema: z.strictObject({ unitId: id() }) });

/** In force from the event's effective day until a later one of the same kind, role profile and topic. */
export const PolicySet = defineEvent('PolicySet', {
  schema: z.strictObject({
    kind: z.enum(POLICY_KINDS),
    /** null: for every role profile. */
    roleProfileId: id().nullable(),
    /** The mandatory topic (an ASC-WDS training category code); null for other kinds. */
    topic: code().nullable(),
    /** In the unit that the kind names; null: a mandatory topic that does not expire. */
    value: z.int().min(1).max(10_000).nullable(),
  }),
});

/** The IANA name of the zone by which the organisation's days are told, from its recording on. */
export const TimeZoneSet = defineEvent('TimeZoneSet', {
  schema: z.strictObject({
    timeZone: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, 'must be an IANA name such as Europe/London')
      .max(64)
      .meta({ example: 'Europe/London' }),
  }),
});

export const IDENTITY_ANSWERS = ['same', 'different'] as const;

/**
 * Somebody said whether an id that files use names what is known under another one. Both are pseudonyms, or for a
 * workplace `id` is one and `knownId` the unit. The latest answer holds.
 */
export const IdentityQuestionAnswered = defineEvent('IdentityQuestionAnswered', {
  schema: z.strictObject({
    about: z.enum(['worker', 'workplace']),
    id: id(),
    knownId: id(),
    answer: z.enum(IDENTITY_ANSWERS),
  }),
});

/** An upload of the event's effective day listed so many people of a service, leavers apart. */
export const StaffListed = defineEvent('StaffListed', {
  schema: z.strictObject({ unitId: id(), people: count() }),
});

export const ORGANISATION_EVENTS = [
  OrganisationRegistered,
  UnitOpened,
  UnitOpeningMovedBack,
  UnitMoved,
  UnitRenamed,
  UnitClosed,
  PolicySet,
  TimeZoneSet,
  IdentityQuestionAnswered,
  StaffListed,
] as const;
export type OrganisationEvent = EventOf<typeof ORGANISATION_EVENTS>;
