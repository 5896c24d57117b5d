import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import {
  asBefore,
  codeOf,
  count,
  day,
  freeText,
  indicatorCode,
  label,
  recordId,
  referenceId,
  workerId,
  ORGANISATION_KEY,
} from '../fields.js';

/** Every event names the unit, so that no reader has to look the improvement up. */
const unit = { unitId: referenceId() };
const indicator = { indicatorUnitId: referenceId(), indicatorCode: indicatorCode() };

/** The aim is the organisation's. In version 1 it was sealed as the proposer's, and so it stays. */
export const ImprovementProposed = defineEvent('ImprovementProposed', {
  schema: z.strictObject({ ...unit, title: label(), proposedBy: workerId(), aim: freeText().optional() }),
  version: 2,
  upcasters: { 1: asBefore },
  personal: { aim: ORGANISATION_KEY },
});
export const ImprovementStarted = defineEvent('ImprovementStarted', { schema: z.strictObject(unit) });
/** Which CPD is meant to bring it about, and on which indicator. `effectiveAt` is the day the programme began. */
export const ImprovementCpdLinked = defineEvent('ImprovementCpdLinked', {
  schema: z.strictObject({ ...unit, programmeId: referenceId(), ...indicator }),
});
export const ImprovementQuestionRegistered = defineEvent('ImprovementQuestionRegistered', {
  schema: z.strictObject({
    ...unit,
    questionId: recordId(),
    ...indicator,
    design: z.enum([
      'describe',
      'before-after',
      'interrupted-time-series',
      'difference-in-differences',
      'contribution',
    ]),
    baselineFrom: day(),
    baselineTo: day(),
    followUpFrom: day(),
    followUpTo: day(),
    expected: z.enum(['increase', 'decrease']),
    minimumMonths: z.int().min(1).max(120),
  }),
});
export const ImprovementQuestionWithdrawn = defineEvent('ImprovementQuestionWithdrawn', {
  schema: z.strictObject({ ...unit, questionId: recordId(), reason: codeOf('question-withdrawn') }),
});
export const ImprovementContributionRecognised = defineEvent('ImprovementContributionRecognised', {
  schema: z.strictObject({ ...unit, workerId: workerId() }),
});
/** Levels of Kirkpatrick as elaborated by Barr and Carpenter. */
export const ImprovementImpactEvaluated = defineEvent('ImprovementImpactEvaluated', {
  schema: z.strictObject({
    ...unit,
    level: z.enum(['1', '2a', '2b', '3', '4a', '4b']),
    method: codeOf('evaluation-method'),
    judgedBy: z.enum(['worker', 'supervisor', 'quality-lead', 'people-who-use-services', 'external']),
    respondents: count().nullable(),
    finding: z.enum(['improved', 'unchanged', 'worsened', 'unclear']),
  }),
});
export const ImprovementShared = defineEvent('ImprovementShared', {
  schema: z.strictObject({ ...unit, audience: z.enum(['team', 'service', 'organisation', 'partners', 'sector']) }),
});
export const ImprovementClosed = defineEvent('ImprovementClosed', {
  schema: z.strictObject({ ...unit, outcome: z.enum(['sustained', 'not-sustained', 'abandoned']) }),
});

export const IMPROVEMENT_EVENTS = [
  ImprovementProposed,
  ImprovementStarted,
  ImprovementCpdLinked,
  ImprovementQuestionRegistered,
  ImprovementQuestionWithdrawn,
  ImprovementContributionRecognised,
  ImprovementImpactEvaluated,
  ImprovementShared,
  ImprovementClosed,
] as const;
export type ImprovementEvent = EventOf<typeof IMPROVEMENT_EVENTS>;
