import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { OWN_LIST_NAMES } from '../code-lists.js';
import { codeOf, count, label, recordId, referenceId, registerNumber } from '../fields.js';

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
    unitId: referenceId(),
    /** null: directly under the organisation. */
    parentId: referenceId().nullable(),
    kind: z.enum(['service', 'team']),
    name: label(),
    serviceType: codeOf('asc-wds-service').nullable(),
    regulator: codeOf('regulator').nullable(),
    registrationNumber: registerNumber().nullable(),
    /** Pseudonym of the id under which uploads know it; absent where it was not opened by one. */
    workplaceId: recordId().optional(),
    /** Nobody said since when: the day is the first that anything spoke of, and moves back when something earlier does. */
    openingInferred: z.boolean().optional(),
  }),
});

/** An opening of which nobody said the day was, as is known now, on `effectiveAt` or before. Parent and kind as opened. */
export const UnitOpeningMovedBack = defineEvent('UnitOpeningMovedBack', {
  schema: z.strictObject({
    unitId: referenceId(),
    parentId: referenceId().nullable(),
    kind: UnitOpened.schema.shape.kind,
  }),
});

export const UnitMoved = defineEvent('UnitMoved', {
  schema: z.strictObject({ unitId: referenceId(), parentId: referenceId().nullable() }),
});

export const UnitRenamed = defineEvent('UnitRenamed', {
  schema: z.strictObject({ unitId: referenceId(), name: label() }),
});

export const UnitClosed = defineEvent('UnitClosed', { schema: z.strictObject({ unitId: referenceId() }) });

/** In force from the event's effective day until a later one of the same kind, role profile and topic. */
export const PolicySet = defineEvent('PolicySet', {
  schema: z.strictObject({
    kind: z.enum(POLICY_KINDS),
    /** null: for every role profile. */
    roleProfileId: referenceId().nullable(),
    /** The mandatory topic (an ASC-WDS training category code); null for other kinds. */
    topic: codeOf('asc-wds-training-category').nullable(),
    /** In the unit that the kind names; null: a mandatory topic that does not expire. */
    value: z.int().min(1).max(10_000).nullable(),
  }),
});

/** The IANA name of the zone by which the organisation's days are told, from the event's effective day in it on. */
export const TimeZoneSet = defineEvent('TimeZoneSet', {
  schema: z.strictObject({
    timeZone: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, 'must be an IANA name such as Europe/London')
      .max(64)
      .meta({ 'x-kind': 'time-zone', example: 'Europe/London' }),
  }),
});

/** The list has the code from now on, beside those that it has from the start. */
const listing = z.strictObject({
  list: z.enum(OWN_LIST_NAMES),
  /** Words, so that no number of anybody's can be one. */
  code: z
    .string()
    .regex(/^[a-z][a-z-]{0,38}[a-z]$/, 'must be 2–40 lower-case letters and dashes')
    .meta({ 'x-kind': 'label', example: 'school-run' }),
});
export const CodeAdded = defineEvent('CodeAdded', { schema: listing });
/** An added code is not to be used any more; what was recorded with it stands. */
export const CodeWithdrawn = defineEvent('CodeWithdrawn', { schema: listing });

/** Of what labels can be corrected here; a unit's is by renaming it. */
export const LABELLED = ['organisation', 'role-profile', 'improvement', 'indicator'] as const;

/** A label reads otherwise from now on, wherever it is shown. What it read before stays in the log. */
export const LabelCorrected = defineEvent('LabelCorrected', {
  schema: z.strictObject({
    of: z.enum(LABELLED),
    id: referenceId(),
    field: z.enum(['name', 'title', 'numerator', 'denominator']),
    label: label(),
  }),
});

export const IDENTITY_ANSWERS = ['same', 'different'] as const;

const identityQuestion = z.strictObject({
  about: z.enum(['worker', 'workplace']),
  id: recordId(),
  knownId: recordId(),
});

/** Rows of a file wait until somebody says whether an id in it names what is known under another one. */
export const IdentityQuestionAsked = defineEvent('IdentityQuestionAsked', { schema: identityQuestion });

/**
 * Somebody said whether an id that files use names what is known under another one. Both are pseudonyms, or for a
 * workplace `id` is one and `knownId` the unit. The latest answer holds.
 */
export const IdentityQuestionAnswered = defineEvent('IdentityQuestionAnswered', {
  schema: identityQuestion.extend({ answer: z.enum(IDENTITY_ANSWERS) }),
});

/** An upload of the event's effective day listed so many people of a service, leavers apart. */
export const StaffListed = defineEvent('StaffListed', {
  schema: z.strictObject({ unitId: referenceId(), people: count() }),
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
  IdentityQuestionAsked,
  IdentityQuestionAnswered,
  StaffListed,
  CodeAdded,
  CodeWithdrawn,
  LabelCorrected,
] as const;
export type OrganisationEvent = EventOf<typeof ORGANISATION_EVENTS>;
