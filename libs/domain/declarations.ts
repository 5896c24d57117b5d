import { command as declareCommand, type Actor, type CommandDeclaration, type Reference } from '@praxis/event-sourcing';
import type { z } from 'zod';
import { codeFieldsOf, personalFieldsOf } from './fields.js';

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
export const REFERENCE_KINDS = [
  'unit',
  'worker',
  'framework',
  'element',
  'role-profile',
  'improvement',
  'indicator',
  'code',
] as const;
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

/**
 * Declares a command in the domain's own roles and kinds of references. Which of its fields are sealed, and that its
 * codes have to be in their lists, follows from the schema.
 */
export function command<Schema extends z.ZodType>(
  declaration: Omit<CommandDeclaration<Schema, Role, ReferenceKind>, 'personal'>,
): CommandDeclaration<Schema, Role, ReferenceKind> {
  const { schema, references } = declaration;
  const codeFields = codeFieldsOf(schema);
  return declareCommand({
    ...declaration,
    personal: personalFieldsOf(schema),
    references: (data, id, state) => [...(references?.(data, id, state) ?? []), ...codesIn(data, codeFields)],
  });
}

function codesIn(data: unknown, fields: ReturnType<typeof codeFieldsOf>): DomainReference[] {
  return fields.flatMap(({ field, list }) => {
    const given = [(data as Readonly<Record<string, unknown>>)[field]].flat();
    const codes = given.filter((code) => typeof code === 'string');
    return codes.map((id) => ({ kind: 'code' as const, id, within: list, on: null, field }));
  });
}
