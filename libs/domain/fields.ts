import { z } from 'zod';

/** Ids are ours or pseudonyms: lower-case letters, digits and dashes, so that they are safe in streams and URLs. */
export const id = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be 1–80 lower-case letters, digits and dashes')
    .meta({ example: 'meadow-view' });

/** `YYYY-MM-DD`, a day that exists and that the tables can hold (ClickHouse's Date32). */
export const day = () =>
  z.iso
    .date()
    .refine((text) => text >= '1900-01-01' && text <= '2299-12-31', 'must be a day from 1900 to 2299')
    .meta({ example: '2026-03-31' });

export const minutes = () => z.int().min(0).max(60_000);
export const count = () => z.int().min(0).max(1_000_000_000);
export const code = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'must be a code of up to 40 characters');

/** A short label of reference data (a unit, a programme): not about a person, never sent to analytics. */
export const label = () => z.string().trim().min(1).max(120);

/** Under which a schema says what kind of text it is; OpenAPI shows it. */
const KIND = 'x-kind';

/** Free text. Always declared personal by the event that carries it. */
export const freeText = () =>
  z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta({ [KIND]: 'personal' });

/** Names of the fields of an object that hold personal text. */
export function personalFieldsOf(schema: z.ZodType): readonly string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
  return Object.keys(shape).filter((field) => innermost(shape[field]!).meta()?.[KIND] === 'personal');
}

function innermost(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return wrapped ? innermost(schema.unwrap() as z.ZodType) : schema;
}

export const LEADERSHIP_LEVELS = [
  'front-line-worker',
  'front-line-leader',
  'operational-leader',
  'strategic-leader',
] as const;
export const leadershipLevel = () => z.enum(LEADERSHIP_LEVELS);

/** 1–4 on the rating scale; *not applicable* and *not assessed* are never ratings. */
export const rating = () => z.int().min(1).max(4);

export const elementReference = () => z.strictObject({ frameworkId: id(), element: code() });

export const RATING_SOURCES = ['self', 'manager', 'agreed'] as const;
export const CONTRACTS = ['permanent', 'temporary', 'bank', 'agency', 'other'] as const;
