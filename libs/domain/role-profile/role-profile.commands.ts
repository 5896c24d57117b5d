import type { CommandOf } from '@praxis/event-sourcing';
import { z } from 'zod';
import { command } from '../declarations.js';
import { day, elementReference, label } from '../fields.js';
import { CompetenceRequired, RoleProfileDefined } from './role-profile.events.js';

const roles = ['administrator', 'data-steward', 'quality-lead'] as const;

export const ROLE_PROFILE_COMMANDS = {
  DefineRoleProfile: command({
    summary: 'Define a role profile (person management specification)',
    roles,
    schema: z.strictObject({ ...RoleProfileDefined.schema.shape, on: day() }),
  }),
  RequireCompetence: command({
    summary: 'Require a competence of the role at a rating',
    roles,
    schema: z.strictObject({ ...CompetenceRequired.schema.shape, from: day() }),
    references: (data) => [
      { kind: 'element', id: data.element, within: data.frameworkId, on: data.from, field: 'element' },
    ],
  }),
  StopRequiringCompetence: command({
    summary: 'Stop requiring a competence of the role',
    roles,
    schema: z.strictObject({ ...elementReference().shape, from: day() }),
  }),
  AddResponsibility: command({
    summary: 'Add a responsibility to the role',
    roles,
    schema: z.strictObject({ responsibility: label(), from: day() }),
  }),
  ReviewRoleProfile: command({
    summary: 'Record that the role profile was reviewed',
    roles,
    schema: z.strictObject({ on: day() }),
  }),
} as const;
export type RoleProfileCommand = CommandOf<typeof ROLE_PROFILE_COMMANDS>;
