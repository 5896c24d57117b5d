import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { LEARNING_KINDS as KINDS, type LearningKindId } from '@praxis/frameworks';
import { z } from 'zod';
import { codeOf, day, elementReference, freeText, minutes, recordId, referenceId } from '../fields.js';

export const LEARNING_KINDS = KINDS.map(({ id: kind }) => kind) as [LearningKindId, ...LearningKindId[]];

const time = {
  /** null: the source does not say, which is not the same as none. */
  minutes: minutes().nullable(),
  /** Minutes spent learning with other people; never more than `minutes`. */
  participatoryMinutes: minutes().nullable(),
};

/** One entry of the log; the stream is the worker's. `effectiveAt` is the day the learning was completed. */
export const LearningLogged = defineEvent('LearningLogged', {
  schema: z.strictObject({
    entryId: recordId(),
    kind: z.enum(LEARNING_KINDS),
    planned: z.boolean(),
    ...time,
    /** ASC-WDS training category codes. */
    topics: z.array(codeOf('asc-wds-training-category')).max(20),
    elements: z.array(elementReference()).max(40),
    /** The programme that the learning was part of: what an improvement is linked to. */
    programmeId: referenceId().nullable(),
    title: freeText().optional(),
  }),
  personal: { title: '$stream' },
});

export const LearningReflectionAdded = defineEvent('LearningReflectionAdded', {
  schema: z.strictObject({
    entryId: recordId(),
    /** Whether the reflection says what changed in practice. */
    impactRecorded: z.boolean(),
    reflection: freeText().optional(),
  }),
  personal: { reflection: '$stream' },
});

const certificate = z.strictObject({
  entryId: recordId(),
  /** ASC-WDS training category code. */
  topic: codeOf('asc-wds-training-category'),
  /** The day of completion; null when the source does not give one. */
  completedOn: day().nullable(),
  validMonths: z.int().min(1).max(999).nullable(),
  expiresOn: day().nullable(),
  doesNotExpire: z.boolean(),
  accredited: z.enum(['yes', 'no', 'not-known']).nullable(),
  delivery: z.enum(['in-house', 'external']).nullable(),
  mode: z.enum(['face-to-face', 'e-learning']).nullable(),
  provider: codeOf('asc-wds-training-provider').nullable(),
  title: freeText().optional(),
  notes: freeText().optional(),
});
export const CertificateRecorded = defineEvent('CertificateRecorded', {
  schema: certificate,
  personal: { title: '$stream', notes: '$stream' },
});
/** Replaces what the certificate of the same `entryId` said. */
export const CertificateCorrected = defineEvent('CertificateCorrected', {
  schema: certificate,
  personal: { title: '$stream', notes: '$stream' },
});

/** Replaces day (`effectiveAt`) and time of the entry of the same `entryId`. */
export const LearningCorrected = defineEvent('LearningCorrected', {
  schema: z.strictObject({ entryId: recordId(), ...time }),
});

/** The entry, learning or certificate, never happened. `effectiveAt` is the entry's own day. */
export const LearningVoided = defineEvent('LearningVoided', {
  schema: z.strictObject({
    entryId: recordId(),
    reason: z.enum(['recorded-in-error', 'duplicate', 'removed-at-source']),
  }),
});

export const LEARNING_LOG_EVENTS = [
  LearningLogged,
  LearningReflectionAdded,
  CertificateRecorded,
  CertificateCorrected,
  LearningCorrected,
  LearningVoided,
] as const;
export type LearningLogEvent = EventOf<typeof LEARNING_LOG_EVENTS>;
