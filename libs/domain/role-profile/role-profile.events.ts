import { defineEvent, type EventOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { codeOf, elementReference, label, leadershipLevel, rating } from '../fields.js';

export const RoleProfileDefined = defineEvent('RoleProfileDefined', {
  schema: z.strictObject({
    title: label(),
    leadershipLevel: leadershipLevel().nullable(),
    /** ASC-WDS main job role code. */
    jobRole: codeOf('asc-wds-job-role').nullable(),
  }),
});

export const CompetenceRequired = defineEvent('CompetenceRequired', {
  schema: z.strictObject({ ...elementReference().shape, rating: rating() }),
});

export const CompetenceNoLongerRequired = defineEvent('CompetenceNoLongerRequired', { schema: elementReference() });

export const RoleProfileResponsibilityAdded = defineEvent('RoleProfileResponsibilityAdded', {
  schema: z.strictObject({ responsibility: label() }),
});

export const RoleProfileReviewed = defineEvent('RoleProfileReviewed', { schema: z.strictObject({}) });

export const ROLE_PROFILE_EVENTS = [
  RoleProfileDefined,
  CompetenceRequired,
  CompetenceNoLongerRequired,
  RoleProfileResponsibilityAdded,
  RoleProfileReviewed,
] as const;
export type RoleProfileEvent = EventOf<typeof ROLE_PROFILE_EVENTS>;
