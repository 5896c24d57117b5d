import { defineEvent, type EventOf, type JsonObject, type Reading } from '@praxis/event-sourcing';
import { z } from 'zod';
import { evidenceUnderPseudonyms } from '../evidence.js';
import {
  asBefore,
  codeOf,
  day,
  evidenceReference,
  freeText,
  isMadeHere,
  ORGANISATION_KEY,
  recordId,
  workerId,
} from '../fields.js';

export const CHECKLIST_STATUSES = ['not-started', 'some-progress', 'in-place', 'not-applicable'] as const;

/** The eleven parts of a CPD framework (Form 1). */
const item = { item: z.int().min(1).max(11) };
const assessment = z.strictObject({
  ...item,
  status: z.enum(CHECKLIST_STATUSES),
  /** References, never copies. Version 1 had them as a source wrote them. */
  evidence: z.array(evidenceReference()).max(50),
});

/** The stream is the unit's. */
export const ChecklistAdopted = defineEvent('ChecklistAdopted', { schema: z.strictObject({}) });
export const ChecklistItemAssessed = defineEvent('ChecklistItemAssessed', {
  version: 2,
  schema: assessment,
  upcasters: { 1: evidenceUnderPseudonyms },
});
/** Replaces the assessment of the item made on the same day. */
export const ChecklistAssessmentCorrected = defineEvent('ChecklistAssessmentCorrected', {
  version: 2,
  schema: assessment,
  upcasters: { 1: evidenceUnderPseudonyms },
});
/** Sources call actions by whose they are. Earlier versions had what a source wrote. */
const actionUnderPseudonym = (data: JsonObject, { pseudonym }: Reading): JsonObject => {
  const actionId = String(data['actionId']);
  return { ...data, actionId: isMadeHere(actionId) ? actionId : pseudonym('action', actionId) };
};

/** What is to be done is the organisation's. In version 1 it was sealed as its owner's, and so it stays. */
export const ChecklistActionPlanned = defineEvent('ChecklistActionPlanned', {
  schema: z.strictObject({
    ...item,
    actionId: recordId(),
    ownerId: workerId(),
    dueOn: day(),
    action: freeText().optional(),
  }),
  version: 3,
  upcasters: { 1: asBefore, 2: actionUnderPseudonym },
  personal: { action: ORGANISATION_KEY },
});
const action = { ...item, actionId: recordId() };
const since1 = { version: 2, upcasters: { 1: actionUnderPseudonym } };
export const ChecklistActionCompleted = defineEvent('ChecklistActionCompleted', {
  ...since1,
  schema: z.strictObject(action),
});
export const ChecklistActionSlipped = defineEvent('ChecklistActionSlipped', {
  ...since1,
  schema: z.strictObject({ ...action, dueOn: day() }),
});
export const ChecklistActionDropped = defineEvent('ChecklistActionDropped', {
  ...since1,
  schema: z.strictObject({ ...action, reason: codeOf('action-dropped') }),
});
export const ChecklistReviewed = defineEvent('ChecklistReviewed', { schema: z.strictObject({}) });

export const CHECKLIST_EVENTS = [
  ChecklistAdopted,
  ChecklistItemAssessed,
  ChecklistAssessmentCorrected,
  ChecklistActionPlanned,
  ChecklistActionCompleted,
  ChecklistActionSlipped,
  ChecklistActionDropped,
  ChecklistReviewed,
] as const;
export type ChecklistEvent = EventOf<typeof CHECKLIST_EVENTS>;
