import type { DecisionContext } from '@praxis/event-sourcing';
import { recordedDay, refuse, requireNotInFuture, sameContent } from '../rules.js';
import type { LearningLogCommand } from './learning-log.commands.js';
import type { LearningLogEvent } from './learning-log.events.js';
import {
  certificateContent,
  hasText,
  learningContent,
  type Entry,
  type LearningLogState,
  type Standing,
} from './learning-log.state.js';

type Of<Type extends LearningLogCommand['type']> = Extract<LearningLogCommand, { type: Type }>;

export function decideLearningLog(
  command: LearningLogCommand,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  switch (command.type) {
    case 'LogLearning':
      return logLearning(command, state, context);
    case 'AddReflection':
      return addReflection(command, state, context);
    case 'RecordCertificate':
      return recordCertificate(command, state, context);
    case 'CorrectCertificate':
      return correctCertificate(command, state, context);
    case 'CorrectLearning':
      return correctLearning(command, state, context);
    case 'VoidLearning': {
      const { data } = command;
      if (state.entries.get(data.entryId)?.kind === 'voided') return [];
      return [{ type: 'LearningVoided', effectiveAt: standing(state, data.entryId).on, data }];
    }
    default: {
      const unknown: never = command;
      return unknown;
    }
  }
}

function logLearning(
  { data }: Of<'LogLearning'>,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  const { on, ...learning } = data;
  requireNotInFuture('on', on, context);
  requireParticipatoryWithin(learning);
  const entry = state.entries.get(learning.entryId);
  if (entry?.kind === 'learning' && entry.on === on && sameContent(entry.content, learningContent(learning))) return [];
  requireNewEntry(entry);
  return [{ type: 'LearningLogged', effectiveAt: on, data: learning }];
}

function addReflection(
  { data }: Of<'AddReflection'>,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  const { on, ...reflection } = data;
  requireNotInFuture('on', on, context);
  const { reflected } = standing(state, reflection.entryId);
  // A text is always new: the one before is sealed, and cannot be compared.
  if (reflection.reflection === undefined && reflected?.impactRecorded === reflection.impactRecorded) return [];
  return [{ type: 'LearningReflectionAdded', effectiveAt: on, data: reflection }];
}

function recordCertificate(
  { data }: Of<'RecordCertificate'>,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  requireSoundCertificate(data, context);
  const entry = state.entries.get(data.entryId);
  if (entry?.kind === 'certificate' && sameContent(entry.content, certificateContent(data))) return [];
  requireNewEntry(entry);
  return [{ type: 'CertificateRecorded', effectiveAt: data.completedOn ?? recordedDay(context), data }];
}

function correctCertificate(
  { data }: Of<'CorrectCertificate'>,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  requireSoundCertificate(data, context);
  const entry = standing(state, data.entryId);
  if (entry.kind !== 'certificate') {
    return refuse('NOT_A_CERTIFICATE', 'This entry is not a certificate', {
      field: 'entryId',
      remedy: 'Correct it as learning.',
    });
  }
  // A text is always new: the one before is sealed, and cannot be compared. That there is none any more is known.
  const isToldByText = hasText(data) || entry.hasText;
  if (!isToldByText && sameContent(entry.content, certificateContent(data))) return [];
  return [{ type: 'CertificateCorrected', effectiveAt: data.completedOn ?? entry.on, data }];
}

function correctLearning(
  { data }: Of<'CorrectLearning'>,
  state: LearningLogState,
  context: DecisionContext,
): readonly LearningLogEvent[] {
  const { on, ...corrected } = data;
  requireNotInFuture('on', on, context);
  requireParticipatoryWithin(corrected);
  const entry = standing(state, corrected.entryId);
  if (entry.kind !== 'learning') {
    return refuse('NOT_LEARNING', 'This entry is a certificate', {
      field: 'entryId',
      remedy: 'Correct it as a certificate.',
    });
  }
  const { minutes, participatoryMinutes } = entry.content;
  const isSame = minutes === corrected.minutes && participatoryMinutes === corrected.participatoryMinutes;
  if (entry.on === on && isSame) return [];
  return [{ type: 'LearningCorrected', effectiveAt: on, data: corrected }];
}

function standing(state: LearningLogState, entryId: string): Standing {
  const entry = state.entries.get(entryId);
  if (!entry)
    return refuse('ENTRY_UNKNOWN', 'There is no such entry', {
      field: 'entryId',
      remedy: 'Log it first, or check its id and whose log it is in.',
    });
  return entry.kind === 'voided' ? refuseVoided() : entry;
}

function requireNewEntry(entry: Entry | undefined): void {
  if (!entry) return;
  if (entry.kind === 'voided') refuseVoided();
  refuse('ENTRY_EXISTS', 'An entry of this id was already recorded, with other content', {
    field: 'entryId',
    remedy: 'Correct it, or use a new id for a new entry.',
  });
}

function refuseVoided(): never {
  return refuse('ENTRY_VOIDED', 'This entry was voided', {
    field: 'entryId',
    remedy: 'Use a new id for a new entry.',
  });
}

function requireParticipatoryWithin(time: { minutes: number | null; participatoryMinutes: number | null }): void {
  const { minutes, participatoryMinutes } = time;
  if (minutes === null || participatoryMinutes === null || participatoryMinutes <= minutes) return;
  refuse('PARTICIPATORY_EXCEEDS_MINUTES', `${participatoryMinutes} participatory minutes are more than ${minutes}`, {
    field: 'participatoryMinutes',
    remedy: 'Participatory minutes are a part of the minutes.',
  });
}

function requireSoundCertificate(data: Of<'RecordCertificate'>['data'], context: DecisionContext): void {
  const { completedOn, expiresOn, validMonths, doesNotExpire } = data;
  if (completedOn !== null) requireNotInFuture('completedOn', completedOn, context);
  if (completedOn !== null && expiresOn !== null && expiresOn <= completedOn) {
    refuse('EXPIRES_BEFORE_COMPLETION', `A certificate of ${completedOn} does not expire on ${expiresOn}`, {
      field: 'expiresOn',
      remedy: 'Give a day after the completion, or none.',
    });
  }
  if (doesNotExpire && (validMonths !== null || expiresOn !== null)) {
    refuse('EXPIRY_CONTRADICTED', 'A certificate that does not expire has neither an expiry nor a validity', {
      field: validMonths === null ? 'expiresOn' : 'validMonths',
      remedy: 'Leave them out (null), or say that it expires.',
    });
  }
}
