import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, elementsOn, type DomainReference } from '../declarations.js';
import { day } from '../fields.js';
import {
  CertificateRecorded,
  LearningCorrected,
  LearningLogged,
  LearningReflectionAdded,
  LearningVoided,
} from './learning-log.events.js';

const roles = ['worker', 'supervisor', 'data-steward', 'administrator'] as const;
/** On whatever day: people learn, and get certificates, before they join as well. */
const thisWorker = (_: unknown, workerId: string): DomainReference[] => [
  { kind: 'worker', id: workerId, on: null, field: 'id' },
];

export const LEARNING_LOG_COMMANDS = {
  LogLearning: command({
    summary: 'Log learning, planned or not',
    roles,
    makes: ['entryId'],
    named: ['programmeId'],
    schema: z.strictObject({ ...LearningLogged.schema.shape, on: day() }),
    references: (data, workerId) => [...thisWorker(data, workerId), ...elementsOn(data.elements, data.on)],
  }),
  AddReflection: command({
    summary: 'Add a reflection to an entry',
    roles,
    schema: z.strictObject({ ...LearningReflectionAdded.schema.shape, on: day() }),
  }),
  RecordCertificate: command({
    summary: 'Record a training certificate',
    roles,
    makes: ['entryId'],
    schema: CertificateRecorded.schema,
    references: thisWorker,
  }),
  CorrectCertificate: command({
    summary: 'Correct what a certificate says',
    roles,
    schema: CertificateRecorded.schema,
  }),
  CorrectLearning: command({
    summary: 'Correct the day or the time of an entry',
    roles,
    schema: z.strictObject({ ...LearningCorrected.schema.shape, on: day() }),
  }),
  VoidLearning: command({
    summary: 'Void an entry that should not have been made',
    roles,
    schema: z.strictObject({ ...LearningVoided.schema.shape }),
  }),
} as const;
export type LearningLogCommand = CommandOf<typeof LEARNING_LOG_COMMANDS>;
