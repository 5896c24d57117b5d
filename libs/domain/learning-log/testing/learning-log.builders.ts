import type { LearningLogEvent } from '../learning-log.events.js';

type Event<Type extends LearningLogEvent['type']> = Extract<LearningLogEvent, { type: Type }>;

export const learningLogged = (
  data: Partial<Event<'LearningLogged'>['data']> = {},
  on = '2026-02-10',
): Event<'LearningLogged'> => ({
  type: 'LearningLogged',
  effectiveAt: on,
  data: {
    entryId: 'l-1',
    kind: 'workshop',
    planned: true,
    minutes: 180,
    participatoryMinutes: 120,
    topics: ['8'],
    elements: [],
    programmeId: null,
    ...data,
  },
});

export const reflectionAdded = (
  data: Partial<Event<'LearningReflectionAdded'>['data']> = {},
  on = '2026-02-20',
): Event<'LearningReflectionAdded'> => ({
  type: 'LearningReflectionAdded',
  effectiveAt: on,
  data: { entryId: 'l-1', impactRecorded: true, ...data },
});

export const certificateRecorded = (
  data: Partial<Event<'CertificateRecorded'>['data']> = {},
  on = '2026-01-15',
): Event<'CertificateRecorded'> => ({
  type: 'CertificateRecorded',
  effectiveAt: on,
  data: {
    entryId: 'c-1',
    topic: '10',
    completedOn: '2026-01-15',
    validMonths: 12,
    expiresOn: null,
    doesNotExpire: false,
    accredited: 'yes',
    delivery: 'external',
    mode: 'face-to-face',
    provider: null,
    ...data,
  },
});

export const certificateCorrected = (
  data: Partial<Event<'CertificateCorrected'>['data']> = {},
  on = '2026-01-15',
): Event<'CertificateCorrected'> => ({
  type: 'CertificateCorrected',
  effectiveAt: on,
  data: {
    entryId: 'c-1',
    topic: '10',
    completedOn: '2026-01-15',
    validMonths: 24,
    expiresOn: null,
    doesNotExpire: false,
    accredited: 'yes',
    delivery: 'external',
    mode: 'face-to-face',
    provider: null,
    ...data,
  },
});

export const learningCorrected = (
  data: Partial<Event<'LearningCorrected'>['data']> = {},
  on = '2026-02-11',
): Event<'LearningCorrected'> => ({
  type: 'LearningCorrected',
  effectiveAt: on,
  data: { entryId: 'l-1', minutes: 150, participatoryMinutes: 120, ...data },
});

export const learningVoided = (
  data: Partial<Event<'LearningVoided'>['data']> = {},
  on = '2026-02-10',
): Event<'LearningVoided'> => ({
  type: 'LearningVoided',
  effectiveAt: on,
  data: { entryId: 'l-1', reason: 'duplicate', ...data },
});
