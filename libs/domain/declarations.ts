import { command as declareCommand, type Actor, type CommandDeclaration, type Reference } from '@praxis/event-sourcing';
import type { z } from 'zod';
import { personalFieldsOf } from './fields.js';

/** The roles that people act in: see docs/reference for what each may do. */
export const ROLES = [
  'worker',
  'supervisor',
  'quality-lead',
  'director',
  'analyst',
  'data-steward',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
export type DomainActor = Actor<Role>;

/** What commands may speak of. Each is answered for by exactly one aggregate: see its `answers`. */
export const REFERENCE_KINDS = ['unit', 'worker', 'framework', 'element', 'role-profile', 'indicator'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];
export type DomainReference = Reference<ReferenceKind>;

/** Elements of frameworks, in the versions that stand on a day. */
export function elementsOn(
  elements: readonly { readonly frameworkId: string; readonly element: string }[],
  on: string,
): readonly DomainReference[] {
  return elements.map(({ frameworkId: within, element: id }) => ({
    kind: 'element',
    id,
    within,
    on,
    field: 'elements',
  }));
}

/** Declares a command in the domain's own roles and kinds of references. */
export function command<Schema extends z.ZodType>(
  declaration: Omit<CommandDeclaration<Schema, Role, ReferenceKind>, 'personal'>,
): CommandDeclaration<Schema, Role, ReferenceKind> {
  return declareCommand({ ...declaration, personal: personalFieldsOf(declaration.schema) });
}
