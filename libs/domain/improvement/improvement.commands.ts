import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, type DomainReference } from '../declarations.js';
import { codeOf, day, recordId, workerId } from '../fields.js';
import {
  ImprovementClosed,
  ImprovementCpdLinked,
  ImprovementImpactEvaluated,
  ImprovementProposed,
  ImprovementQuestionRegistered,
  ImprovementShared,
} from './improvement.events.js';

const roles = ['quality-lead', 'director', 'data-steward', 'administrator'] as const;
const { unitId: _linked, ...linkedCpd } = ImprovementCpdLinked.schema.shape;
const { unitId: _question, ...question } = ImprovementQuestionRegistered.schema.shape;
const { unitId: _evaluated, ...evaluation } = ImprovementImpactEvaluated.schema.shape;
const indicatorOf = (
  data: { indicatorUnitId: string; indicatorCode: string },
  on: string | null,
): DomainReference[] => [
  { kind: 'indicator', id: `${data.indicatorUnitId}-${data.indicatorCode}`, on, field: 'indicatorCode' },
];

export const IMPROVEMENT_COMMANDS = {
  ProposeImprovement: command({
    summary: 'Propose an improvement',
    roles,
    schema: z.strictObject({ ...ImprovementProposed.schema.shape, on: day() }),
    references: (data) => [
      { kind: 'unit', id: data.unitId, on: data.on, field: 'unitId' },
      { kind: 'worker', id: data.proposedBy, on: data.on, field: 'proposedBy' },
    ],
  }),
  StartImprovement: command({ summary: 'Start it', roles, schema: z.strictObject({ on: day() }) }),
  LinkCpd: command({
    summary: 'Link the CPD programme that is meant to bring it about, and the indicator it should move',
    roles,
    named: ['programmeId'],
    schema: z.strictObject({ ...linkedCpd, on: day() }),
    // Its day is that of the programme's beginning: what it should move may have been counted only since.
    references: (data) => indicatorOf(data, null),
  }),
  RegisterQuestion: command({
    summary: 'Register the question before its result is known',
    roles,
    makes: ['questionId'],
    schema: z.strictObject({ ...question, on: day() }),
    references: (data) => indicatorOf(data, data.on),
  }),
  WithdrawQuestion: command({
    summary: 'Withdraw a registered question; it stays on record',
    roles,
    schema: z.strictObject({ questionId: recordId(), reason: codeOf('question-withdrawn'), on: day() }),
  }),
  RecogniseContribution: command({
    summary: "Recognise a worker's contribution",
    roles,
    schema: z.strictObject({ workerId: workerId(), on: day() }),
    // On whatever day: it may be recognised once they have left.
    references: (data) => [{ kind: 'worker', id: data.workerId, on: null, field: 'workerId' }],
  }),
  EvaluateImpact: command({
    summary: 'Record an evaluation of impact at a level',
    roles,
    schema: z.strictObject({ ...evaluation, on: day() }),
  }),
  ShareImprovement: command({
    summary: 'Record with whom the learning was shared',
    roles,
    schema: z.strictObject({ audience: ImprovementShared.schema.shape.audience, on: day() }),
  }),
  CloseImprovement: command({
    summary: 'Close it',
    roles,
    schema: z.strictObject({ outcome: ImprovementClosed.schema.shape.outcome, on: day() }),
  }),
} as const;
export type ImprovementCommand = CommandOf<typeof IMPROVEMENT_COMMANDS>;
