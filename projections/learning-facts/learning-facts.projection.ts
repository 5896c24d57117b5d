import { LEARNING_LOG_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, undecided } from '../projection.js';
import { factTable } from '../fact-table.js';

const learningTable = factTable({
  name: 'learning_facts',
  version: 1,
  comment: 'Learning completed, reflected on and certified',
  columns: {
    worker_id: 'String',
    entry_id: 'String',
    kind: 'LowCardinality(String)',
    learning_kind: 'LowCardinality(String)',
    planned: 'UInt8',
    /** null: the source does not say, which is not the same as none. */
    minutes: 'Nullable(UInt32)',
    participatory_minutes: 'Nullable(UInt32)',
    /** ASC-WDS training category codes; a certificate has one. */
    topics: 'Array(LowCardinality(String))',
    programme_id: 'LowCardinality(String)',
    impact_recorded: 'UInt8',
    expires_on: 'Nullable(Date32)',
  },
  orderBy: ['worker_id', 'effective_at', 'position'],
});

export type LearningFactKind =
  'logged' | 'reflection' | 'certificate' | 'certificate-corrected' | 'corrected' | 'voided';
type Values = Parameters<typeof learningTable.row>[1];

export const learningFacts = defineProjection({
  table: learningTable,
  events: LEARNING_LOG_EVENTS,
  project(recorded) {
    const { event } = recorded;
    const entry = { worker_id: idInStream('learning-log', recorded.streamId), entry_id: event.data.entryId };
    const fact = (kind: LearningFactKind, values: Values = {}) => [
      learningTable.row(recorded, entry, { kind }, values),
    ];
    switch (event.type) {
      case 'LearningLogged':
        return fact('logged', {
          learning_kind: event.data.kind,
          planned: event.data.planned ? 1 : 0,
          minutes: event.data.minutes,
          participatory_minutes: event.data.participatoryMinutes,
          topics: event.data.topics,
          programme_id: event.data.programmeId ?? '',
        });
      case 'LearningReflectionAdded':
        return fact('reflection', { impact_recorded: event.data.impactRecorded ? 1 : 0 });
      case 'CertificateRecorded':
        return fact('certificate', { topics: [event.data.topic], expires_on: event.data.expiresOn });
      case 'CertificateCorrected':
        return fact('certificate-corrected', { topics: [event.data.topic], expires_on: event.data.expiresOn });
      case 'LearningCorrected':
        return fact('corrected', {
          minutes: event.data.minutes,
          participatory_minutes: event.data.participatoryMinutes,
        });
      case 'LearningVoided':
        return fact('voided');
      default:
        return undecided(event);
    }
  },
});
