import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command, type DomainReference } from '../declarations.js';
import { codeOf, day, recordId } from '../fields.js';
import { ChecklistActionPlanned, ChecklistItemAssessed } from './checklist.events.js';

const roles = ['quality-lead', 'director', 'data-steward', 'administrator'] as const;
const unitThen = ({ on }: { on: string }, unitId: string): DomainReference[] => [
  { kind: 'unit', id: unitId, on, field: 'id' },
];

export const CHECKLIST_COMMANDS = {
  AdoptChecklist: command({
    summary: 'Adopt the checklist for a unit',
    roles,
    schema: z.strictObject({ on: day() }),
    references: unitThen,
  }),
  AssessItem: command({
    summary: 'Assess an item of the checklist',
    roles,
    schema: z.strictObject({ ...ChecklistItemAssessed.schema.shape, on: day() }),
    references: unitThen,
  }),
  CorrectAssessment: command({
    summary: 'Correct the assessment made of an item on a day',
    roles,
    schema: z.strictObject({ ...ChecklistItemAssessed.schema.shape, on: day() }),
  }),
  PlanAction: command({
    summary: 'Plan an action to close a gap',
    roles,
    makes: ['actionId'],
    schema: z.strictObject({ ...ChecklistActionPlanned.schema.shape, on: day() }),
    references: (data, unitId) => [
      ...unitThen(data, unitId),
      { kind: 'worker', id: data.ownerId, on: data.on, field: 'ownerId' },
    ],
  }),
  CompleteAction: command({
    summary: 'Complete an action',
    roles,
    schema: z.strictObject({ actionId: recordId(), on: day() }),
  }),
  SlipAction: command({
    summary: 'Move the day an action is due',
    roles,
    schema: z.strictObject({ actionId: recordId(), dueOn: day(), on: day() }),
  }),
  DropAction: command({
    summary: 'Drop an action, and say why',
    roles,
    schema: z.strictObject({ actionId: recordId(), reason: codeOf('action-dropped'), on: day() }),
  }),
  ReviewChecklist: command({
    summary: 'Record that the checklist was reviewed and signed',
    roles,
    schema: z.strictObject({ on: day() }),
    references: unitThen,
  }),
} as const;
export type ChecklistCommand = CommandOf<typeof CHECKLIST_COMMANDS>;
