import { LEARNING_LOG_EVENTS } from '@praxis/domain';
import { idInStream } from '@praxis/event-sourcing';
import { defineProjection, undecided } from '../projection.js';
import { learningTable } from './learning-facts.table.js';

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
