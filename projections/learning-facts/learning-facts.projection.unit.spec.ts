import type { LearningLogEvent } from '@praxis/domain';
import { givenEvents, recorded } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { factObjects } from '../testing/fact-objects.js';
import { learningFacts } from './learning-facts.projection.js';

const rows = factObjects(learningFacts);
const of = (event: LearningLogEvent) => recorded(event, { streamId: 'learning-log-w-ada' });
const on = '2026-03-31';
const entry = { worker_id: 'w-ada', entry_id: 'e-1' };
const certificate = {
  entryId: 'e-1',
  topic: '10',
  completedOn: on,
  validMonths: 36,
  expiresOn: '2029-03-31',
  doesNotExpire: false,
  accredited: 'yes',
  delivery: null,
  mode: null,
  provider: null,
} as const;

describe('learning facts', () => {
  it('tell minutes that are not known from none', () =>
    givenEvents(rows, [
      of({
        type: 'LearningLogged',
        effectiveAt: on,
        data: {
          entryId: 'e-1',
          kind: 'coaching',
          planned: true,
          minutes: null,
          participatoryMinutes: 0,
          topics: ['10', '22'],
          elements: [],
          programmeId: 'falls-2026',
        },
      }),
      of({
        type: 'LearningCorrected',
        effectiveAt: on,
        data: { entryId: 'e-1', minutes: 0, participatoryMinutes: null },
      }),
    ]).thenRows([
      {
        ...entry,
        kind: 'logged',
        learning_kind: 'coaching',
        planned: 1,
        participatory_minutes: 0,
        topics: ['10', '22'],
        programme_id: 'falls-2026',
      },
      { ...entry, kind: 'corrected', minutes: 0 },
    ]));

  it('hold reflection with or without impact, and what was voided', () =>
    givenEvents(rows, [
      of({ type: 'LearningReflectionAdded', effectiveAt: on, data: { entryId: 'e-1', impactRecorded: true } }),
      of({ type: 'LearningReflectionAdded', effectiveAt: on, data: { entryId: 'e-1', impactRecorded: false } }),
      of({ type: 'LearningVoided', effectiveAt: on, data: { entryId: 'e-1', reason: 'duplicate' } }),
    ]).thenRows([
      { ...entry, kind: 'reflection', impact_recorded: 1 },
      { ...entry, kind: 'reflection' },
      { ...entry, kind: 'voided' },
    ]));

  it('hold certificates with their topic and expiry', () =>
    givenEvents(rows, [
      of({ type: 'CertificateRecorded', effectiveAt: on, data: certificate }),
      of({ type: 'CertificateCorrected', effectiveAt: on, data: { ...certificate, expiresOn: null } }),
    ]).thenRows([
      { ...entry, kind: 'certificate', topics: ['10'], expires_on: '2029-03-31' },
      { ...entry, kind: 'certificate-corrected', topics: ['10'] },
    ]));
});
